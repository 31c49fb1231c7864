import { expect, type Page } from '@playwright/test'
import { figure, open, passes, test } from './playground.ts'

const SMALL = 'v=1&engine=wasm&samples=120&repeats=2&hidden=8&batch=16&run=20'

/** What is drawn of the baseline in a repeat: surface and points, as an image. */
async function surfaceOf(page: Page, repeat: number): Promise<string> {
  await page.getByRole('region', { name: 'What each arm has learned' }).getByText(String(repeat), { exact: true }).click()
  const canvas = page.getByRole('img', { name: `Decision surface of CE, repeat ${repeat} of 2` })
  await expect(canvas).toBeVisible()
  return canvas.evaluate((element) => (element as HTMLCanvasElement).toDataURL())
}

test('a repeat with data of its own is shown as it is in a link with that data', async ({ page }) => {
  await open(page, `${SMALL}&vary=all&dataseed=5`)
  await passes(page, 19)
  const first = await surfaceOf(page, 1)
  const second = await surfaceOf(page, 2)
  expect(second).not.toBe(first)

  await page.getByRole('tab', { name: 'One example' }).click()
  await page.getByRole('button', { name: 'Follow' }).click()
  await expect(page.getByText('of 24, drawn by repeat 2')).toBeVisible()
  await expect(page.getByText('Predicted at step 20 in repeat 2 of 2')).toBeVisible()
  await expect(figure(page, 'One example’s life')).toContainText('n = 1')

  await page.goto('about:blank')
  await open(page, `${SMALL}&dataseed=6`)
  await passes(page, 19)
  await expect.poll(() => surfaceOf(page, 2)).toBe(second)
})
