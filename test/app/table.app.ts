import { expect, type Page } from '@playwright/test'
import { message, open, passes, press, test, violations } from './playground.ts'

/** Three kinds around three places, in German: two measures, a shop, and a number that nobody filled in now and then. */
const table = ['Länge;Breite;Laden;Alter;Sorte', ...Array.from({ length: 90 }, (_, i) => {
  const kind = i % 3
  const number = (value: number) => value.toFixed(2).replace('.', ',')
  return [number(4 * kind + (i % 7) / 7), number(2 - kind + (i % 5) / 5), ['Nord', 'Süd'][i % 2], i % 4 === 0 ? '' : i, ['Ähre', 'Halm', 'Korn'][kind]].join(';')
})].join('\r\n')

const file = { name: 'korn.csv', mimeType: 'text/csv', buffer: Buffer.from(table, 'latin1') }
const dialog = (page: Page, name = 'korn.csv') => page.getByRole('dialog', { name, exact: true })
const counts = (page: Page, text: string) => page.getByText(text, { exact: true })
const files = (page: Page) => page.getByLabel('Own files', { exact: true })

test('asks what the columns of a table are, trains on it, and has the same data again by its link and the file', async ({ page }) => {
  await open(page, 'v=1&engine=wasm&repeats=2')
  await files(page).setInputFiles(file)
  await test.step('what is proposed', async () => {
    await expect(dialog(page)).toContainText('90 rows of 5 columns')
    for (const [column, role] of [['Länge', 'number'], ['Breite', 'number'], ['Laden', 'category'], ['Alter', 'number'], ['Sorte', 'label']]) {
      await expect(dialog(page).getByLabel(`${column} is`, { exact: true })).toHaveValue(role)
    }
    await expect(dialog(page)).toContainText('3 classes (Halm, Korn and Ähre), 5 inputs, 67 rows.')
    await expect(dialog(page)).toContainText('23 rows lack a value that is used and are left out (“Alter” 23).')
    expect(await violations(page, '[role=dialog]')).toEqual([])
  })
  await test.step('nothing is changed by looking at it', async () => {
    await page.keyboard.press('Escape')
    await expect(dialog(page)).toHaveCount(0)
    await expect(page.getByLabel('Dataset', { exact: true })).toHaveValue('spirals')
  })
  await test.step('two numbers are points', async () => {
    await files(page).setInputFiles(file)
    await dialog(page).getByLabel('Laden is', { exact: true }).selectOption('Left out')
    await dialog(page).getByLabel('Alter is', { exact: true }).selectOption('Left out')
    await expect(dialog(page)).toContainText('3 classes (Halm: 30, Korn: 30 and Ähre: 30), 2 inputs, drawn as points, 90 rows.')
    await dialog(page).getByRole('button', { name: 'Use this table' }).click()
    await expect(message(page, /^Read 90 rows in 3 classes\.$/)).toBeVisible()
    await expect(counts(page, '72 training, 18 test')).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Decision surfaces' })).toBeVisible()
    await press(page, 'Train')
    await passes(page, 50)
    await expect.poll(() => new URL(page.url()).hash).toMatch(/data=dropped&file=korn\.csv:2092:90:[\da-f]{12}&columns=label:5,number:1-2/)
  })
  await test.step('the link waits for the file', async () => {
    await press(page, 'Pause')
    await page.reload()
    await expect(message(page, /^This experiment is on korn\.csv .*which a link names and does not carry/)).toBeVisible()
    await files(page).setInputFiles(file)
    await expect(counts(page, '72 training, 18 test')).toBeVisible()
    await expect(dialog(page)).toHaveCount(0)
    await press(page, 'Train')
    await passes(page, 20)
  })
  await test.step('the columns are chosen anew', async () => {
    await page.getByRole('button', { name: 'Columns…' }).click()
    await expect(dialog(page).getByLabel('Alter is', { exact: true })).toHaveValue('out')
    await dialog(page).getByLabel('Decimals', { exact: true }).selectOption('Point (1.5)')
    await expect(dialog(page)).toContainText('No row is left to train on')
    await expect(dialog(page).getByRole('button', { name: 'Use this table' })).toBeDisabled()
    await dialog(page).getByLabel('Decimals', { exact: true }).selectOption('Comma (1,5)')
    await dialog(page).getByLabel('Laden is', { exact: true }).selectOption('Label')
    await dialog(page).getByRole('button', { name: 'Use this table' }).click()
    await expect(page.getByRole('figure', { name: 'Recall by class', exact: true })).toBeVisible()
  })
  await test.step('a table is pasted', async () => {
    await page.evaluate(() => {
      const data = new DataTransfer()
      data.setData('text/plain', `x\ty\tgroup\n${Array.from({ length: 20 }, (_, i) => `${i % 7}\t${i % 5}\t${'ab'[i % 2]}`).join('\n')}`)
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    })
    const pasted = dialog(page, 'The pasted table')
    await expect(pasted).toContainText('2 classes (a: 10 and b: 10), 2 inputs, drawn as points, 20 rows.')
    await pasted.getByRole('button', { name: 'Use this table' }).click()
    await expect(counts(page, '16 training, 4 test')).toBeVisible()
  })
})
