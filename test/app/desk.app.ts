import { expect, type Page } from '@playwright/test'
import { message, open, passes, press, test } from './playground.ts'

const fader = (page: Page, name: string) => page.getByRole('slider', { name, exact: true })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
/** The formula of an arm as it was typeset. */
const formula = (page: Page, arm: number) => page.locator('.arm').nth(arm).locator('annotation')

async function openDesk(page: Page, fragment: string): Promise<void> {
  await open(page, fragment)
  await button(page, 'All coefficients').click()
  await expect(fader(page, 'ε₂ of arm 1')).toBeVisible()
}

test('a fader follows keys, wheel, mouse and typing, and resets', async ({ page }) => {
  await openDesk(page, 'v=1&engine=wasm&data=moons')
  const second = fader(page, 'ε₂ of arm 1')
  const reads = (text: string) => expect(second).toHaveAttribute('aria-valuetext', text)
  for (const [key, value] of [['ArrowUp', '0.05'], ['PageUp', '0.85'], ['ArrowDown', '0.8'], ['PageDown', '0'], ['Home', '−2'], ['End', '6'], ['Delete', '0']]) {
    await second.press(key)
    await reads(value)
  }
  const box = await page.locator('.fader').nth(1).boundingBox()
  if (!box) throw new Error('the fader has no box')
  const [x, y] = [box.x + box.width / 2, box.y + 0.74 * box.height]
  await page.mouse.move(x, y)
  await page.mouse.wheel(0, -30)
  await reads('0.05')
  await page.mouse.down()
  await page.mouse.move(x, box.y + 1, { steps: 4 })
  await page.mouse.up()
  await reads('6')
  await page.mouse.dblclick(x, y)
  await reads('0')
  const typed = page.getByRole('textbox', { name: 'ε₂ of arm 1', exact: true })
  await typed.fill('1.234')
  await typed.press('Enter')
  await reads('1.234')
  await expect(formula(page, 1)).toHaveText(/\\htmlClass\{lit\}\{1\.234\\,\(1-P_t\)\^\{2\}\}/)
  await typed.fill('much')
  await typed.press('Enter')
  await expect(page.getByRole('alert')).toHaveText('A number from −10 to 50')
  await reads('1.234')
})

test('mute, solo and undo act on the loss at once', async ({ page }) => {
  await openDesk(page, 'v=1&engine=wasm&data=moons&arm1.eps=2,0.5')
  await button(page, 'Solo term 2 of arm 1').click()
  await expect(page).toHaveURL(/arm1\.eps=-1,1&arm1\.terms=1/)
  await button(page, 'Solo term 2 of arm 1').click()
  await expect(page).toHaveURL(/arm1\.eps=2,0\.5$/)
  await button(page, 'Mute term 2 of arm 1').click()
  await expect(page).toHaveURL(/arm1\.eps=2,-0\.5$/)
  await expect(button(page, 'Mute term 2 of arm 1')).toHaveAttribute('aria-pressed', 'true')
  await button(page, 'Undo').click()
  await expect(page).toHaveURL(/arm1\.eps=2,0\.5$/)
  await button(page, 'Redo').click()
  await expect(page).toHaveURL(/arm1\.eps=2,-0\.5$/)
})

test('linked faders move the arms beside the baseline together', async ({ page }) => {
  await openDesk(page, 'v=1&engine=wasm&data=moons&arms=3&arm2.eps=1')
  await button(page, 'Link arms').click()
  await fader(page, 'ε₁ fader of arm 1').press('ArrowUp')
  await expect(page).toHaveURL(/arm1\.eps=2\.05&arm2\.eps=1\.05$/)
})

test('says that an arm learns nothing, with the way back', async ({ page }) => {
  await openDesk(page, 'v=1&engine=wasm&data=moons&arm1.terms=1&arm1.eps=-1')
  await expect(message(page, /Arm 1: every term is muted/)).toBeVisible()
  await button(page, 'Back to the last good setting').click()
  await expect(message(page, /muted/)).toHaveCount(0)
  await expect(page).toHaveURL(/#v=1&data=moons&engine=wasm$/)
})

test('says that training diverged, with the way back to what trained', async ({ page }) => {
  // Weight decay makes divergence certain: at this rate a step multiplies every weight by about −9, also that of a dead unit.
  await openDesk(page, 'v=1&engine=wasm&data=moons&opt=sgd&act=relu&lr=0.02&wd=0.1&steps=100000')
  await press(page, 'Train')
  await passes(page, 120)
  const rate = page.getByRole('textbox', { name: 'Learning rate', exact: true })
  await rate.fill('100')
  await rate.press('Enter')
  await expect(message(page, /Training diverged with these settings/)).toBeVisible()
  await button(page, 'Back to the last good setting').click()
  await expect(rate).toHaveValue('0.02')
  await expect(message(page, /diverged/)).toHaveCount(0)
})
