// Measures in one Chromium: every engine on the same work in turn, and what training costs the page. --json for machines.
import { chromium } from 'playwright'
import { createServer } from 'vite'
import { launchOptions } from '../browser.mjs'
import { measurePage } from './page.mjs'

const server = await createServer({ logLevel: 'error', server: { port: 0, open: false } })
await server.listen()
const url = server.resolvedUrls.local[0]
const browser = await chromium.launch(launchOptions())
try {
  const page = await browser.newPage()
  await page.goto(`${url}package.json`)
  const { adapter, rows } = await page.evaluate(async () => {
    const { benchEngines } = await import('/test/bench/engines.ts')
    return benchEngines()
  })
  await page.close()
  const result = {
    adapter,
    browser: `Chromium ${browser.version()}`,
    date: new Date().toISOString().slice(0, 10),
    rows,
    page: await measurePage(browser, url),
  }
  if (process.argv.includes('--json')) console.log(JSON.stringify(result, null, 2))
  else print(result)
} finally {
  await browser.close()
  await server.close()
}

function print({ adapter, browser, date, rows, page }) {
  console.log(`${adapter} · ${browser} · ${date}`)
  console.table(
    rows.map(({ msPerStep, ...row }) => {
      const fused = rows.find((other) => other.engine === 'fused' && other.task === row.task && other.runs === row.runs)
      return { ...row, msPerStep: Number(msPerStep.toPrecision(3)), 'times fused': Number((msPerStep / fused.msPerStep).toPrecision(3)) }
    }),
  )
  console.log(`Long tasks of the page while training, ms: ${page.longTasks.join(', ') || 'none'}`)
  console.log(`Slowest answer of the ε₁ slider: ${page.longestAnswerMs} ms`)
}
