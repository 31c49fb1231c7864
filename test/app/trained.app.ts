import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { figure, message, open, passes, press, stepOf, tableOf, test } from './playground.ts'

const LINK = 'v=1&engine=wasm&data=moons&samples=200&repeats=2&hidden=8&run=60&steps=60&pace=max'
const OLD = 'Poly-1 ε₁ = 2'
const NEW = 'Poly-1 ε₁ = 0.5'

test('what is shown keeps the name of what was trained, until a step is trained with what is set', async ({ page }) => {
  await open(page, LINK)
  await passes(page, 59)
  const box = page.getByRole('textbox', { name: 'ε₁ of arm 1' })
  await box.fill('0.5')
  await box.press('Enter')
  await expect(page.getByText('Changed, not trained yet.')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Arm 1' }).getByText('changed, not trained yet')).toBeVisible()
  const main = page.getByRole('main')
  for (const name of ['Overview', 'Difference', 'Terms', 'Calibration', 'Classes', 'One example', 'Runs']) {
    await page.getByRole('tab', { name, exact: true }).click()
    if (name === 'One example') await page.getByRole('button', { name: 'Follow', exact: true }).click()
    await expect(main, name).toContainText(OLD)
    await expect(main, name).not.toContainText(NEW)
    const twin = main.getByRole('button', { name: 'Show as table' })
    while ((await twin.count()) > 0) await twin.first().click()
    await expect(main, name).not.toContainText(NEW)
    for (const label of await main.locator('[aria-label],[aria-valuetext]').evaluateAll((all) => all.flatMap((one) => [one.ariaLabel, one.ariaValueText]))) {
      expect(label ?? '', name).not.toContain(NEW)
    }
  }
  await page.getByRole('tab', { name: 'Where it pulls' }).click()
  await expect(figure(page, 'Where the loss pulls, where the examples are')).toContainText(`as trained with ${OLD}`)
  await page.getByRole('tab', { name: 'Overview' }).click()
  const chart = figure(page, 'Loss').getByRole('button', { name: 'Show as chart' })
  if (await chart.isVisible()) await chart.click()
  await page.getByRole('button', { name: 'Loss, view options' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as SVG' }).click()])
  const svg = await readFile(await download.path(), 'utf8')
  expect(svg).toContain(OLD)
  expect(svg).not.toContain(NEW)
  expect(svg).not.toContain('arm1.eps')
  expect(svg).toContain('run=60')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Go on from step 60' }).click()
  await passes(page, 119)
  await expect(figure(page, 'Accuracy')).toContainText(NEW)
  await expect(page.getByText('Changed, not trained yet.')).toHaveCount(0)
  await page.getByRole('button', { name: 'Loss, view options' }).click()
  const [changed] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as SVG' }).click()])
  const words = (await readFile(await changed.path(), 'utf8')).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  expect(words).toContain('Changed on the way: step 60: ε₁ 2 → 0.5 (arm 1).')
  expect(words.replaceAll(' ', '')).toContain('changes=60:arm1.eps1:0.5')
})

test('a phone has the note, and both ways on, beside its ε₁', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, LINK)
  await passes(page, 59)
  await page.getByRole('slider', { name: 'ε₁ of arm 1' }).press('Home')
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
  for (const name of ['Go on from step 60', 'Retrain from the start']) await expect(page.getByRole('button', { name })).toBeInViewport()
  await page.getByRole('button', { name: 'Retrain from the start' }).click()
  await expect.poll(() => stepOf(page)).toBe(60)
  await expect(figure(page, 'Accuracy')).toContainText('Poly-1 ε₁ = −2')
  await expect(figure(page, 'Accuracy')).not.toContainText('→')
})

test('before the first step figures follow what is set', async ({ page }) => {
  await open(page, LINK.replace('&run=60', ''))
  const box = page.getByRole('textbox', { name: 'ε₁ of arm 1' })
  await figure(page, 'Loss').getByText('own loss').click()
  const loss = figure(page, 'Loss').getByRole('listitem').nth(1)
  const before = await loss.innerText()
  await box.fill('0.5')
  await box.press('Enter')
  await expect(loss).toContainText(NEW)
  await expect.poll(async () => (await loss.innerText()).slice(-5)).not.toBe(before.slice(-5))
  await expect(page.getByText('Changed, not trained yet.')).toHaveCount(0)
})

test('a picture of one repeat says its accuracy beside the mean of all', async ({ page }) => {
  await open(page, LINK)
  await passes(page, 59)
  const curve = await figure(page, 'Accuracy').getByRole('listitem').first().locator('b').innerText()
  await expect(page.locator('.decision').first()).toContainText(/\d\.\d% repeat 1 · \d+\.\d% mean/)
  await expect(page.locator('.decision').first()).toContainText(`${curve} mean`)
})

test('Copy link says the step that training rests at, or copies it untrained', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page, LINK.replace('&run=60', ''))
  const copied = async () => {
    await page.getByRole('button', { name: 'Copy link' }).click()
    return page.evaluate(() => navigator.clipboard.readText())
  }
  expect(await copied()).not.toContain('run=')
  await press(page, 'Step')
  await passes(page, 0)
  expect(await copied()).toMatch(/&run=1&pace=max$/)
  await press(page, 'Train')
  await passes(page, 59)
  expect(await copied()).toMatch(/&run=60&pace=max$/)
  await page.getByRole('button', { name: 'What the link carries' }).click()
  await page.getByRole('button', { name: /^Untrained/ }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toContain('run=')
})

