import { gzipSync } from 'node:zlib'
import { expect, type Page } from '@playwright/test'
import { engine, figure, message, open, passes, press, stepOf, test as watched } from './playground.ts'

/** What fails to load is told to the console by the browser itself. */
const test = watched.extend<{ noFaults: void }>({
  noFaults: async ({ shared: { faults } }, use) => {
    await use()
    faults.length = 0
  },
})

/** Each chunk that is loaded later: its file, what shows it, what is shown once it is there, and what is said until then. */
interface Part {
  readonly file: string
  readonly show: (page: Page) => Promise<void>
  readonly shown: (page: Page) => Promise<void>
  readonly said: RegExp
}

const tab = (name: string) => (page: Page) => page.getByRole('tab', { name, exact: true }).click()
const nothing = () => Promise.resolve()
const visible = (find: (page: Page) => ReturnType<Page['locator']>) => (page: Page) => expect(find(page).first()).toBeVisible()
const ofFigure = (name: string) => visible((page) => figure(page, name))

const TABLE = ['x,y,kind', ...Array.from({ length: 20 }, (_, i) => `${i % 7},${i % 5},${'ab'[i % 2]}`)].join('\n')

const PARTS: readonly Part[] = [
  { file: 'charts', show: nothing, shown: ofFigure('Loss'), said: /^The loss could not be loaded/ },
  { file: 'Typeset', show: nothing, shown: visible((page) => page.locator('.katex')), said: /^The typesetter of formulas could not be loaded/ },
  {
    file: 'Mixer',
    show: (page) => page.getByRole('button', { name: 'All coefficients' }).click(),
    shown: visible((page) => page.getByRole('slider', { name: 'ε₂ of arm 1' })),
    said: /^The mixing desk could not be loaded/,
  },
  {
    file: 'UseLoss',
    show: (page) => page.getByRole('button', { name: 'Use this loss: arm 1' }).click(),
    shown: visible((page) => page.getByRole('dialog', { name: 'Use this loss: Poly-1 ε₁ = 2' })),
    said: /^The loss as code could not be loaded/,
  },
  {
    file: 'ownData',
    show: (page) => page.getByLabel('Own files', { exact: true }).setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE) }),
    shown: visible((page) => page.getByRole('dialog', { name: 'a.csv' })),
    said: /^The choice of columns could not be loaded/,
  },
  { file: 'why', show: tab('Where it pulls'), shown: ofFigure('Where the loss pulls, where the examples are'), said: /^Where the loss pulls could not be loaded/ },
  { file: 'calibration', show: tab('Calibration'), shown: ofFigure('Reliability'), said: /^The reliability diagram could not be loaded/ },
  { file: 'classes', show: tab('Classes'), shown: ofFigure('Confusion'), said: /^The confusion matrix could not be loaded/ },
  { file: 'example', show: tab('One example'), shown: ofFigure('One example’s life'), said: /^Its life could not be loaded/ },
  { file: 'sweep', show: tab('Sweep'), shown: visible((page) => page.getByRole('textbox', { name: 'Steps of the sweep' })), said: /^The set-up of the sweep could not be loaded/ },
  { file: 'runs', show: tab('Runs'), shown: visible((page) => page.getByRole('region', { name: 'Runs, table' })), said: /^The runs could not be loaded/ },
  {
    file: 'saveFigure',
    show: async (page) => {
      await tab('Overview')(page)
      await page.getByRole('button', { name: 'Loss, view options' }).click()
    },
    shown: async (page) => {
      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Save as SVG' }).click()
      expect((await download).suggestedFilename()).toMatch(/\.svg$/)
    },
    said: /^It could not be saved: its code could not be loaded/,
  },
]

