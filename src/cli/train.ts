// Trains what links carry, without the page: see the README, “From the command line”.
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import type { Experiment } from '../experiment/index.ts'
import { decodeLink } from '../experiment/link.ts'
import { messageOf, shorten } from '../experiment/text.ts'
import { readArguments, USAGE, type Wanted } from './arguments.ts'
import { filesAt, here, openChromium, openGpuHere, type Place } from './places.ts'
import { showProgress } from './progress.ts'
import { nothing, type Outcome } from './run.ts'
import { snippetOf } from './snippet.ts'

/** Exit codes: all runs finished and stayed finite; some did not; the command was misused; Ctrl-C. */
const DONE = 0
const FAILED = 1
const MISUSED = 2
const INTERRUPTED = 130

/** As much of a link as stands for it in messages. */
const NAMED = 400

/** What trains in Node itself; the others need WebGPU, or a browser. */
const IN_NODE: readonly Experiment['training']['engine'][] = ['auto', 'wasm', 'reference']

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
const say = (text: string) => process.stderr.write(`${text}\n`)

/** A browser, and WebGPU in Node, once one is needed. */
let chromium: Place | null = null
let gpuHere: Promise<Place | null> | null = null
let interrupted = false

process.on('SIGINT', () => {
  // A second Ctrl-C does not wait.
  if (interrupted) process.exit(INTERRUPTED)
  interrupted = true
  say('\nStopping; what was measured so far is written.')
  for (const place of [here, chromium]) place?.cancel()
})

process.exitCode = await main()
// What Node's threads or a browser have left running has nothing more to say.
process.stdout.write('', () => process.exit())

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
  try {
    return await trainAll(wanted)
  } finally {
    await chromium?.close()
  }
}

/** Trains the links in turn; with `--out`, what is finished is written at once. */
async function trainAll({ links, out, software, data, ...options }: Wanted): Promise<number> {
  const texts: string[] = []
  let code = DONE
  try {
    for (const [index, link] of links.entries()) {
      const name = shorten(link, NAMED)
      if (interrupted) break
      if (links.length > 1) say(`${index + 1}/${links.length} ${name}`)
      const { fault, notices, text, finished, finite, receipt } = await train(link, software, data, options)
      showProgress(0, 0)
      for (const notice of notices) say(notice)
      if (fault) say(`${name}: ${fault}`)
      else if (!finished) say(`${name}: not all runs reached their last step.`)
      else if (!finite) say(`${name}: not all runs stayed finite; they are marked “diverged”.`)
      if (fault || !finished || !finite) code = FAILED
      // The table is for a person; the rest is read by programs.
      if (receipt && options.format === 'table') texts.push(receipt)
      else if (receipt) say(receipt)
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

type Options = Pick<Wanted, 'steps' | 'engine' | 'format' | 'curves' | 'receipt' | 'anyData' | 'snippet' | 'arm'>

/** What came of a link, where its engine trains. */
async function train(link: string, software: boolean, data: readonly string[], { snippet, arm, ...options }: Options): Promise<Outcome> {
  const order = { ...options, link, version }
  const engine = options.engine ?? decodeLink(link).experiment.training.engine
  try {
    if (snippet) return await snippetOf(link, snippet, arm, options, await filesAt(data))
    if (IN_NODE.includes(engine)) return await here.train(order, data)
    const place = engine === 'fused' ? await (gpuHere ??= openGpuHere(software)) : null
    return await (place ?? (chromium ??= await openChromium(software))).train(order, data)
  } catch (error) {
    return nothing(messageOf(error))
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
