import { type ElementHandle, expect, type Locator, type Page } from '@playwright/test'
import { figure, open, passes, stepOf, test, testApart } from './playground.ts'

/** It does not matter what trains. */
const CPU = 'v=1&engine=wasm'

async function onlyOne(element: Locator): Promise<ElementHandle | null> {
  const found = await element.elementHandles()
  return found.length === 1 ? found[0] : null
}

/** Moves the focus with Tab alone until it is on the element; with Shift to one that lies before, which is the shorter way. */
async function tabTo(page: Page, element: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  let found: ElementHandle | null = null
  for (let presses = 0; presses < 150; presses++) {
    await page.keyboard.press(key)
    // To look for it by its name at every press would take longer than all else. There may be none before the focus comes to it.
    found ??= await onlyOne(element)
    const is = await found?.evaluate((one) => (one === document.activeElement ? 'focused' : one.isConnected ? 'elsewhere' : 'gone'))
    if (is === 'focused') return
    if (is === 'gone') found = null
  }
  throw new Error(`Tab does not reach ${String(element)}`)
}

test('an arm is added, set, trained, shared and read by keyboard alone', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page, 'v=1&engine=wasm&steps=60&pace=max')
  const press = (key: string) => page.keyboard.press(key)

  await tabTo(page, page.getByRole('button', { name: 'Add arm' }))
  await press('Enter')
  const first = page.getByRole('slider', { name: 'ε₁ of arm 2', exact: true })
  await tabTo(page, first)
  await press('Home')
  for (let i = 0; i < 4; i++) await press('ArrowRight')
  await expect(first).toHaveAttribute('aria-valuetext', '−1.8')

  await tabTo(page, page.getByRole('button', { name: 'All coefficients' }), 'Shift+Tab')
  await press('Enter')
  await tabTo(page, page.getByRole('slider', { name: 'ε₂ of arm 2', exact: true }))
  await press('ArrowUp')

  await tabTo(page, page.getByRole('button', { name: 'Train', exact: true }), 'Shift+Tab')
  await press('Enter')
  await passes(page, 59)

  await tabTo(page, page.getByRole('button', { name: 'Copy link' }))
  await press('Enter')
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(new URL(link).hash).toMatch(/^#v=1&steps=60&engine=wasm&arms=3&arm2\.eps=-1\.8,0\.\d+&run=60&pace=max$/)

  await tabTo(page, figure(page, 'Accuracy').getByRole('button', { name: 'Show as table' }), 'Shift+Tab')
  await press('Enter')
  const row = figure(page, 'Accuracy').getByRole('row').nth(1)
  await expect(row.getByRole('rowheader')).toHaveText('60')
  await expect(row.getByRole('cell')).toHaveText([/^\d+\.\d%/, /^\d+\.\d%/, /^\d+\.\d%/])
})

test('keys train, step, reset, select, move ε₁ and undo, but not while typing', async ({ page }) => {
  await open(page, 'v=1&engine=wasm&steps=1000000&arms=3&arm2.eps=1')
  const epsilon = (arm: number) => page.getByRole('slider', { name: `ε₁ of arm ${arm}`, exact: true })
  await page.keyboard.press(']')
  await expect(epsilon(1)).toHaveAttribute('aria-valuetext', '2.05')
  await page.keyboard.press('2')
  await page.keyboard.press('[')
  await expect(epsilon(2)).toHaveAttribute('aria-valuetext', '0.95')
  await page.keyboard.press('Control+z')
  await expect(epsilon(2)).toHaveAttribute('aria-valuetext', '1')
  await page.keyboard.press('Control+Shift+z')
  await expect(epsilon(2)).toHaveAttribute('aria-valuetext', '0.95')
  await page.keyboard.press('Control+z')

  await page.keyboard.press('ArrowRight')
  await expect.poll(() => stepOf(page)).toBe(1)
  const train = page.getByRole('button', { name: 'Train', exact: true })
  await expect(train).toBeVisible()
  await page.keyboard.press('Space')
  await passes(page, 5)
  await page.keyboard.press('Space')
  await expect(train).toBeVisible()
  await page.keyboard.press('r')
  await expect.poll(() => stepOf(page)).toBe(0)

  // What has the focus keeps the keys that it uses.
  const noise = page.getByRole('textbox', { name: 'Noise', exact: true })
  await noise.fill('1 p')
  await noise.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: /0 .* 1/ })).toBeVisible()
  await expect(noise).toHaveValue('0.5')
  await epsilon(2).press('ArrowRight')
  await expect(epsilon(2)).toHaveAttribute('aria-valuetext', '1.05')
  expect(await stepOf(page)).toBe(0)
})

test('the list of keys keeps the focus until Escape; P presents, Escape leaves', async ({ page }) => {
  await open(page, CPU)
  const presents = () => page.evaluate(() => document.documentElement.hasAttribute('data-presenter'))
  await page.keyboard.press('?')
  const list = page.getByRole('dialog', { name: 'Keys' })
  await expect(list).toBeVisible()
  for (let i = 0; i < 4; i++) {
    await page.keyboard.press('Tab')
    await expect(list.locator(':focus')).toHaveCount(1)
  }
  await page.keyboard.press('p')
  expect(await presents()).toBe(false)
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await page.keyboard.press('p')
  expect(await presents()).toBe(true)
  await expect(page.getByRole('complementary', { name: 'Settings' })).toBeHidden()
  await expect(page.getByRole('slider', { name: 'ε₁ of arm 1', exact: true })).toBeVisible()
  await page.getByRole('checkbox', { name: 'Loss', exact: true }).uncheck()
  await expect(figure(page, 'Loss')).toBeHidden()
  await page.keyboard.press('Escape')
  expect(await presents()).toBe(false)
  await expect(figure(page, 'Loss')).toBeVisible()
})

test('a word explains itself on hover and focus', async ({ page }) => {
  await open(page, CPU)
  const word = page.getByRole('button', { name: 'arm', exact: true })
  const text = page.getByText(/^A loss under comparison/)
  await word.hover()
  await expect(text).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(text).toBeHidden()
  await page.mouse.move(0, 0)
  await tabTo(page, word)
  await expect(text).toBeVisible()
})

testApart.describe('with a finger', () => {
  testApart.use({ hasTouch: true, viewport: { width: 390, height: 844 } })

  testApart('a word explains itself on tap', async ({ page }) => {
    await open(page, CPU)
    await figure(page, 'Confidence').getByRole('button', { name: 'Confidence', exact: true }).tap()
    const said = page.getByText(/^Max-probability: the highest probability/).filter({ visible: true })
    await expect(said).toBeVisible()
    await figure(page, 'Loss').getByText('CE', { exact: true }).first().tap()
    await expect(said).toHaveCount(0)
  })
})

test('hints greet a first visit and stay away once dismissed', async ({ page }) => {
  const hints = page.getByRole('region', { name: 'First steps' })
  await open(page, 'v=1&engine=wasm&run=1')
  await expect(hints).toHaveCount(0)
  await open(page, CPU)
  await page.reload()
  await expect(hints.getByRole('listitem')).toHaveCount(3)
  await hints.getByRole('button', { name: 'Got it' }).click()
  await expect(hints).toHaveCount(0)
  await page.reload()
  await open(page, CPU)
  await expect(hints).toHaveCount(0)
})
