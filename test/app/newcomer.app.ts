import { expect } from '@playwright/test'
import { engine, figure, message, open, passes, press, stepOf, tableOf, test } from './playground.ts'

const FIGURES = ['Loss', 'Leading-term gradient share', 'Accuracy', 'Confidence']

test('trains on pressing Train, and shows it in four figures', async ({ page }) => {
  await open(page)
  // Where the processor plays the graphics card the faster of two in a trial is chosen, and the page says why. Which one
  // that is, a busy machine may have another mind about: the trial is kept, and what is kept decides.
  await expect.poll(() => page.evaluate(keepTrials, 3.14)).toBe(1)
  await page.reload()
  await expect(engine(page)).toContainText('Portable')
  await page.getByRole('combobox', { name: 'Choose engine' }).hover()
  await expect(page.getByText('Here it is 3.1 times as fast as Fused on WebGPU (SwiftShader, software).')).toBeVisible()
  expect(await stepOf(page)).toBe(0)
  await press(page, 'Train')
  await passes(page, 100)
  for (const name of FIGURES) await expect(figure(page, name)).toBeInViewport({ ratio: 1 })
})

/** Gives every trial of the engines that the browser has kept this outcome, and answers how many there are. */
function keepTrials(times: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('polyloss-engines', 1)
    opening.addEventListener('error', () => reject(opening.error))
    opening.addEventListener('success', () => {
      const change = opening.result.transaction('times', 'readwrite')
      const kept = change.objectStore('times').getAllKeys()
      kept.addEventListener('success', () => kept.result.forEach((key) => change.objectStore('times').put(times, key)))
      change.addEventListener('complete', () => {
        opening.result.close()
        resolve(kept.result.length)
      })
    })
  })
}

test('takes a coefficient while it trains, without going back', async ({ page }) => {
  await open(page, 'v=1&engine=wasm&steps=1000000')
  await press(page, 'Train')
  await passes(page, 100)
  const slider = page.getByRole('slider', { name: 'ε₁ of arm 1', exact: true })
  const steps = [await stepOf(page)]
  for (let i = 0; i < 5; i++) {
    await slider.press('ArrowRight')
    steps.push(await stepOf(page))
  }
  await passes(page, Math.max(...steps))
  expect(steps).toEqual(steps.toSorted((a, b) => a - b))
  await press(page, 'Pause')
  await expect(page).toHaveURL(/#v=1.*&changes=.*:arm1\.eps1:2\.25$/)
  expect((await tableOf(page, 'Loss')).columns[1]).toBe('Poly-1 ε₁ = 2.25')
  await expect(figure(page, 'Loss').getByRole('list', { name: 'Changes while training' })).toContainText(/ε₁ 2 → 2\.25/)
})

test('starts all arms again after a structural change, and with an arm added, and says so', async ({ page }) => {
  await open(page, 'v=1&engine=wasm&run=50')
  await passes(page, 49)
  await page.getByRole('slider', { name: 'Noise', exact: true }).press('ArrowRight')
  await expect(message(page, /Started again from the same seeds: Noise changed/)).toBeVisible()
  await expect.poll(() => stepOf(page)).toBe(0)
  await press(page, 'Step')
  await passes(page, 0)
  await page.getByRole('button', { name: 'Add arm' }).click()
  await expect(message(page, /Started again from the same seeds: Arms changed/)).toBeVisible()
  await expect(page.getByRole('slider', { name: 'ε₁ of arm 2', exact: true })).toBeVisible()
  expect(await stepOf(page)).toBe(0)
  await press(page, 'Train')
  await passes(page, 50)
  expect((await tableOf(page, 'Accuracy')).columns).toHaveLength(3)
})

test('gives every figure as a table with a column per arm, and returns to the same start on Reset', async ({ page }) => {
  const reads = async () => [await tableOf(page, 'Loss'), await tableOf(page, 'Accuracy')].map(({ rows }) => rows[0])
  await open(page, 'v=1&engine=wasm&run=100&pace=max')
  await passes(page, 99)
  for (const name of FIGURES) {
    const { columns, rows } = await tableOf(page, name)
    expect(columns, name).toEqual(['CE', 'Poly-1 ε₁ = 2'])
    expect(rows.length, name).toBeGreaterThan(1)
    for (const [, ...cells] of rows) {
      expect(cells).toHaveLength(2)
      for (const cell of cells) expect(cell).toMatch(/^\d+\.\d+%?( \/ \d+\.\d+%)?$/)
    }
  }
  await expect.poll(async () => (await reads()).map((row) => row[0])).toEqual(['100', '100'])
  const first = await reads()
  await press(page, 'Reset')
  await expect.poll(() => stepOf(page)).toBe(0)
  await page.getByRole('textbox', { name: 'Steps', exact: true }).fill('100')
  await page.keyboard.press('Enter')
  await press(page, 'Train')
  await passes(page, 99)
  await expect.poll(reads).toEqual(first)
})
