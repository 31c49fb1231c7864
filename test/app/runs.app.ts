import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import papaparse from 'papaparse'
import { figure, open, passes, test, testApart } from './playground.ts'

const LINK = 'v=1&engine=wasm&data=moons&samples=200&repeats=2&hidden=8&run=60'

async function openRuns(page: Page): Promise<void> {
  await open(page, LINK)
  await passes(page, 59)
  await page.getByRole('tab', { name: 'Runs', exact: true }).click()
  await expect(rows(page)).toHaveCount(4)
}

const table = (page: Page) => page.getByRole('region', { name: 'Runs, table' }).getByRole('table')
const rows = (page: Page) => table(page).locator('tbody tr')
const menu = (page: Page, name: RegExp) => page.locator('.runs-head').getByRole('button', { name })

/** The texts of a column. */
async function column(page: Page, label: string): Promise<string[]> {
  const heads = await table(page).locator('thead th').allInnerTexts()
  const at = heads.findIndex((text) => text.replace(/[↑↓]/, '').trim() === label)
  expect(at, label).toBeGreaterThanOrEqual(0)
  return table(page).locator(`tbody td:nth-child(${at + 1})`).allInnerTexts()
}

test('lists every run, exports their curves, sorts, filters, hides', async ({ page }) => {
  await openRuns(page)
  expect(await column(page, 'Arm')).toEqual(['0 CE', '0 CE', '1 Poly-1 ε₁ = 2', '1 Poly-1 ε₁ = 2'])
  expect(await column(page, 'Step')).toEqual(Array(4).fill('60'))

  await menu(page, /^Export$/).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Curves as CSV' }).click()])
  expect(download.suggestedFilename()).toBe('polyloss-this-training-curves.csv')
  await page.keyboard.press('Escape')
  const text = await readFile(await download.path(), 'utf8')
  expect(text).toContain('&run=60\n# engine: wasm\n')
  const { data } = papaparse.parse<Record<string, string>>(text, { comments: '#', header: true, skipEmptyLines: true })
  const steps = [...new Set(data.map(({ step }) => Number(step)))]
  expect([steps[0], steps.at(-1)]).toEqual([0, 60])
  expect(data).toHaveLength(4 * steps.length)
  for (const row of data) expect(Number(row.test_accuracy)).toBeGreaterThan(0)

  await menu(page, /^Export$/).click()
  const [runs] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Runs table as JSON' }).click()])
  await page.keyboard.press('Escape')
  const { rows: exported } = JSON.parse(await readFile(await runs.path(), 'utf8'))
  const last = data.filter(({ step }) => step === '60').map(({ arm, repeat, test_nll: nll }) => [arm, repeat, nll].map(Number))
  expect(exported.map((row: Record<string, number>) => [row.arm, row.repeat, row.test_nll])).toEqual(last)

  const nll = table(page).getByRole('columnheader', { name: 'NLL' })
  const numbers = async () => (await column(page, 'NLL')).map(Number)
  const came = await numbers()
  await nll.getByRole('button').click()
  await expect(nll).toHaveAttribute('aria-sort', 'ascending')
  expect(await numbers()).toEqual(came.toSorted((a, b) => a - b))
  await nll.getByRole('button').click()
  await expect(nll).toHaveAttribute('aria-sort', 'descending')
  expect(await numbers()).toEqual(came.toSorted((a, b) => b - a))
  await nll.getByRole('button').click()
  await expect(nll).toHaveAttribute('aria-sort', 'none')

  await page.getByRole('searchbox', { name: 'Filter runs' }).fill('poly-1')
  await expect(rows(page)).toHaveCount(2)
  await expect(page.getByRole('status', { name: 'Runs shown' })).toHaveText('2 runs (4 in all)')
  await page.getByRole('searchbox', { name: 'Filter runs' }).fill('')
  await page.getByRole('combobox', { name: 'Runs of' }).selectOption('0')
  expect(await column(page, 'Arm')).toEqual(['0 CE', '0 CE'])
  await page.getByRole('combobox', { name: 'Runs of' }).selectOption({ label: 'all arms' })

  await page.getByRole('button', { name: 'Hide arm 0 repeat 1 of This training' }).click()
  await expect(rows(page)).toHaveCount(3)
  await page.getByRole('button', { name: 'Show hidden runs' }).click()
  await expect(rows(page)).toHaveCount(4)

  await menu(page, /^Columns$/).click()
  await page.getByRole('checkbox', { name: 'NLL' }).uncheck()
  await expect(nll).toBeHidden()
  await page.getByRole('checkbox', { name: 'Mean Pₜ' }).check()
  await expect(table(page).getByRole('columnheader', { name: 'Mean Pₜ' })).toBeVisible()
})

