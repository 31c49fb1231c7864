// Drives the built page in browsers other than Chromium, as far as they are installed, all at once.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, preview } from 'vite'
import { type Browser, BROWSERS, missing, type Tab } from './driver.ts'
import { scenario } from './scenario.ts'

/** How long all of it may take: a browser that answers no more is not waited for. */
const MOST_MS = 120_000

const site = await mkdtemp(join(tmpdir(), 'polyloss-browsers-'))
await build({ build: { outDir: site, emptyOutDir: true }, logLevel: 'error' })
const server = await preview({ build: { outDir: site }, preview: { port: 0 }, logLevel: 'error' })
const page = server.resolvedUrls?.local[0] ?? ''

const late = new Promise<never>((_, failed) => setTimeout(() => failed(new Error(`It took over ${MOST_MS / 1000} s.`)), MOST_MS))
late.catch(() => {})

async function drive(browser: Browser): Promise<boolean> {
  const lines: string[] = []
  const start = Date.now()
  let tab: Tab | undefined
  const driven = async () => {
    tab = await browser.start()
    await scenario(browser, tab, page, (text) => lines.push(`  ✓ ${text}`))
  }
  try {
    await Promise.race([driven(), late])
    return true
  } catch (error) {
    lines.push(`  ✘ ${error instanceof Error ? error.message : String(error)}`)
    return false
  } finally {
    console.log([`${browser.name} (${((Date.now() - start) / 1000).toFixed(1)} s)`, ...lines].join('\n'))
    await Promise.race([tab?.close(), late]).catch(() => {})
  }
}

const installed = BROWSERS.filter((browser) => missing(browser).length === 0)
for (const browser of BROWSERS.filter((one) => !installed.includes(one))) {
  console.log(`${browser.name}: skipped, ${missing(browser).join(' and ')} not found. On Debian: apt-get install ${browser.packages}`)
}
const passed = await Promise.all(installed.map(drive))
await server.close()
await rm(site, { recursive: true, force: true })
if (installed.length === 0) console.log('None of these browsers is installed, so that nothing was tested.')
process.exit(installed.length > 0 && passed.every(Boolean) ? 0 : 1)
