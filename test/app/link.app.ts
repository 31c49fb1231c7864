import { expect, type Page } from '@playwright/test'
import { faultsOf, open, passes, stepOf, tableOf, test } from './playground.ts'

const FIGURES = ['Loss', 'Leading-term gradient share', 'Accuracy', 'Confidence']

async function lastRows(page: Page) {
  await expect.poll(async () => (await tableOf(page, 'Accuracy')).rows[0]?.[0]).toBe('200')
  const last: Record<string, unknown> = {}
  for (const name of FIGURES) {
    const { columns, rows } = await tableOf(page, name)
    // Confidence has a row per bin, all of the last step.
    last[name] = [columns, name === 'Confidence' ? rows : rows[0]]
  }
  return last
}

test('Copy link carries the experiment, and opening it trains to the same numbers', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page, 'v=1&data=moons&noise=0.4&lr=0.02&engine=wasm')
  await page.getByRole('slider', { name: 'ε₁ of arm 1', exact: true }).press('ArrowLeft')
  await page.getByRole('button', { name: 'Copy link' }).click()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(new URL(link).hash).toBe('#v=1&data=moons&noise=0.4&lr=0.02&engine=wasm&arm1.eps=1.95')
  expect(new URL(link).pathname).toBe(new URL(page.url()).pathname)

  const seen: unknown[] = []
  for (let opening = 0; opening < 2; opening++) {
    const other = await context.newPage()
    const faults = faultsOf(other)
    await other.goto(`${link}&run=200`)
    await passes(other, 199)
    expect(await stepOf(other)).toBe(200)
    await expect(other.getByLabel('Dataset', { exact: true })).toHaveValue('moons')
    seen.push(await lastRows(other))
    expect(faults).toEqual([])
    await other.close()
  }
  expect(seen[1]).toEqual(seen[0])
})

test('a link without run= does not train by itself', async ({ page }) => {
  await open(page, 'v=1&engine=wasm&lr=0.02')
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled()
  await page.waitForTimeout(1000)
  expect(await stepOf(page)).toBe(0)
})