test('keeps an experiment until it is deleted, lays it over another, and opens its link', async ({ page }) => {
  await openRuns(page)
  const accuracy = await column(page, 'Accuracy')
  await menu(page, /^Keep$/).click()
  await page.getByRole('textbox', { name: 'Name to keep it under' }).fill('Two moons')
  await page.keyboard.press('Enter')
  await expect(menu(page, /^Kept \(1\)$/)).toBeVisible()

  // Another experiment, in a page that was closed in between.
  await page.goto('about:blank')
  await open(page, LINK.replace('moons', 'circles').replace('run=60', 'run=30'))
  await passes(page, 29)
  await page.getByRole('tab', { name: 'Runs', exact: true }).click()
  await menu(page, /^Kept \(1\)$/).click()
  await page.getByRole('button', { name: 'Lay Two moons over' }).click()
  await expect(rows(page)).toHaveCount(8)
  expect(await column(page, 'Experiment')).toEqual([...Array(4).fill('This training'), ...Array(4).fill('Two moons')])
  expect((await column(page, 'Accuracy')).slice(4)).toEqual(accuracy)
  expect(await column(page, 'Dataset')).toEqual([...Array(4).fill('Concentric circles'), ...Array(4).fill('Moons')])

  await page.getByRole('button', { name: 'Rename Two moons' }).click()
  await page.getByRole('textbox', { name: 'New name of Two moons' }).fill('Moons, 60 steps')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Delete Moons, 60 steps' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Overview' }).click()
  for (const name of ['Loss', 'Accuracy', 'Leading-term gradient share']) {
    await expect(figure(page, name).getByRole('listitem').filter({ hasText: 'Moons, 60 steps' })).toBeVisible()
  }

  await page.getByRole('tab', { name: 'Runs', exact: true }).click()
  await menu(page, /^Kept \(1\)$/).click()
  await page.getByRole('button', { name: 'Delete Moons, 60 steps' }).click()
  await expect(rows(page)).toHaveCount(4)
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
  await page.getByRole('link', { name: 'Open the link of Moons, 60 steps' }).click()
  await expect(page).toHaveURL(/#v=1&data=moons&samples=200&hidden=8&repeats=2&engine=wasm$/)
  await expect(page.getByLabel('Dataset', { exact: true })).toHaveValue('moons')
})

testApart('says that a forbidden store keeps nothing, and goes on', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError')
      },
    })
  })
  await openRuns(page)
  await menu(page, /^Keep$/).click()
  await expect(page.getByRole('alert')).toHaveText(
    'This browser lets the page keep nothing, as in some private windows (The operation is insecure). Export the runs to a file instead.',
  )
  await page.getByRole('button', { name: 'Keep', exact: true }).last().click()
  await expect(page.getByRole('alert')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(rows(page)).toHaveCount(4)
})

test('shares what it keeps, and its look, with another tab', async ({ page }) => {
  await openRuns(page)
  const other = await page.context().newPage()
  await other.goto(page.url())
  await other.getByRole('tab', { name: 'Runs', exact: true }).click()
  await expect(menu(other, /^Keep$/)).toBeVisible()
  await menu(page, /^Keep$/).click()
  await page.getByRole('textbox', { name: 'Name to keep it under' }).fill('Mine')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Lay Mine over' }).click()
  await menu(other, /^Kept \(1\)$/).click()
  await other.getByRole('button', { name: 'Rename Mine' }).click()
  await other.getByRole('textbox', { name: 'New name of Mine' }).fill('Ours')
  await other.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Delete Ours' })).toBeVisible()
  await expect(rows(page).filter({ hasText: 'Ours' })).toHaveCount(4)
  await other.getByRole('button', { name: 'Delete Ours' }).click()
  await expect(page.getByText('Nothing is kept yet.')).toBeVisible()
  await expect(rows(page)).toHaveCount(4)
  await other.getByRole('button', { name: 'Undo', exact: true }).last().click()
  await expect(page.getByRole('button', { name: 'Lay Ours over' })).toBeVisible()
  await other.keyboard.press('Escape')
  for (const theme of ['light', 'dark']) {
    await other.getByRole('button', { name: /^Appearance: / }).click()
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
  }
})
