import { expect, type Page } from '@playwright/test'
import { message, open, passes, press, tableOf, test, testApart, violations } from './playground.ts'

const board = (page: Page) => page.getByRole('application', { name: /^Drawing board/ })
const drawn = (page: Page) => board(page).getByRole('img')

/** A stroke across the board with the mouse, at a share of its height. */
async function stroke(page: Page, height: number): Promise<void> {
  const box = await board(page).boundingBox()
  if (!box) throw new Error('There is no board.')
  await page.mouse.move(box.x + 0.2 * box.width, box.y + height * box.height)
  await page.mouse.down()
  await page.mouse.move(box.x + 0.8 * box.width, box.y + height * box.height, { steps: 8 })
  await page.mouse.up()
}

test('points are drawn by mouse and keyboard, undone, trained and shared as a link', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page, 'v=1&engine=wasm&steps=40&pace=max&hidden=8&repeats=1')
  await page.getByRole('button', { name: 'Draw', exact: true }).click()
  await expect(page.getByRole('combobox', { name: 'Dataset' })).toHaveValue('points')
  // The points of the set that was shown.
  await expect(page.getByText(/^1\d\d of 400 points/)).toBeVisible()
  await expect(drawn(page)).toHaveAccessibleName(/points drawn: \d+ of class 0, \d+ of class 1, \d+ of class 2$/)
  expect(await violations(page, '.drawing')).toEqual([])

  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(page.locator('.drawing').getByText(/^Nothing is drawn yet/)).toBeVisible()
  await expect(message(page, /^Nothing is drawn yet/)).toBeVisible()
  await stroke(page, 0.3)
  await expect(page.locator('.drawing').getByText(/^There is one class/)).toBeVisible()
  await page.locator('.drawing-classes').getByText('1', { exact: true }).click()
  await stroke(page, 0.7)
  // 0.6 of 66 cells, a point every two.
  await expect(drawn(page)).toHaveAccessibleName(/^(38|39|40) points drawn: (19|20) of class 0, (19|20) of class 1$/)
  await expect(page.getByRole('alert')).toHaveCount(0)
  const twoLines = await drawn(page).getAttribute('aria-label')

  await page.getByRole('button', { name: 'Add a class' }).click()
  await board(page).focus()
  for (const key of ['Enter', 'Shift+ArrowRight', 'ArrowUp', ' ']) await page.keyboard.press(key)
  await expect(page.getByText(/^Class 2 at column 41, row 34, \d+ of 400 points$/)).toBeAttached()
  await expect(drawn(page)).toHaveAccessibleName(/, 2 of class 2$/)
  await page.keyboard.press('Delete')
  await expect(drawn(page)).toHaveAccessibleName(/, 1 of class 2$/)
  // A point by keyboard and a whole stroke are a change each.
  for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z')
  await expect(drawn(page)).toHaveAccessibleName(twoLines ?? '')
  await page.keyboard.press('Control+z')
  await expect(drawn(page)).toHaveAccessibleName(/^\d+ points drawn: \d+ of class 0$/)
  for (let i = 0; i < 3; i++) await page.keyboard.press('Control+Shift+z')
  await expect(drawn(page)).toHaveAccessibleName(/, 2 of class 2$/)

  await press(page, 'Train')
  await passes(page, 39)
  const trained = await tableOf(page, 'Loss')
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('img', { name: /^Decision surface of CE: .* of test points right$/ })).toBeVisible()
  await page.getByRole('button', { name: 'Copy link' }).click()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(new URL(link).hash).toMatch(/^#v=1&points=[\w-]+\.[\w-]+\.[\w-]{4}&data=points&hidden=8&steps=40&repeats=1&engine=wasm&run=40&pace=max$/)

  await page.goto('about:blank')
  await page.goto(link)
  await passes(page, 39)
  await expect.poll(async () => (await tableOf(page, 'Loss')).rows.at(0)).toEqual(trained.rows[0])
  await page.getByRole('button', { name: 'Draw', exact: true }).click()
  await expect(drawn(page)).toHaveAccessibleName(/, 2 of class 2$/)
})

testApart.describe('with a finger', () => {
  testApart.use({ hasTouch: true, viewport: { width: 390, height: 844 } })

  testApart('a link with too little to train on is drawn on, and trains', async ({ page }) => {
    await page.goto('./#v=1&points=AABAC.!!&data=points&engine=wasm&steps=10&hidden=8&repeats=1')
    await expect(message(page, /could not be read as a whole: 1 point off the grid and 1 half point/)).toBeVisible()
    await expect(page.locator('.drawing').getByText(/^There is one class/)).toBeVisible()
    await page.locator('.drawing-classes').getByText('1', { exact: true }).tap()
    await board(page).tap({ position: { x: 100, y: 60 } })
    await expect(page.locator('.drawing').getByText(/^Class 1 has one point/)).toBeVisible()
    await board(page).tap({ position: { x: 160, y: 90 } })
    await expect(page.getByText(/^4 of 400 points/)).toBeVisible()
    await press(page, 'Train')
    await passes(page, 9)
  })
})
