import { expect } from '@playwright/test'
import { open, passes, press, stepOf, test } from './playground.ts'

test('Train can be followed, another pace is taken while it trains, and the link has it', async ({ page }) => {
  await open(page, 'v=1&engine=wasm&data=moons&samples=200&repeats=2&hidden=8&steps=400')
  const pace = page.getByRole('combobox', { name: 'Pace', exact: true })
  await expect(pace).toHaveValue('follow')
  const begun = Date.now()
  await press(page, 'Train')
  await passes(page, 30)
  const [step, seconds] = [await stepOf(page), (Date.now() - begun) / 1000]
  // Of 400 steps, in ten seconds: the first tenth has a third of the time.
  expect(step).toBeLessThan(400 * (seconds / 10 + 0.1) ** 2)
  await pace.selectOption('slow')
  await expect(page).toHaveURL(/steps=400&pace=slow$/)
  await pace.selectOption('max')
  await passes(page, 399)
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeVisible()
  await expect(page).toHaveURL(/&pace=max$/)
})
