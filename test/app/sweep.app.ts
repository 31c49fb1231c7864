import { expect, type Page } from '@playwright/test'
import { figure, open, tableOf, test, violations } from './playground.ts'

const SMALL = 'v=1&engine=wasm&samples=200&hidden=4&repeats=2'

function sweepButton(page: Page) {
  return page.getByRole('button', { name: 'Sweep', exact: true })
}

async function fill(page: Page, name: string, value: string) {
  await page.getByRole('textbox', { name, exact: true }).fill(value)
  await page.keyboard.press('Enter')
}

test('sets up a sweep, runs it, and reads its answer; a value becomes an arm', async ({ page }) => {
  await open(page, SMALL)
  await page.getByRole('tab', { name: 'Sweep', exact: true }).click()
  await fill(page, 'From', '0')
  await fill(page, 'To', '4')
  await fill(page, 'Values', '3')
  await fill(page, 'Repeats of the sweep', '2')
  await fill(page, 'Steps of the sweep', '30')
  await expect(page.getByText(/^8 networks/)).toBeVisible()
  await sweepButton(page).click()
  await expect(page.getByText('The sweep is done.')).toBeVisible()
  await expect.poll(() => page.evaluate(() => location.hash)).toContain('sweep=eps1:0..4:3&sweep.repeats=2&sweep.steps=30')
  const accuracy = figure(page, 'Accuracy by ε₁')
  // One wording for intervals: below the plot, over its table, and where the word is explained.
  const intervals = 'Intervals of a mean (bands, bars) are plain 95%, those of a difference at Holm’s level.'
  await expect(accuracy).toContainText(intervals)
  await expect(accuracy).toContainText('p is about other initial weights and batch orders on this one draw of the data, after 30 steps (training: 2,000).')
  await page.getByText('How differences are judged').click()
  await expect(page.locator('.help').filter({ hasText: intervals })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(figure(page, 'Mean confidence by ε₁').getByText(/2 pairs/).last()).toBeVisible()
  const { columns, rows } = await tableOf(page, 'NLL by ε₁')
  expect(columns).toEqual(['Arm 1', 'Minus the baseline'])
  expect(rows.map(([head]) => head)).toEqual(['ε₁ = 0', 'ε₁ = 2', 'ε₁ = 4', 'Baseline, CE'])
  await expect(figure(page, 'NLL by ε₁').getByRole('table')).toContainText(intervals)
  // ε₁ = 0 is CE: the same networks as the baseline, which is no comparison.
  expect(rows[0][1]).toBe(rows[3][1])
  expect(rows[0][2]).toBe('the baseline itself')
  expect(await violations(page)).toEqual([])

  const reader = page.getByRole('slider', { name: 'Accuracy by ε₁, value to read', exact: true })
  await reader.focus()
  await reader.press('End')
  await expect(reader).toHaveAttribute('aria-valuetext', /^ε₁ = 4: .*n = 2; CE .*n = 2$/)
  await page.getByRole('button', { name: 'Make it an arm' }).click()
  await expect(page.getByText('Poly-1 ε₁ = 4 is arm 2 now.')).toBeVisible()
  await expect(page.getByRole('slider', { name: 'ε₁ of arm 2', exact: true })).toBeVisible()
  await expect(page.getByText('The experiment has changed since.')).toBeVisible()
})

test('says of every arm what the numbers carry, goes on beyond the edge, and is offered first for export', async ({ page }) => {
  const arms = 'arms=4&arm2.eps=-1&arm3.weights=inverse'
  await open(page, `v=1&engine=wasm&data=overlap&classes=5&imbalance=50&hidden=8&lr=0.03&${arms}&sweep=eps1:-2..2:5&sweep.repeats=4&sweep.steps=150&run=1`)
  await expect(page.getByText('The sweep is done.')).toBeVisible({ timeout: 60_000 })
  const nll = figure(page, 'NLL by ε₁')
  // Values −2, −1, 1 and 2, and the weighted arm; 0 is the baseline, and arm 2 is the value −1 once more.
  await expect(nll).toContainText(/Best with CE weighted: .* \(Holm, 5 comparisons\), 4 pairs; better as well at ε₁ = −2, −1; worse at ε₁ = 1, 2, most at ε₁ = 2/)
  await expect(nll).toContainText('ε₁ = −2 is the best of the range and its edge: nothing beyond −2 was tried.')
  await expect(nll).toContainText('Training classes are long-tailed, test classes are not')
  await expect(figure(page, 'Worst-class recall by ε₁')).toContainText(/Best with CE weighted/)
  await expect(figure(page, 'Worst-class recall by ε₁')).not.toContainText('long-tailed')
  const { rows } = await tableOf(page, 'NLL by ε₁')
  expect(rows.map(([head]) => head).slice(5)).toEqual(['Baseline, CE', 'Arm 2, Poly-1 ε₁ = −1', 'Arm 3, CE weighted'])
  expect([rows[2][2], rows[6][2]]).toEqual(['the baseline itself', rows[1][2]])
  expect(rows[7][2]).toMatch(/^−0\.\d+ \[.*\], p .*, 4 pairs$/)

  const choice = page.getByRole('combobox', { name: 'What to export' })
  await page.getByRole('tab', { name: 'Runs', exact: true }).click()
  await page.locator('.runs-head').getByRole('button', { name: 'Export', exact: true }).click()
  await expect(choice.locator('option:checked')).toHaveText('Sweep of ε₁')
  await expect(page.getByRole('region', { name: 'Runs, table' }).locator('tbody tr').first()).toContainText('Sweep of ε₁')
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Overview', exact: true }).click()
  await page.getByRole('tab', { name: 'Runs', exact: true }).click()
  await page.locator('.runs-head').getByRole('button', { name: 'Export', exact: true }).click()
  await expect(choice.locator('option:checked')).toHaveText('This training')
  await page.keyboard.press('Escape')
  // What is on show may also be chosen by words.
  await page.getByRole('searchbox', { name: 'Filter runs' }).fill('sweep')
  await page.locator('.runs-head').getByRole('button', { name: 'Export', exact: true }).click()
  await expect(choice.locator('option:checked')).toHaveText('Sweep of ε₁')
  await page.keyboard.press('Escape')

  await page.getByRole('tab', { name: 'Sweep', exact: true }).click()
  await nll.getByRole('button', { name: 'Sweep ε₁ = −5…2: 8 values, 44 networks' }).click()
  await expect.poll(() => page.evaluate(() => location.hash)).toContain('sweep=eps1:-5..2:8')
  await expect(page.getByText('The sweep is done.')).toBeVisible({ timeout: 60_000 })
  await expect(nll).toContainText('(Holm, 8 comparisons)')
})

test('a link with run= runs its sweep, Stop keeps what there is, and one repeat concludes nothing', async ({ page }) => {
  await open(page, `${SMALL}&sweep=labelnoise:0,0.4&sweep.repeats=1&sweep.steps=200000&run=1`)
  await expect(page.getByRole('tab', { name: 'Sweep', exact: true })).toHaveAttribute('aria-selected', 'true')
  const nll = figure(page, 'NLL by label noise')
  await expect(nll).toContainText(/n = 1 · at step [\d,]+ of 200,000/)
  await expect(nll).toContainText('Nothing can be concluded from one pair')
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(page.getByText('Stopped; what was measured stands.')).toBeVisible()
  await expect(nll).toContainText('1 of 2 values so far')
  await expect(sweepButton(page)).toBeEnabled()
})

test('asks whether it is just the learning rate', async ({ page }) => {
  await open(page, `${SMALL}&opt=sgd&sweep=eps1:0,2&sweep.repeats=2&sweep.steps=20`)
  const ask = page.getByRole('button', { name: 'Is it just the learning rate?' })
  const arms = page.getByRole('slider', { name: /^ε₁ of arm / })
  // Before the answer is there, the experiment is another one.
  const add = await page.getByRole('button', { name: 'Add arm' }).elementHandle()
  await ask.evaluate((button, add) => [button, add].forEach((one) => (one as HTMLElement).click()), add)
  await expect(page.getByText('The experiment was changed meanwhile: ask again.')).toBeVisible()
  await expect(arms).toHaveCount(2)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(arms).toHaveCount(1)
  await expect(page.getByText('The experiment was changed meanwhile: ask again.')).toHaveCount(0)
  await ask.click()
  await expect(page.getByText(/the logit gradients of Poly-1 ε₁ = 2 are 1\.\d+ times as long as those of CE \(mean of 2 repeats\)\. Arm 2 is CE/)).toBeVisible()
  await sweepButton(page).click()
  await expect(page.getByText('The sweep is done.')).toBeVisible()
  await expect(page.getByText(/^Poly-1 ε₁ = 2 against CE with the matched learning rate \(× 1\.\d+\): .* Against CE with the best of the sweep for each metric: /)).toBeVisible()
  await expect(figure(page, 'NLL by learning-rate factor')).toContainText(/Just the learning rate\? Poly-1 ε₁ = 2 against CE with .* \(Holm, 9 comparisons\)\./)
  const { rows } = await tableOf(page, 'Accuracy by learning-rate factor')
  expect(rows.slice(9).map(([head]) => head)).toEqual(['Baseline, CE', 'Arm 1, Poly-1 ε₁ = 2'])
})

test('two numbers swept at once are a heat map, and each row of it has its strip', async ({ page }) => {
  await open(page, `${SMALL}&sweep=eps1:0,4&sweep2=lr:0.01,0.1&sweep.repeats=2&sweep.steps=20&run=1`)
  await expect(page.getByText('The sweep is done.')).toBeVisible()
  // Figures are drawn in turn, a little later.
  for (const name of ['Accuracy by ε₁ and learning rate', 'Accuracy by ε₁']) {
    await expect(figure(page, name)).not.toContainText('at step')
  }
  // Each of its four cells stands at two ends.
  await expect(figure(page, 'Accuracy by ε₁ and learning rate')).toContainText(/the best is at the edge: nothing beyond ε₁ = \d and learning rate = 0\.\d+ was tried/)
  const heat = await tableOf(page, 'Accuracy by ε₁ and learning rate')
  expect(heat.columns).toEqual(['0', '4'])
  expect(heat.rows.map(([head]) => head)).toEqual(['0.01', '0.1'])
  const strip = async () => (await tableOf(page, 'Accuracy by ε₁')).rows.slice(0, 2).map(([, cell]) => cell)
  expect(await strip()).toEqual(heat.rows[0].slice(1))
  await page.getByRole('combobox', { name: /^Strip at learning rate/ }).selectOption('0.1')
  await expect.poll(strip).toEqual(heat.rows[1].slice(1))
  expect(heat.rows[0]).not.toEqual(heat.rows[1])
})

test('the sweep that is offered first says what claim H of `npm run claims` says', async ({ page }) => {
  await open(page, 'v=1&engine=wasm&sweep=eps1&run=1')
  await expect(page.getByText('The sweep is done.')).toBeVisible({ timeout: 60_000 })
  await expect(figure(page, 'Accuracy by ε₁')).toContainText(/No difference detected in 8 comparisons \(.* 5 pairs\)/)
  await expect(figure(page, 'Mean confidence by ε₁')).not.toContainText('at step')
  const { rows } = await tableOf(page, 'Mean confidence by ε₁')
  const means = rows.slice(1, 9).map(([, mean]) => Number.parseFloat(mean))
  expect(means).toEqual(means.toSorted((a, b) => a - b))
  expect(rows[8][2]).toMatch(/^\+\d.*, p < 0\.\d+, 5 pairs$/)
})
