// Trains what links carry, without the page: see the README, “From the command line”.
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'
import { openPage } from './browser.mjs'
import { readArguments, USAGE } from './arguments.mjs'
import { showProgress } from './progress.mjs'

/** Exit codes: all runs finished and stayed finite; some did not; the command was misused; Ctrl-C. */
const DONE = 0
const FAILED = 1
const MISUSED = 2
const INTERRUPTED = 130

const root = fileURLToPath(new URL('../..', import.meta.url))
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
const say = (text) => process.stderr.write(`${text}\n`)

process.exitCode = await main()

async function main() {
  let wanted
  try {
    wanted = readArguments(process.argv.slice(2))
    // What cannot be written later is better known before hours of training.
    if (wanted.out) closeSync(openSync(wanted.out, 'a'))
  } catch (error) {
    say(`${error.message}\n\n${USAGE}`)
    return MISUSED
  }
  if (wanted.help) {
    process.stdout.write(`${USAGE}\n`)
    return DONE
  }
  const server = await createServer({ root, logLevel: 'error', server: { port: 0, open: false } })
  let opened
  try {
    await server.listen()
    // Any file of the server is a page of its origin.
    opened = await openPage(`${server.resolvedUrls.local[0]}package.json`)
    return await trainAll(opened.page, wanted)
  } catch (error) {
    say(error.message)
    return FAILED
  } finally {
    await opened?.browser.close()
    await server.close()
  }
}

/** Trains the links in turn; what is finished is written at once. */
async function trainAll(page, { links, out, ...options }) {
  const texts = []
  let [code, interrupted] = [DONE, false]
  const onInterrupt = () => {
    // A second Ctrl-C does not wait.
    if (interrupted) process.exit(INTERRUPTED)
    interrupted = true
    say('\nStopping; what was measured so far is written.')
    void page.evaluate(async () => (await import('/src/cli/run.ts')).cancel())
  }
  process.on('SIGINT', onInterrupt)
  await page.exposeFunction('onProgress', (done, total) => showProgress(done, total))
  for (const [index, link] of links.entries()) {
    if (interrupted) break
    if (links.length > 1) say(`${index + 1}/${links.length} ${link}`)
    const order = { ...options, link, version }
    const { fault, notices, text, finished, finite } = await page
      .evaluate(async (order) => (await import('/src/cli/run.ts')).run(order, window.onProgress), order)
      .catch((error) => ({ fault: error.message, notices: [], text: '', finished: false, finite: true }))
    showProgress(0, 0)
    for (const notice of notices) say(notice)
    if (fault) say(`${link}: ${fault}`)
    else if (!finished) say(`${link}: not all runs reached their last step.`)
    else if (!finite) say(`${link}: not all runs stayed finite; they are marked “diverged”.`)
    if (fault || !finished || !finite) code = FAILED
    if (text) texts.push(text)
    if (out && text && !write(out, texts, options.format)) code = FAILED
  }
  if (!out) process.stdout.write(joined(texts, options.format))
  return interrupted ? INTERRUPTED : code
}

/** The results of one link as they are; of several as a list, or one below the other. */
function joined(texts, format) {
  if (format === 'json' && texts.length !== 1) return `[${texts.join(',\n')}]\n`
  return texts.map((text) => (text.endsWith('\n') ? text : `${text}\n`)).join('\n')
}

/** Whether the file could be written; if not, the results go to standard output, so that nothing is lost. */
function write(out, texts, format) {
  const text = joined(texts, format)
  try {
    writeFileSync(out, text)
    return true
  } catch (error) {
    say(`Could not write ${out}: ${error.message}. The results follow on standard output.`)
    process.stdout.write(text)
    return false
  }
}
