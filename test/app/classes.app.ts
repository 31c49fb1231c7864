import { expect } from '@playwright/test'
import { figure, open, passes, stepOf, tableOf, test } from './playground.ts'

const RUN = 'v=1&engine=wasm&run=30&repeats=2'

test('a click on a point shows its life, and a ring on it in every surface', async ({ page }) => {
  await open(page, RUN)
  await passes(page, 29)
  const surface = page.locator('.decision-picker').first()
  const box = await surface.boundingBox()
  if (!box) throw new Error('There is no decision surface.')
  // In the middle of the spirals there is a point within reach of any click.
  await surface.click({ position: { x: box.width / 2, y: box.height / 2 } })
  await expect(page.getByRole('tab', { name: 'One example' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByText(/^Predicted at step 30$/)).toBeVisible()
  await expect(page.locator('.decision-picker circle:not(.halo)')).toHaveCount(2)
  const { columns, rows } = await tableOf(page, 'One example’s life')
  expect(columns).toEqual(['CE', 'Poly-1 ε₁ = 2'])
  expect(rows[0][0]).toBe('30')
  for (const cell of rows.flatMap(([, ...cells]) => cells)) expect(Number.parseFloat(cell)).toBeLessThanOrEqual(1)
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(page.locator('.decision-picker circle')).toHaveCount(0)
})

test('an example is chosen by its number, from the keyboard alone', async ({ page }) => {
  await open(page, `${RUN}&data=bent`)
  await passes(page, 29)
  await page.getByRole('tab', { name: 'One example' }).click()
  await page.getByRole('textbox', { name: 'Example number' }).focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('12')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Predicted at step 30$/)).toBeVisible()
  await page.getByRole('button', { name: 'Next' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Example number' })).toHaveValue('13')
})

test('confusions are counted of the repeat that is chosen, all test examples of each class', async ({ page }) => {
  await open(page, RUN)
  await passes(page, 29)
  await page.getByRole('tab', { name: 'Classes' }).click()
  await expect(figure(page, 'Confusion')).toContainText('repeat 1 of 2')
  const first = (await tableOf(page, 'Confusion')).rows
  const sums = first.map(([, ...cells]) => cells.reduce((sum, cell) => sum + Number(cell), 0))
  // 201 test examples in three classes.
  expect(sums).toEqual([67, 67, 67])
  await figure(page, 'Confusion').getByRole('button', { name: 'Show as chart' }).click()
  await figure(page, 'Confusion').getByText('2', { exact: true }).first().click()
  await expect(figure(page, 'Confusion')).toContainText('repeat 2 of 2')
  expect((await tableOf(page, 'Confusion')).rows).not.toEqual(first)
  expect(await stepOf(page)).toBe(30)
})

test('calibration has the ECE of each arm, and its bins as a table', async ({ page }) => {
  await open(page, 'v=1&engine=wasm&run=30&repeats=1')
  await passes(page, 29)
  await page.getByRole('tab', { name: 'Calibration' }).click()
  const numbers = page.getByRole('region', { name: 'Numbers' })
  await expect(numbers.getByRole('row', { name: /^CE \d+\.\d%/ })).toBeVisible()
  const { rows } = await tableOf(page, 'Reliability')
  expect(rows).toHaveLength(15)
  const counts = rows.map(([, cell]) => Number.parseFloat(cell))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(201)
})

test('test data may have the class frequencies of training data; where they have not, what that does is said', async ({ page }) => {
  await open(page, 'v=1&engine=wasm&data=overlap&imbalance=20&repeats=1&run=30')
  await passes(page, 29)
  const shift = page.getByText(/^Training classes are long-tailed, test classes are not: NLL and calibration count that, too,/)
  await expect(figure(page, 'Loss')).toContainText('counts the shift of class frequencies, too')
  await page.getByRole('tab', { name: 'Calibration' }).click()
  await expect(shift).toBeVisible()
  await expect(figure(page, 'Reliability')).toContainText('counts the shift of class frequencies, too')
  await page.getByRole('combobox', { name: 'Test data' }).selectOption('As the training data')
  await expect(shift).toHaveCount(0)
  await expect.poll(() => page.evaluate(() => location.hash)).toContain('testdata=train')
  await page.getByRole('button', { name: 'Train', exact: true }).click()
  await passes(page, 1)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await page.getByRole('tab', { name: 'Classes' }).click()
  const { rows } = await tableOf(page, 'Confusion')
  // 67 test examples of each class; 267 in training, of which 20^(−½) and 1/20 are kept.
  expect(rows.map(([, ...cells]) => cells.reduce((sum, cell) => sum + Number(cell), 0))).toEqual([67, 15, 3])
})
