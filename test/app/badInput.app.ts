import { gzipSync } from 'node:zlib'
import { chromium, expect } from '@playwright/test'
import { findBrowser } from '../../src/cli/chromium.ts'
import { engine, faultsOf, figure, message, open, passes, press, stepOf, tableOf, test } from './playground.ts'

/** Printable ASCII from a linear congruential generator. */
function noise(length: number): string {
  let state = 1
  const next = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31)
  return Array.from({ length }, () => String.fromCharCode(33 + (Math.floor(next() / 65_536) % 94))).join('')
}

const LINKS: readonly { what: string; fragment: string; says: RegExp }[] = [
  { what: 'broken percent-encoding', fragment: '%E0%A4%A', says: /holds no settings/ },
  { what: 'a learning rate that is no number', fragment: 'v=1&lr=NaN', says: /lr=NaN/ },
  { what: 'a key of every object', fragment: 'v=1&__proto__=1', says: /__proto__.* not known/ },
  { what: 'a thousand arms', fragment: 'v=1&arms=1000', says: /arms=1000.* 6 is used/ },
]

test('stays usable with 100 KB of noise as a link', async ({ page }) => {
  await open(page, noise(100_000))
  await expect(message(page, /too long/)).toBeVisible()
  await press(page, 'Train')
  await passes(page, 20)
})

test('stays usable with whatever the address is changed to', async ({ page }) => {
  await open(page)
  for (const { what, fragment, says } of LINKS) {
    await test.step(what, async () => {
      await page.evaluate((hash) => (location.hash = hash), fragment)
      await expect(message(page, says)).toBeVisible()
      await press(page, 'Train')
      await passes(page, 5)
    })
  }
  // With nothing in it the address is that of the page itself.
  const arm = page.getByRole('button', { name: 'Arm 2', exact: true })
  await expect(arm).toBeVisible()
  await page.evaluate(() => (location.hash = ''))
  await expect(arm).toHaveCount(0)
  await expect(page.locator('.message.warning')).toHaveCount(0)
  await expect.poll(() => stepOf(page)).toBe(0)
  await press(page, 'Train')
  await passes(page, 5)
})

test('says how it read what may mean two numbers, what a link does not hold, and shares that there are not', async ({ page }) => {
  await page.goto('./?v=1&engine=wasm&arm1.eps=-1&arm1.terms=1&run=5')
  await passes(page, 4)
  expect(new URL(page.url()).search).toBe('')
  await test.step('terms that cancel', async () => {
    const share = figure(page, 'Leading-term gradient share')
    await expect(share.locator('.chart-legend')).toContainText('terms cancel')
    const [, [head, ce, poly]] = [0, (await tableOf(page, 'Leading-term gradient share')).rows[0]]
    expect([head, ce !== 'terms cancel', poly]).toEqual(['5', true, 'terms cancel'])
  })
  await test.step('“2,000”', async () => {
    const steps = page.getByRole('textbox', { name: 'Steps', exact: true })
    await steps.fill('3,000')
    await steps.press('Enter')
    await expect(steps).toHaveValue('3000')
    await expect(message(page, /^Read as 3,000, not 3$/)).toBeVisible()
    await expect(steps).toHaveAccessibleDescription(/^Read as 3,000, not 3/)
    await expect(steps).not.toHaveAttribute('aria-invalid', 'true')
    await steps.fill('9'.repeat(60_000))
    await steps.press('Enter')
    await expect(page.getByRole('alert')).toHaveText('A whole number from 1 to 1,000,000')
    await expect(steps).toHaveValue('3000')
  })
  await test.step('“#foo”', async () => {
    await page.evaluate(() => (location.hash = 'f\u200boo'))
    await expect(message(page, /“foo” holds no settings/)).toBeVisible()
  })
})

/** An IDX file of these values, as gzip in members of so many bytes. */
function idx(dimensions: readonly number[], of: (i: number) => number, member = 2 ** 20): Buffer {
  const size = dimensions.reduce((product, dimension) => product * dimension, 1)
  const header = Buffer.alloc(4 + 4 * dimensions.length)
  header.set([0, 0, 8, dimensions.length])
  dimensions.forEach((dimension, i) => header.writeUInt32BE(dimension, 4 + 4 * i))
  const bytes = Buffer.concat([header, Buffer.from(Array.from({ length: size }, (_, i) => of(i)))])
  const members = Array.from({ length: Math.ceil(bytes.length / member) }, (_, i) => bytes.subarray(i * member, (i + 1) * member))
  return Buffer.concat(members.map((part) => gzipSync(part)))
}