test('Back from a trained experiment says what was left, with a way back to it', async ({ page }) => {
  await open(page, LINK.replace('&run=60', '&run=5'))
  await page.evaluate((link) => (location.hash = link), LINK.replace('moons', 'circles'))
  await passes(page, 59)
  await page.goBack()
  const left = message(page, /60 trained steps on Concentric circles were left/)
  await expect(left).toBeVisible()
  await left.getByRole('button', { name: 'Train it again to step 60' }).click()
  await expect(page.getByLabel('Dataset', { exact: true })).toHaveValue('circles')
  await passes(page, 59)
  await expect(left).toHaveCount(0)
})

test('what was changed by hand is in the link, and whoever opens it trains the same numbers; it can be taken out', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const table = async (of: Page) => (await tableOf(of, 'Loss')).rows[0]
  await open(page, LINK.replace('steps=60', 'steps=200'))
  await passes(page, 59)
  await page.getByRole('textbox', { name: 'ε₁ of arm 1' }).fill('5')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Go on from step 60' }).click()
  await expect.poll(() => stepOf(page)).toBe(200)
  await expect(page).toHaveURL(/changes=60:arm1\.eps1:5/)
  const before = await table(page)
  expect(before[0]).toBe('200')
  await page.getByRole('button', { name: 'Copy link' }).click()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toMatch(/changes=60:arm1\.eps1:5&run=200&pace=max$/)

  const other = await context.newPage()
  await other.goto(link)
  await expect.poll(() => stepOf(other)).toBe(200)
  await expect(other.getByRole('textbox', { name: 'ε₁ of arm 1' })).toHaveValue('5')
  await expect(other.getByText('Changed, not trained yet.')).toHaveCount(0)
  await expect.poll(() => table(other)).toEqual(before)
  await press(other, 'Reset')
  await expect(other.getByRole('textbox', { name: 'ε₁ of arm 1' })).toHaveValue('2')
  await other.close()

  await figure(page, 'Loss').getByRole('button', { name: /^Remove the change at step 60/ }).click()
  await expect.poll(() => stepOf(page)).toBe(200)
  await expect(page.getByRole('textbox', { name: 'ε₁ of arm 1' })).toHaveValue('2')
  await expect.poll(async () => (await table(page))[2]).not.toBe(before[2])
  expect((await table(page))[1]).toBe(before[1])
})
