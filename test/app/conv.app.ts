import { expect } from '@playwright/test'
import { figure, open, passes, test, violations } from './playground.ts'

test('a convolutional network is offered for images, taken back, built by hand, trained and looked into', async ({ page }) => {
  await open(page, 'v=1&engine=reference&data=digits&classes=2&samples=60&hidden=4&batch=8&repeats=1&steps=4')
  const filters = (layer: number) => page.getByRole('slider', { name: `Filters of convolutional layer ${layer}` })
  const offer = page.getByRole('button', { name: 'Use a convolutional network' })
  await offer.click()
  await expect(filters(2)).toHaveValue('16')
  await expect(offer).toHaveCount(0)
  await expect(page.getByText('From an image of 28 × 28 × 1 to maps of 14 × 14 × 8, to maps of 7 × 7 × 16, to 2 classes.')).toBeAttached()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(offer).toBeVisible()
  await expect(page.getByRole('slider', { name: 'Units of hidden layer 1' })).toBeVisible()

  await page.getByRole('button', { name: 'Add convolutional layer' }).click()
  await expect(filters(1)).toHaveValue('8')
  await expect(page.getByText(/^6,3\d\d parameters · [\d,.]+ million multiply-adds a step, all 2 runs$/)).toBeVisible()
  await page.getByRole('tab', { name: 'One example' }).click()
  await page.getByRole('button', { name: 'Follow' }).click()
  const maps = page.getByRole('region', { name: 'Feature maps' })
  await expect(maps).toContainText('step 0')
  await expect(maps).toContainText('8 maps after layer 1, 14 × 14')
  await page.getByRole('button', { name: 'Train', exact: true }).click()
  await passes(page, 3)
  await expect(maps).toContainText('step 4')
  // Not all of one colour.
  const colors = await maps.locator('.map').last().evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d', { willReadFrequently: true })!.getImageData(0, 0, canvas.width, canvas.height)
    return new Set(Array.from({ length: data.length / 4 }, (_, i) => data.slice(4 * i, 4 * i + 4).join())).size
  })
  expect(colors).toBeGreaterThan(2)
  expect(await violations(page, '.maps')).toEqual([])
  // Where there is no room for both, one scrolls to the maps: the chart does not lie over them.
  await page.setViewportSize({ width: 1366, height: 768 })
  const chart = figure(page, 'One example’s life').locator('.chart-plot svg').first()
  const overlap = async () => {
    const [above, below] = await Promise.all([chart.boundingBox(), maps.boundingBox()])
    return above && below && above.y + above.height - below.y
  }
  // The chart is drawn again once it has another size.
  await expect.poll(overlap).toBeLessThanOrEqual(0)
  expect(await violations(page, '.network-drawing')).toEqual([])
  const presented = page.getByRole('checkbox', { name: 'Its feature maps' })
  await page.keyboard.press('p')
  await expect(presented).toBeChecked()
  await page.keyboard.press('Escape')

  await page.getByLabel('Dataset', { exact: true }).selectOption('moons')
  await expect(page.getByText('Convolutional layers (8 filters) take images: of these data they are left out.')).toBeVisible()
  await expect(maps).toHaveCount(0)
  await expect(page.getByText('From 2 inputs to 4 hidden units, to 2 classes.')).toBeAttached()
  await page.getByRole('button', { name: 'Presenter view' }).click()
  await expect(page.getByRole('checkbox', { name: 'Its life' })).toBeVisible()
  await expect(presented).toHaveCount(0)
})
