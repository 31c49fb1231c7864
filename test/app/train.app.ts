import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { train } from '../cli/command.ts'
import { message, open, stepOf, test } from './playground.ts'

/**
 * Small, and all different: engines, optimizers, kinds of loss and of sweep. No two train to the same step. TensorFlow.js
 * on WebGPU and WebGL, which compiles for seconds on either side, is left to its own tests.
 */
const TINY = 'samples=150&repeats=2&hidden=8&batch=16'
const LINKS: readonly string[] = [
  `v=1&data=moons&${TINY}&engine=fused&steps=40&run=40`,
  `v=1&data=checkerboard&samples=200&repeats=3&hidden=8,8&batch=16&opt=sgd&lr=0.1&momentum=0.5&imbalance=5&arm1.eps=-0.5&arm1.weights=inverse&dataseed=3&engine=wasm&run=33`,
  `v=1&data=spirals&${TINY}&labelnoise=0.4&vary=order&engine=reference&arms=4&arm2.eps=1,1,1&arm3.terms=3&seed=7&run=20`,
  `v=1&data=xor&${TINY}&opt=adamw&wd=0.05&lr=0.03&arm1.gamma=2&arm1.smooth=0.1&act=relu&vary=all&engine=tfjs-cpu&run=9`,
  `v=1&data=moons&${TINY}&sweep=eps1:-1..3:3&sweep.repeats=2&sweep.steps=30&engine=wasm&run=1`,
  `v=1&data=moons&${TINY}&vary=data&sweep=labelnoise:0,0.3&sweep.repeats=3&sweep.steps=20&engine=wasm&run=1`,
]

interface Export {
  readonly about: { readonly engine: string; readonly adapter: string; readonly version: string; readonly link: string }
  readonly verdicts: unknown
  readonly rows: readonly Readonly<Record<string, string | number | null>>[]
}

/** What the command line exports of the links. */
async function commanded(): Promise<readonly Export[]> {
  const folder = await mkdtemp(join(tmpdir(), 'polyloss-links-'))
  const file = join(folder, 'links.txt')
  await writeFile(file, `# all kinds\n${LINKS.map((link, i) => (i % 2 ? `http://localhost/#${link}` : link)).join('\n')}\n`)
  const { code, out, err } = await train(['--links', file, '--json'])
  await rm(folder, { recursive: true })
  expect(code, err).toBe(0)
  const exports = JSON.parse(out) as Export[]
  expect(exports).toHaveLength(LINKS.length)
  return exports
}

test('the command line gives the page’s numbers for links of all kinds, bit for bit', async ({ page }) => {
  test.setTimeout(240_000)
  const known = await commanded()
  for (const [i, link] of LINKS.entries()) {
    await test.step(link, async () => {
      const shown = await trained(page, link, i === 0)
      const { engine, adapter, version } = known[i].about
      expect(shown.about).toMatchObject({ engine, adapter, version })
      expect(shown.verdicts).toEqual(known[i].verdicts)
      expect(shown.rows.length).toBeGreaterThan(3)
      expect(shown.rows.map(numbers)).toEqual(known[i].rows.map(numbers))
    })
  }
})

/** What the page exports of a link that it has trained. */
async function trained(page: Page, link: string, isFirst: boolean): Promise<Export> {
  // The tab of the runs, from which the link before was exported, says nothing of a sweep.
  const done = page.getByText('The sweep is done.')
  await expect(done).toHaveCount(0)
  if (isFirst) await open(page, link)
  else await page.evaluate((link) => (location.hash = link), link)
  if (link.includes('sweep=')) {
    await expect(done).toBeVisible({ timeout: 60_000 })
    return exported(page, /^Sweep of /)
  }
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBe(Number(/run=(\d+)/.exec(link)?.[1]))
  return exported(page, null)
}

/** Who a run is, and everything that was measured of it. */
function numbers(row: Export['rows'][number]) {
  const measured = Object.entries(row).filter(([name]) => /^(arm|repeat|swept|swept2|step|(train|test)_.*)$/.test(name))
  expect(measured).toHaveLength(25)
  return Object.fromEntries(measured)
}

/** What the page exports as JSON of its runs table. */
async function exported(page: Page, source: RegExp | null): Promise<Export> {
  await page.getByRole('tab', { name: 'Runs', exact: true }).click()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const choice = page.getByRole('combobox', { name: 'What to export' })
  if (source) await choice.selectOption({ label: (await choice.locator('option').allTextContents()).find((text) => source.test(text)) })
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Runs table as JSON' }).click(),
  ])
  await page.keyboard.press('Escape')
  return JSON.parse(await readFile(await download.path(), 'utf8')) as Export
}

test('a receipt that was made in Node is reproduced in the page, bit for bit, and edited settings are not', async ({ page }) => {
  const [[link, sum]] = Object.entries(JSON.parse(await readFile('test/cli/receipts.json', 'utf8')) as Record<string, string>)
  await open(page, `${link}&sum=${sum}`)
  await expect(message(page, /^Reproduced bit for bit\. Step 40 has the numbers of the link’s receipt\./)).toBeVisible()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'What the link carries' }).click()
  await page.getByRole('button', { name: /^With a receipt/ }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(`run=40&sum=${sum}`)
  await page.evaluate((link) => (location.hash = link), `${link}&lr=0.02&sum=${sum}`)
  await expect(message(page, /Not reproduced: the measurements are others/)).toBeVisible()
})
