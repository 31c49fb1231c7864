// Measures in one Chromium: every engine on the same work, and what training costs the page. With --json nothing but
// the numbers goes to stdout. Exits with 1 where engines disagree.
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { build, createServer, preview } from 'vite'
import { launchOptions } from '../browser.ts'
import { disagreements } from './compare.mjs'
import { judge } from './goals.mjs'
import { measurePage, stepsPerSecond } from './page.mjs'
import { format } from './print.mjs'

const ROUNDS = 3
/** Repeats of the default experiment's two arms: as it opens, and 64 runs. */
const PAGE_REPEATS = [4, 32]

/** What the page trains on the portable engine and on the reference, and how many times faster the one should be. */
const PAGE_SPEEDS = [
  { name: 'the default experiment', link: 'repeats=4', atLeast: 10 },
  { name: 'drawn digits, 784-64-10, batch 128, 8 runs', link: 'data=digits&hidden=64&batch=128', atLeast: 25 },
]

const root = fileURLToPath(new URL('../..', import.meta.url))
const configFile = join(root, 'vite.config.ts')

const say = (text) => console.error(`${new Date().toTimeString().slice(0, 8)} ${text}`)
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const nameOf = ({ engine, backend, task, runs }) => `${engine} (${backend}), ${task}, runs ${runs}`

/** The cells of one task and number of runs together, in the order given. */
function groupsOf(cells) {
  const groups = new Map()
  for (const cell of cells) {
    const key = `${cell.task}, ${cell.runs}`
    groups.set(key, [...(groups.get(key) ?? []), cell])
  }
  return [...groups.values()]
}

/**
 * Measures all engines on one page; each cell has the losses of its runs and the times of all rounds. The rounds of
 * one task and number of runs follow each other, so that drift of the machine falls on all its engines alike.
 */
async function measureEngines(page) {
  const call = (name, ...given) =>
    page.evaluate(async ([name, given]) => (await import('/test/bench/measure.ts'))[name](...given), [name, given])
  const adapter = await call('adapter')
  const firstSteps = await call('firstSteps')
  const cells = (await call('cells')).map((cell, index) => ({ ...cell, index, losses: [], times: [] }))
  for (const group of groupsOf(cells)) {
    for (const cell of group) {
      say(`preparing ${nameOf(cell)}`)
      cell.losses = await call('prepare', cell.index)
    }
    for (let round = 1; round <= ROUNDS; round++) {
      for (const cell of group) {
        cell.times.push(await call('measure', cell.index))
        say(`${round}/${ROUNDS} ${nameOf(cell)}: ${cell.times.at(-1).toFixed(3)} ms`)
      }
    }
    for (const cell of group) await call('finish', cell.index)
  }
  return { adapter, firstSteps, cells, complaints: await call('complaints') }
}

/** The engines' modules come from Vite's own server, on an empty page of its origin. */
async function benchEngines(browser) {
  const server = await createServer({
    root,
    configFile,
    logLevel: 'error',
    // A cache of its own: found late, the peers would make the server reload the page, and other servers theirs.
    cacheDir: join(root, 'node_modules/.vite/bench'),
    optimizeDeps: { include: ['@tensorflow/tfjs-layers', '@jax-js/jax'] },
    server: { port: 0, hmr: false },
  })
  try {
    await server.listen()
    const address = new URL('/bench', server.resolvedUrls.local[0]).href
    const page = await browser.newPage()
    // Not cross-origin isolated: jax-js then has no threads, and without them wasm is 2 to 10 times faster here.
    await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }))
    await page.goto(address)
    const measured = await measureEngines(page)
    await page.close()
    return measured
  } finally {
    await server.close()
  }
}

async function benchPages(browser) {
  const outDir = await mkdtemp(join(tmpdir(), 'polyloss-bench-'))
  let server
  try {
    await build({ root, configFile, logLevel: 'error', build: { outDir, emptyOutDir: true } })
    server = await preview({ root, configFile, logLevel: 'error', build: { outDir }, preview: { port: 0 } })
    const pages = []
    for (const repeats of PAGE_REPEATS) {
      say(`measuring the page with ${2 * repeats} runs`)
      pages.push(await measurePage(browser, server.resolvedUrls.local[0], repeats))
    }
    const speeds = []
    const speedOf = (engine, link) => stepsPerSecond(browser, server.resolvedUrls.local[0], `engine=${engine}&${link}`)
    for (const { link, ...speed } of PAGE_SPEEDS) {
      say(`measuring the page's speed: ${speed.name}`)
      speeds.push({ ...speed, portable: await speedOf('wasm', link), reference: await speedOf('reference', link) })
    }
    return { pages, speeds }
  } finally {
    await server?.close()
    await rm(outDir, { recursive: true })
  }
}

async function bench() {
  const browser = await chromium.launch(launchOptions())
  try {
    const { pages, speeds } = await benchPages(browser)
    const { adapter, firstSteps, cells, complaints } = await benchEngines(browser)
    const cores = availableParallelism()
    const rows = cells.map(({ task, engine, backend, runs, times }) => {
      const workers = engine === 'portable' ? { workers: Math.min(runs, cores) } : {}
      return { task, engine, backend, runs, msPerStep: median(times), ...workers }
    })
    const measured = { rows, firstSteps, pages, speeds, goals: judge({ rows, firstSteps, pages, speeds }) }
    const result = { adapter, cores, browser: `Chromium ${browser.version()}`, date: new Date().toISOString(), ...measured }
    console.log(process.argv.includes('--json') ? JSON.stringify(result, null, 2) : format(result))
    const disagreeing = disagreements(cells).map(({ cell, error }) => `${nameOf(cell)}: a loss is off by ${error}`)
    const faults = [...complaints, ...disagreeing]
    for (const fault of faults) say(fault)
    if (faults.length > 0) process.exitCode = 1
  } finally {
    await browser.close()
  }
}

await bench()
