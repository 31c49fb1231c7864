import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { figure, open, passes, press, stepOf, tableOf, test } from './playground.ts'

const moment = (page: Page) => page.getByRole('slider', { name: 'Moment', exact: true })
const live = (page: Page) => page.getByRole('button', { name: 'Live', exact: true })

async function options(page: Page, name: string) {
  await page.getByRole('button', { name: `${name}, view options` }).click()
  return page.getByRole('dialog', { name: `${name}, view options` })
}

test('goes back to a kept moment, stays there while training goes on, and returns', async ({ page }) => {
  await open(page, 'v=1&engine=wasm&run=2000&steps=100000')
  await passes(page, 1999)
  await moment(page).press('Home')
  // How many moments are kept hangs on how busy the page is.
  await moment(page).press('ArrowRight')
  const past = await moment(page).getAttribute('aria-valuetext')
  expect(Number(past?.replace(/\D/g, ''))).toBeLessThan(2000)
  const summaries = () => page.getByText(new RegExp(`^At ${past?.toLowerCase()}: `)).count()
  await expect.poll(summaries).toBe(4)
  await press(page, 'Train')
  await passes(page, 2400)
  await press(page, 'Pause')
  expect(await summaries()).toBe(4)
  await expect(moment(page)).toHaveAttribute('aria-valuetext', past ?? '')
  await live(page).click()
  await expect(moment(page)).toHaveAttribute('aria-valuetext', `Step ${(await stepOf(page)).toLocaleString('en')}`)
  await moment(page).press('Home')
  await press(page, 'Reset')
  await expect(live(page)).toBeDisabled()
})

test('shows every metric minus the baseline, and says why own losses are not', async ({ page }) => {
  await open(page, 'v=1&engine=wasm&run=100')
  await passes(page, 99)
  await (await options(page, 'Accuracy')).getByText('minus baseline').click()
  await page.keyboard.press('Escape')
  await expect(figure(page, 'Accuracy').getByRole('listitem').nth(1)).toContainText(/[+−]?\d\.\d pp/)
  const { columns, rows } = await tableOf(page, 'Loss')
  expect(columns).toEqual(['Poly-1 ε₁ = 2 − CE'])
  expect(rows.at(-1)).toEqual(['0', '0.000'])
  await figure(page, 'Loss').getByText('own loss').click()
  await expect(figure(page, 'Loss')).toContainText('own losses differ in scale: compare NLL')
  const menu = await options(page, 'Loss')
  await expect(menu).toContainText('compare NLL')
  await expect(menu.getByText('minus baseline')).toHaveCount(0)
})

test('gives the difference a view of its own, for any metric', async ({ page }) => {
  await open(page, 'v=1&engine=wasm&arms=3&run=100')
  await passes(page, 99)
  await page.getByRole('tab', { name: 'Difference' }).click()
  await page.getByRole('combobox', { name: 'Metric' }).selectOption('ECE')
  const { columns, rows } = await tableOf(page, 'Difference')
  expect(columns).toHaveLength(2)
  for (const cell of rows[0].slice(1)) expect(cell).toMatch(/^[+−]?\d+\.\d pp$/)
  await figure(page, 'Difference').getByText('values').click()
  expect((await tableOf(page, 'Difference')).columns).toHaveLength(3)
})

test('zooms all line charts by keyboard and by dragging, and back', async ({ page }) => {
  await open(page, 'v=1&engine=wasm&run=200')
  await passes(page, 199)
  const menu = await options(page, 'Loss')
  await menu.getByRole('textbox', { name: 'From step' }).fill('50')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  const out = figure(page, 'Accuracy').getByRole('button', { name: 'Zoom out' })
  await expect(out).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(out).toBeHidden()
  const plot = figure(page, 'Accuracy').locator('.chart-pointer')
  await plot.hover({ position: { x: 5, y: 40 } })
  await page.mouse.down()
  const box = await plot.boundingBox()
  if (!box) throw new Error('no plot')
  await page.mouse.move(box.x + 60, box.y + 40, { steps: 5 })
  await page.mouse.up()
  await expect(figure(page, 'Loss').getByRole('button', { name: 'Zoom out' })).toBeVisible()
  await out.click()
  await expect(out).toBeHidden()
})

test('enlarges a figure, Escape restores it, and it is saved as SVG and PNG with the experiment’s link', async ({ page }) => {
  await open(page, 'v=1&engine=wasm&data=moons&run=100')
  await passes(page, 99)
  const before = await figure(page, 'Confidence').boundingBox()
  await page.getByRole('button', { name: 'Enlarge Confidence' }).click()
  await expect.poll(async () => (await figure(page, 'Confidence').boundingBox())?.width).toBeGreaterThan(2 * (before?.width ?? 0))
  await expect(figure(page, 'Loss')).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(figure(page, 'Loss')).toBeVisible()
  const menu = await options(page, 'Loss')
  const saved = async (format: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      menu.getByRole('button', { name: `Save as ${format}` }).click(),
    ])
    return { name: download.suggestedFilename(), content: await readFile(await download.path()) }
  }
  const svg = await saved('SVG')
  const text = svg.content.toString()
  expect(svg.name).toBe('polyloss-loss-step-100.svg')
  expect(text).toContain('#v=1&amp;data=moons')
  expect(text).toContain('Poly-1 ε₁ = 2')
  expect(text).not.toContain('var(--')
  expect(text).not.toContain('<image')
  const png = await saved('PNG')
  const width = Number(/width="(\d+)"/.exec(text)?.[1])
  // The PNG signature, then the width in its header (W3C PNG, 5.2 and 11.2.1).
  expect(png.content.subarray(1, 4).toString()).toBe('PNG')
  expect(png.content.readUInt32BE(16)).toBe(2 * width)
})