const images = idx([60, 28, 28], (i) => i % 251)
const named = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer })
const BAD_FILES = [
  { files: [named('foo.txt', Buffer.from('no images here'))], says: /foo\.txt has one column only/ },
  { files: [named('cut.gz', images.subarray(0, 25)), named('labels', idx([60], () => 1))], says: /cut\.gz ends early/ },
  { files: Array.from({ length: 9 }, (_, i) => named(`a${i}.gz`, images)), says: /These are 9 files\. .* at most 8 files/ },
]

test('says what is wrong with files, keeps the experiment, and takes good ones then: of several members, labelled from 1', async ({ page }) => {
  await open(page, 'v=1&engine=wasm&data=moons&run=30')
  await passes(page, 29)
  const input = page.getByLabel('Own files', { exact: true })
  for (const { files, says } of BAD_FILES) {
    await input.setInputFiles(files)
    await expect(message(page, says)).toBeVisible()
    await expect(page.getByLabel('Dataset', { exact: true })).toHaveValue('moons')
    expect(await stepOf(page)).toBe(30)
  }
  await press(page, 'Train')
  await passes(page, 30)
  const labels = Buffer.concat([idx([60], (i) => [1, 2, 26][i % 3], 20), Buffer.alloc(512)])
  await input.setInputFiles([named('images.gz', idx([60, 28, 28], (i) => i % 251, 10_000)), named('labels.gz', labels)])
  await expect(page.getByLabel('Dataset', { exact: true })).toHaveValue('dropped')
  await expect(page.getByRole('table', { name: /^Training images of each class/ }).getByRole('rowheader')).toHaveText(['1', '2', '26'])
  await page.getByRole('tab', { name: 'Classes', exact: true }).click()
  expect((await tableOf(page, 'Confusion')).columns).toEqual(expect.arrayContaining(['1', '2', '26']))
})

test('trains on the CPU where there is no WebGPU, and says why', async ({ baseURL }) => {
  const args = ['--headless=new', '--no-sandbox', '--disable-features=WebGPU', '--disable-blink-features=WebGPU']
  const browser = await chromium.launch({ executablePath: findBrowser(), headless: true, args })
  try {
    const page = await browser.newPage({ baseURL, viewport: { width: 1440, height: 900 } })
    const faults = faultsOf(page)
    await open(page)
    await expect(engine(page)).toContainText('Portable')
    await page.getByRole('combobox', { name: 'Choose engine' }).hover()
    await expect(page.getByText(/This browser has no WebGPU\.|WebGPU found no graphics adapter\./)).toBeVisible()
    await press(page, 'Train')
    await passes(page, 20)
    expect(faults).toEqual([])
  } finally {
    await browser.close()
  }
})

test('goes on after the graphics device is lost, and says so', async ({ page }) => {
  await open(page, 'v=1&engine=fused&steps=1000000')
  await press(page, 'Train')
  await passes(page, 100)
  await page.workers()[0].evaluate(() => {
    const create = GPUDevice.prototype.createCommandEncoder
    GPUDevice.prototype.createCommandEncoder = function (...descriptor) {
      GPUDevice.prototype.createCommandEncoder = create
      this.destroy()
      return create.apply(this, descriptor)
    }
  })
  await expect(message(page, /lost/)).toBeVisible()
  await passes(page, (await stepOf(page)) + 50)
  // The course before the loss is still there, and a mark says where another device took over.
  const steps = (await tableOf(page, 'Accuracy')).rows.map(([head]) => Number(head.replace(/\D/g, '')))
  expect(steps.at(-1)).toBe(0)
  expect(steps.filter((step) => step > 0 && step < 100).length).toBeGreaterThan(0)
  const marks = figure(page, 'Accuracy').getByRole('list', { name: 'Changes while training' })
  const gap = await marks.getByText(/Fused on WebGPU/).innerText()
  expect(Number(gap.replace(/:.*/, '').replace(/\D/g, ''))).toBeGreaterThan(0)
})

test('says that training diverged, keeps the history, and goes on with a lower learning rate', async ({ page }) => {
  await open(page, 'v=1&engine=wasm&lr=100&opt=sgd&act=relu&arm1.eps=50')
  await press(page, 'Train')
  await expect(message(page, /diverged before step/)).toBeVisible()
  expect((await tableOf(page, 'Loss')).rows.length).toBeGreaterThan(0)
  const rate = page.getByRole('textbox', { name: 'Learning rate', exact: true })
  await rate.fill('0.01')
  await rate.press('Enter')
  const before = await stepOf(page)
  await press(page, 'Train')
  await passes(page, before)
})
