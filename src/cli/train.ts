// Trains what links carry, without the page: see the README, “From the command line”.
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright'
import type { ViteDevServer } from 'vite'
import { messageOf, shorten } from '../experiment/text.ts'
import { readArguments, USAGE, type Wanted } from './arguments.ts'
import { showProgress } from './progress.ts'
import type { Order, Outcome } from './run.ts'

/** Exit codes: all runs finished and stayed finite; some did not; the command was misused; Ctrl-C. */
const DONE = 0
const FAILED = 1
const MISUSED = 2
const INTERRUPTED = 130

/** As much of a link as stands for it in messages. */
const NAMED = 400

const root = fileURLToPath(new URL('../..', import.meta.url))
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
const say = (text: string) => process.stderr.write(`${text}\n`)

/** The page that trains, once there is one. */
let page: Page | null = null
let interrupted = false

process.on('SIGINT', () => {
  // A second Ctrl-C does not wait.
  if (interrupted) process.exit(INTERRUPTED)
  interrupted = true
  say('\nStopping; what was measured so far is written.')
  // A page that is gone has nothing to stop.
  page?.evaluate(async () => ((await import('/src/cli/run.ts' as string)) as typeof import('./run.ts')).cancel()).catch(() => {})
})

process.exitCode = await main()

async function main(): Promise<number> {
  let wanted: Wanted
  try {
    wanted = readArguments(process.argv.slice(2))
  } catch (error) {
    say(`${messageOf(error)}\n\n${USAGE}`)
    return MISUSED
  }
  if (wanted.help) {
    process.stdout.write(`${USAGE}\n`)
    return DONE
  }
  for (const note of wanted.notes) say(note)
  // What cannot be written later is better known before hours of training.
  const { out } = wanted
  if (out !== undefined && !attempt(() => closeSync(openSync(out, 'a')), out)) return MISUSED
  let browser: Browser | undefined
  let server: ViteDevServer | undefined
  try {
    // Loaded late, because a wrong command is answered without them.
    const { browserPath, openBrowser } = await import('./browser.ts')
    const path = browserPath()
    const { createServer } = await import('vite')
    server = await createServer({ root, logLevel: 'error', server: { port: 0, open: false, watch: null, hmr: false } })
    await server.listen()
    // Any file of the server is a page of its origin.
    const url = `${server.resolvedUrls?.local[0]}package.json`
    browser = await openBrowser(path, url, wanted.software)
    return await trainAll(browser, url, wanted)
  } catch (error) {
    say(messageOf(error))
    return interrupted ? INTERRUPTED : FAILED
  } finally {
    await browser?.close()
    await server?.close()
  }
}

/** Trains the links in turn; with `--out`, what is finished is written at once. */
async function trainAll(browser: Browser, url: string, { links, out, ...options }: Wanted): Promise<number> {
  const texts: string[] = []
  let code = DONE
  try {
    for (const [index, link] of links.entries()) {
      const name = shorten(link, NAMED)
      page ??= await openPage(browser, url)
      if (interrupted) break
      if (links.length > 1) say(`${index + 1}/${links.length} ${name}`)
      const { fault, notices, text, finished, finite } = await train(page, { ...options, link, version })
      showProgress(0, 0)
      for (const notice of notices) say(notice)
      if (fault) say(`${name}: ${fault}`)
      else if (!finished) say(`${name}: not all runs reached their last step.`)
      else if (!finite) say(`${name}: not all runs stayed finite; they are marked “diverged”.`)
      if (fault || !finished || !finite) code = FAILED
      if (text) texts.push(text)
      const file = out
      if (text && file !== undefined && !attempt(() => writeFileSync(file, joined(texts, options.format)), file)) {
        say('The results follow on standard output.')
        out = undefined
        code = FAILED
      }
    }
  } finally {
    if (out === undefined) process.stdout.write(joined(texts, options.format))
  }
  return interrupted ? INTERRUPTED : code
}

async function openPage(browser: Browser, url: string): Promise<Page> {
  const opened = await browser.newPage()
  await opened.goto(url)
  await opened.exposeFunction('onProgress', (done: number, total: number) => showProgress(done, total))
  return opened
}

/** What came of an order, see `run.ts`. */
async function train(on: Page, order: Order): Promise<Outcome> {
  try {
    return await on.evaluate(async (order) => {
      const { run } = (await import('/src/cli/run.ts' as string)) as typeof import('./run.ts')
      return run(order, (window as unknown as { onProgress: typeof showProgress }).onProgress)
    }, order)
  } catch (error) {
    // The page may have run out of memory: the next link gets another.
    await on.close().catch(() => {})
    page = null
    return { fault: messageOf(error), notices: [], text: '', finished: false, finite: true }
  }
}

/** The results of one link as they are; of several as a list, or one below the other. */
function joined(texts: readonly string[], format: Wanted['format']): string {
  if (format === 'json' && texts.length !== 1) return `[${texts.join(',\n')}]\n`
  return texts.map((text) => (text.endsWith('\n') ? text : `${text}\n`)).join('\n')
}

/** Whether writing to a file worked; says so where it did not. */
function attempt(action: () => void, file: string): boolean {
  try {
    action()
    return true
  } catch (error) {
    say(`${file} could not be written: ${messageOf(error)}`)
    return false
  }
}
