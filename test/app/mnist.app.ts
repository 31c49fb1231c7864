import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from '@playwright/test'
import { open, press, tableOf, test } from './playground.ts'

const files = ['t10k-images-idx3-ubyte.gz', 't10k-labels-idx1-ubyte.gz'].map((name) =>
  fileURLToPath(new URL(`../../../shared/data/mnist/${name}`, import.meta.url)),
)

test('a convolutional network learns dropped MNIST files to a test accuracy over 95%', async ({ page }) => {
  test.skip(!files.every(existsSync), 'skipped: no MNIST files')
  await open(page, 'v=1&engine=wasm&pace=max')
  await page.getByLabel('Own files', { exact: true }).setInputFiles(files)
  await expect(page.getByLabel('Dataset', { exact: true })).toHaveValue('dropped')
  await expect(page.getByText('8,000 training, 2,000 test')).toBeVisible()
  await page.getByRole('button', { name: 'Use a convolutional network' }).click()
  await press(page, 'Train')
  const accuracies = async () => (await tableOf(page, 'Accuracy')).rows[0]?.slice(1).map(parseFloat) ?? [0]
  await expect.poll(async () => Math.min(...(await accuracies())), { timeout: 60_000 }).toBeGreaterThan(95)
})