/** What the engines load later; without it they give way to others, and say so. */
const ENGINES: readonly { readonly file: string; readonly name: string; readonly label: string }[] = [
  { file: 'fused', name: 'fused', label: 'Fused on WebGPU' },
  { file: 'tfjs', name: 'tfjs-cpu', label: 'TensorFlow.js on the CPU' },
  { file: 'webgl', name: 'tfjs-webgl', label: 'TensorFlow.js on WebGL' },
  { file: 'wasm', name: 'wasm', label: 'Portable' },
]

/** What unzips a person's files. */
const UNZIPPING = 'gunzip'

/** The files that are loaded later, as the built page and its worker name them. */
async function laterFiles(page: Page): Promise<string[]> {
  await page.goto('./')
  const found = new Map<string, string>()
  const follow = async (file: string): Promise<void> => {
    if (found.has(file)) return
    found.set(file, '')
    const text = await (await page.request.get(`./assets/${file}`)).text()
    found.set(file, text)
    await Promise.all([...text.matchAll(/["'`](?:\.\/)?([\w-]+\.js)["'`]/g)].map(([, name]) => follow(name)))
  }
  await follow((await page.locator('script[type=module]').getAttribute('src'))?.replace(/^.*\//, '') ?? '')
  return [...found.values()].flatMap((text) => [...text.matchAll(/import\(["'`]\.\/([\w-]+\.js)["'`]\)/g)].map(([, file]) => file))
}

/** “Mixer” of “Mixer-B8yv63ui.js”. */
const nameOf = (file: string) => file.replace(/-[\w-]{8}\.\w+$/, '')

test('every part that is loaded later may fail to: the page trains on, says so, and tries again', async ({ page }) => {
  const later = await laterFiles(page)
  expect(new Set(later.map(nameOf))).toEqual(new Set([...[...PARTS, ...ENGINES].map(({ file }) => file), UNZIPPING]))
  const blocked = new Set(PARTS.map(({ file }) => file))
  await page.route(/\/assets\/[^/]+$/, (route) => {
    const file = route.request().url().replace(/^.*\//, '')
    const isPart = later.includes(file) || file.endsWith('.css')
    return isPart && blocked.has(nameOf(file)) ? route.fulfill({ status: 404, body: 'gone' }) : route.continue()
  })
  await page.goto('about:blank')
  await open(page, 'v=1&engine=reference&data=moons&samples=200&hidden=4&steps=100000&pace=slow')
  await press(page, 'Train')
  for (const { file, show, shown, said } of PARTS) {
    await test.step(file, async () => {
      await show(page)
      if (file === 'saveFigure') await page.getByRole('button', { name: 'Save as SVG' }).click()
      const told = file === 'saveFigure' ? page.getByText(said) : message(page, said)
      await expect(told.first()).toBeVisible()
      await passes(page, await stepOf(page))
      if (file === 'Typeset') await expect(page.locator('.arm-formula').nth(1)).toContainText('L = −log Pₜ + 2 (1−Pₜ)')
      blocked.delete(file)
      if (file !== 'saveFigure') await told.first().getByRole('button', { name: 'Try again' }).click()
      await shown(page)
      await expect(page.getByText(said)).toHaveCount(0)
      // What covers the page goes.
      if (await page.getByRole('dialog').count()) await page.keyboard.press('Escape')
    })
  }
})

test('an engine gives way where its code cannot be loaded, and trains once it can', async ({ page }) => {
  const blocked = new Set(ENGINES.map(({ file }) => file))
  await page.route(/\/assets\/[^/]+\.js$/, (route) => (blocked.has(nameOf(route.request().url().replace(/^.*\//, ''))) ? route.abort() : route.continue()))
  for (const [i, { file, name, label }] of ENGINES.entries()) {
    await test.step(name, async () => {
      const link = `v=1&engine=${name}&data=moons&samples=200&hidden=4&pace=max`
      if (i === 0) await open(page, link)
      else await page.evaluate((link) => (location.hash = link), link)
      const said = message(page, new RegExp(`${label} does not work here: .* Training runs with: Reference on the CPU`))
      await expect(said).toBeVisible()
      await expect(engine(page)).toContainText('Reference on the CPU')
      await press(page, 'Train')
      await passes(page, 5)
      blocked.delete(file)
      await press(page, 'Reset')
      await expect(engine(page)).toContainText(label)
      await expect(said).toHaveCount(0)
    })
  }
  await press(page, 'Train')
  await passes(page, 5)
})

test('the portable engine gives way where a policy forbids WebAssembly, and says so', async ({ page }) => {
  await page.route(/\/assets\/worker-/, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': "script-src 'self'" } })
  })
  await open(page, 'v=1&engine=wasm&data=moons&samples=200&hidden=4&run=20')
  await expect(engine(page)).toContainText('Reference on the CPU')
  await expect(message(page, /Content-Security-Policy forbids WebAssembly: .*wasm-unsafe-eval.* Training runs with: Reference on the CPU/)).toBeVisible()
  await passes(page, 19)
})

test('where the page’s own code does not load, it says what to do', async ({ page }) => {
  await page.route(/\/assets\/index-[^/]+\.js$/, (route) => route.fulfill({ status: 404, body: 'gone' }))
  await page.goto('./')
  await expect(page.getByText(/^This page’s code is on its way\. If this stays, reload/)).toBeVisible()
})

test('files that cannot be unzipped for want of the code are said to be, and are read once it is there', async ({ page }) => {
  let isBlocked = true
  await page.route(new RegExp(`/assets/${UNZIPPING}-`), (route) => (isBlocked ? route.abort() : route.continue()))
  await open(page, 'v=1&engine=reference&data=moons&samples=200&hidden=4&run=20')
  await passes(page, 19)
  const zipped = (name: string, bytes: readonly number[]) => ({ name, mimeType: 'application/gzip', buffer: gzipSync(Uint8Array.from(bytes)) })
  const files = [zipped('images.gz', [0, 0, 8, 3, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 1, 9, 8, 7, 6]), zipped('labels.gz', [0, 0, 8, 1, 0, 0, 0, 4, 0, 1, 0, 1])]
  const input = page.getByLabel('Own files', { exact: true })
  await input.setInputFiles(files)
  const said = message(page, /images\.gz is gzipped, and the code that unzips it could not be loaded/)
  await expect(said).toBeVisible()
  await expect(page.getByLabel('Dataset', { exact: true })).toHaveValue('moons')
  isBlocked = false
  await input.setInputFiles(files)
  await expect(page.getByLabel('Dataset', { exact: true })).toHaveValue('dropped')
  await expect(said).toHaveCount(0)
})

test('a worker that ends by itself is noticed, and training can go on, on cores that it does not start itself', async ({ page }) => {
  // In Firefox a worker that starts another may wait for that for ever.
  const forbidden = 'self.Worker = class { constructor() { throw new Error("A worker started a worker.") } };'
  await page.route(/\/assets\/worker-/, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: forbidden + (await response.text()) })
  })
  await open(page, 'v=1&engine=wasm&data=moons&samples=200&hidden=4&run=20')
  await passes(page, 19)
  await expect(engine(page)).toContainText('Portable')
  await page.workers()[0].evaluate(() => self.close())
  await expect(message(page, /The engine failed: it ended\. It was started again; Train begins at step 0\./)).toBeVisible()
  await press(page, 'Train')
  await passes(page, 30)
  await expect(engine(page)).toContainText('Portable')
})

test('where the engine itself cannot be loaded, Train tries again', async ({ page }) => {
  let isBlocked = true
  await page.route(/\/assets\/worker-/, (route) => (isBlocked ? route.fulfill({ status: 404, body: 'gone' }) : route.continue()))
  await page.goto('./#v=1&engine=reference&data=moons&samples=200&hidden=4')
  await expect(message(page, /The engine failed.* It was started 3 times\. Train, Reset or any change starts it again/)).toBeVisible()
  isBlocked = false
  await press(page, 'Train')
  await passes(page, 5)
  await expect(page.getByRole('alert')).toHaveCount(0)
})
