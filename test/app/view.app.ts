import { expect } from '@playwright/test'
import { figure, message, open, passes, tableOf, test, testApart } from './playground.ts'

const CPU = 'v=1&engine=wasm&data=moons&samples=200&repeats=2&hidden=8&steps=40'

test('a link has the tab, the presenter view and what that shows', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const presents = () => page.evaluate(() => document.documentElement.hasAttribute('data-presenter'))
  const go = (view: string) => page.evaluate((hash) => (location.hash = hash), `${CPU}&view=${view}`)
  await open(page, `${CPU}&view=calibration,present,reliability`)
  expect(await presents()).toBe(true)
  await expect(figure(page, 'Reliability')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Numbers', exact: true })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Experiments' })).toBeVisible()
  await go('present,confidence,accuracy')
  await expect(figure(page, 'Accuracy')).toBeVisible()
  await expect(figure(page, 'Loss')).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Decision surfaces' })).toHaveCount(0)
  await go('classes,nonsense')
  expect(await presents()).toBe(false)
  await expect(figure(page, 'Confusion')).toBeVisible()
  await expect(message(page, /“nonsense” is no tab or figure and was ignored/)).toBeVisible()
  await page.getByRole('tab', { name: 'Terms' }).click()
  await expect(page).toHaveURL(/&view=terms$/)
  await page.getByRole('button', { name: 'Copy link' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/steps=40.*&view=terms$/)
  await page.reload()
  await expect(figure(page, 'The terms over time')).toBeVisible()
  await page.getByRole('tab', { name: 'Overview' }).click()
  await expect(page).toHaveURL(/steps=40$/)
})

test('questions do not give the answer before it is asked for', async ({ page }) => {
  await open(page, CPU)
  const hints = page.getByRole('region', { name: 'First steps' })
  const answer = hints.getByText('accuracy hardly moves')
  await expect(answer).toBeHidden()
  await hints.getByText('What to expect').click()
  await expect(answer).toBeVisible()
  await page.getByRole('button', { name: 'Experiments' }).click()
  const list = page.getByRole('dialog', { name: 'Experiments' })
  const answers = list.getByRole('group')
  await expect(answers).toHaveCount(await list.getByRole('button').count())
  for (const one of await answers.all()) await expect(one.locator('p')).toBeHidden()
  await answers.last().getByText('What to expect').click()
  await expect(answers.last().locator('p')).toBeVisible()
})

test('the leading term is explained as the first of the series, and the formula can be shown as it', async ({ page }) => {
  await open(page, `${CPU}&run=40`)
  await passes(page, 39)
  const formula = page.locator('.arm-formula').nth(1)
  await expect(formula).toContainText('log')
  await page.getByRole('button', { name: 'As a series' }).click()
  await expect(formula.locator('annotation')).toContainText(String.raw`\bigl(1 + 2\bigr)(1-P_t) + \tfrac{1}{2}(1-P_t)^{2}`)
  await page.getByRole('button', { name: 'As a logarithm' }).click()
  await expect(formula).toContainText('log')
  await figure(page, 'Leading-term gradient share').getByRole('button', { name: 'Leading-term gradient share', exact: true }).hover()
  await expect(page.locator('annotation').filter({ hasText: String.raw`-\log P_t = \underbrace{(1-P_t)}` })).toHaveCount(1)
})

test('confidence has its mean over the steps', async ({ page }) => {
  await open(page, `${CPU}&run=40`)
  await passes(page, 39)
  await figure(page, 'Confidence').getByText('steps', { exact: true }).click()
  const { columns, rows } = await tableOf(page, 'Confidence')
  expect(columns).toEqual(['CE', 'Poly-1 ε₁ = 2'])
  expect(rows[0][0]).toBe('40')
  expect(rows.at(-1)?.[0]).toBe('0')
  const [ce, poly] = rows[0].slice(1).map(Number.parseFloat)
  expect(poly).toBeGreaterThan(ce)
})

testApart.describe('on a phone', () => {
  testApart.use({ viewport: { width: 390, height: 844 }, hasTouch: true })
  testApart('confidence and accuracy come first, and a tap near a tick of ε₁ means it', async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem('hints', 'seen'))
    await open(page, CPU)
    const top = async (name: string) => (await figure(page, name).boundingBox())?.y ?? NaN
    expect(await top('Confidence')).toBeLessThan(450)
    expect(await top('Accuracy')).toBeGreaterThan(await top('Confidence'))
    expect(await top('Loss')).toBeGreaterThan(await top('Accuracy'))
    const slider = page.getByRole('slider', { name: 'ε₁ of arm 1' })
    const track = await page.locator('.arm[data-docked=true] .slider-control').boundingBox()
    const ticks = page.locator('.arm[data-docked=true] .ticks span')
    for (const [tick, value] of [[2, '0'], [4, '2'], [1, '−1']] as const) {
      const place = await ticks.nth(tick).boundingBox()
      if (!place || !track) throw new Error('The slider is not there.')
      await page.touchscreen.tap(place.x + place.width / 2 + 3, track.y + track.height / 2)
      await expect(slider).toHaveAttribute('aria-valuetext', value)
    }
  })
})

test('nothing in the heads of the page touches or runs into another, from 320 to 1920', async ({ page }) => {
  await open(page, `v=1&engine=wasm&run=2000&steps=100000`)
  await passes(page, 1000)
  for (const width of [320, 390, 639, 640, 768, 1024, 1099, 1100, 1280, 1366, 1440, 1699, 1700, 1920]) {
    await page.setViewportSize({ width, height: 720 })
    expect(await page.evaluate(collisions), `at ${width}`).toEqual([])
  }
})

/** Texts in one head of the page that lie over each other, and how much wider the page is than its window. */
function collisions(): string[] {
  const found: string[] = []
  const over = document.documentElement.scrollWidth - innerWidth
  if (over > 0) found.push(`${over} pixels too wide`)
  for (const head of document.querySelectorAll('.bar, .desk-head, .chart-head, .decisions-head, .tabs-head')) {
    const texts = [...head.querySelectorAll('*')].filter((one) => {
      const own = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
      return own && one.checkVisibility({ visibilityProperty: true }) && !one.closest('.unseen, [aria-hidden=true]')
    })
    const boxes = texts.map((one) => {
      const range = document.createRange()
      range.selectNodeContents(one)
      const [text, box] = [range.getBoundingClientRect(), one.getBoundingClientRect()]
      const isCut = getComputedStyle(one).overflowX !== 'visible'
      return { one, left: text.left, right: isCut ? Math.min(text.right, box.right) : text.right, top: text.top, bottom: text.bottom }
    })
    boxes.forEach((a, i) =>
      boxes.slice(i + 1).forEach((b) => {
        if (a.one.contains(b.one) || b.one.contains(a.one)) return
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
        if (across > -3 && down > 2) found.push(`${a.one.textContent} | ${b.one.textContent}`)
      }),
    )
  }
  return found
}
