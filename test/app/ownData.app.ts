import { expect, type Page } from '@playwright/test'
import { faultsOf, message, open, passes, press, stepOf, test, violations } from './playground.ts'

const COUNT = 40
const idx = (dimensions: readonly number[], bytes: readonly number[]) => {
  const header = Buffer.alloc(4 + 4 * dimensions.length)
  header.set([0, 0, 8, dimensions.length])
  dimensions.forEach((dimension, i) => header.writeUInt32BE(dimension, 4 + 4 * i))
  return Buffer.concat([header, Buffer.from(bytes)])
}
/** Images of 2 × 2 pixels in two classes, this many grey values apart. */
const set = (step: number, count = COUNT) => [
  { name: 'shades (1).idx', mimeType: 'application/octet-stream', buffer: idx([count, 2, 2], Array.from({ length: 4 * count }, (_, i) => (i * step) % 256)) },
  { name: 'labels.idx', mimeType: 'application/octet-stream', buffer: idx([count], Array.from({ length: count }, (_, i) => i % 2)) },
]
/** Two batches of CIFAR-10, ships in red and cats in blue, and a list of names. */
const cifar = () => {
  const row = (label: number, [red, green, blue]: readonly number[]) => Buffer.concat([Buffer.of(label), ...[red, green, blue].map((value) => Buffer.alloc(1024, value))])
  const batch = Buffer.concat(Array.from({ length: 20 }, (_, i) => (i % 2 ? row(8, [220, 10, 30 + i]) : row(3, [0, 40 + i, 250]))))
  const names = ['plane', 'car', 'bird', 'tom_cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck']
  return [
    { name: 'a.bin', mimeType: 'application/octet-stream', buffer: batch },
    { name: 'b.bin', mimeType: 'application/octet-stream', buffer: batch.subarray(0, 10 * 3073) },
    { name: 'batches.meta.txt', mimeType: 'text/plain', buffer: Buffer.from(`${names.join('\n')}\n`) },
  ]
}
const NAMED = 'labels.idx and shades_1_.idx (224 bytes, 40 rows)'
const LINK = 'v=1&engine=reference&data=moons&hidden=4'

const own = (page: Page) => page.getByRole('region', { name: 'Own data', exact: true })
const choose = (page: Page, files: ReturnType<typeof set>) => page.getByLabel('Own files', { exact: true }).setInputFiles(files)

test('own files are kept where the person says so, and a link to them tells which they are', async ({ page, browser }) => {
  await open(page, LINK)
  await choose(page, set(7))
  await expect(own(page)).toContainText(NAMED)
  await expect(own(page)).toContainText('Not kept: a reload asks for it again.')
  await own(page).getByRole('button', { name: 'Keep it in this browser' }).click()
  await expect(own(page)).toContainText('Kept in this browser (224 bytes).')
  await expect(page).toHaveURL(/data=dropped&.*file=labels\.idx,shades_1_\.idx:224:40:[\da-f]{12}/)
  expect(await violations(page, '.own-file')).toEqual([])

  await test.step('a reload finds them, and trains', async () => {
    await page.reload()
    await press(page, 'Train')
    await passes(page, 10)
    await press(page, 'Pause')
    await expect(own(page)).toContainText('Kept in this browser')
  })
  const link = page.url()

  await test.step('other data, batches of CIFAR, are in colour, and train', async () => {
    await choose(page, cifar())
    await expect(message(page, /^Read 30 images in 2 classes\.$/)).toBeVisible()
    const samples = page.getByRole('table', { name: /^Training images of each class/ })
    await expect(samples.getByRole('rowheader')).toHaveText(['tom cat', 'ship'])
    const colourOf = (name: string) =>
      samples.getByRole('img', { name: `Training image of ${name}`, exact: true }).first().evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')?.getImageData(31, 31, 1, 1) ?? { data: [] }
        return [canvas.width, canvas.height, data[0], Math.floor(data[1] / 100), data[3]]
      })
    expect(await colourOf('ship')).toEqual([32, 32, 220, 0, 255])
    expect((await colourOf('tom cat')).slice(2)).toEqual([0, 0, 255])
    await press(page, 'Step')
    await expect.poll(() => stepOf(page)).toBe(1)
    await expect(page.getByRole('img', { name: /^Test image \d of (ship, predicted|tom cat, predicted)/ }).first()).toBeVisible()
    expect(await violations(page, '.class-samples')).toEqual([])
  })

  await test.step('they leave the first in the list of what is kept', async () => {
    await expect(own(page)).toContainText('Not kept')
    await page.getByText('1 other kept file, 224 bytes').click()
    await page.getByRole('button', { name: 'Use labels.idx and shades_1_.idx', exact: true }).click()
    await expect(own(page)).toContainText('Kept in this browser')
    await expect(page).toHaveURL(link)
  })

  await test.step('forgotten, they serve on until the page is left', async () => {
    await own(page).getByRole('button', { name: 'Forget it' }).click()
    await expect(own(page)).toContainText('Not kept')
    await press(page, 'Train')
    await passes(page, 10)
    await page.goto(`./${new URL(link).hash}`)
    await page.reload()
    await expect(message(page, /^This experiment is on labels\.idx and shades_1_\.idx \(224 bytes, 40 rows\), which a link names and does not carry/)).toBeVisible()
  })

  await test.step('elsewhere a link asks for them, says what differs in others, and trains once they are there', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
    const other = await context.newPage()
    const faults = faultsOf(other)
    await other.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('It is forbidden here', 'SecurityError')
      }
    })
    await other.goto(`${link}&run=25`)
    await expect(message(other, /^This experiment is on labels\.idx/)).toBeVisible()
    expect(await violations(other, '.bar-messages')).toEqual([])
    const chooser = other.waitForEvent('filechooser')
    await other.getByRole('button', { name: 'Choose files…', exact: true }).click()
    await (await chooser).setFiles(set(7, 41))
    const differs = message(other, /^The experiment is on labels\.idx and shades_1_\.idx \(224 bytes, 40 rows\)\. What was chosen is something else: it has 229 bytes instead of 224, 41 rows instead of 40 and other content \(hash [\da-f]{12} instead of [\da-f]{12}\)\./)
    await expect(differs).toBeVisible()
    await expect(differs.getByRole('button', { name: 'Use it anyway' })).toBeVisible()
    await other.getByLabel('Files that the experiment is on', { exact: true }).setInputFiles(set(7))
    await passes(other, 24)
    expect(await stepOf(other)).toBe(25)
    await expect(differs).toHaveCount(0)
    await own(other).getByRole('button', { name: 'Keep it in this browser' }).click()
    await expect(other.getByRole('alert').filter({ hasText: 'This browser lets the page keep nothing, as in some private windows (It is forbidden here). What was chosen stays in use' })).toBeVisible()
    await press(other, 'Train')
    await passes(other, 30)
    expect(faults).toEqual([])
    await context.close()
  })
})
