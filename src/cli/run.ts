import { fileText, isSameFile, otherText } from '../data/fingerprint.ts'
import { type OwnData, readOwn } from '../data/own.ts'
import type { NamedBlob } from '../data/readers/open.ts'
import { messageOf } from '../experiment/text.ts'
import { noResults, type Results, withResult } from '../experiment/results.ts'
import { aboutOf, curvesCsv, curvesJson, runsCsv, runsJson } from '../experiment/export.ts'
import { type Experiment, planOf } from '../experiment/index.ts'
import { decodeLink, encodeLink } from '../experiment/link.ts'
import { findSettings, SETTINGS_HINT } from '../experiment/settingsText.ts'
import { verdictsOf } from '../experiment/verdicts.ts'
import { checkReceipt, RECEIPT_KEY, receiptOf } from '../experiment/receipt.ts'
import type { EngineStatus, Result } from '../engine/protocol.ts'
import { trainPlan } from '../engine/sweep/trainPlan.ts'
import { Engines } from '../engine/trainers/engines.ts'
import type { Wanted } from './arguments.ts'
import { summary } from './summary.ts'

/** What the command line asks for. */
export interface Order extends Pick<Wanted, 'steps' | 'engine' | 'format' | 'curves' | 'receipt' | 'anyData'> {
  /** The link as it was given: an address, or its fragment. */
  readonly link: string
  readonly version: string
}

/** What came of an order. */
export interface Outcome {
  /** Why nothing was trained, or training broke off, in words. */
  readonly fault: string | null
  /** What was unclear in the link, in words. */
  readonly notices: readonly string[]
  readonly text: string
  /** Whether every run reached its last step, and all numbers stayed finite. */
  readonly finished: boolean
  readonly finite: boolean
  /** The link with the receipt of its last step, where that was asked for. */
  readonly receipt?: string
}

/** Steps of a curve, beside the first. */
const CURVE_POINTS = 50
const enginesHere = new Engines()
const stop = new AbortController()

/** Ends what trains; its last measurements stand. */
export function cancel(): void {
  stop.abort()
}

/**
 * Trains what a link carries, its experiment or its sweep, and writes the results as text.
 *
 * @param files what a link to own data is trained on
 */
export async function run(order: Order, onProgress: (done: number, total: number) => void, files: readonly NamedBlob[] = [], engines = enginesHere): Promise<Outcome> {
  const read = readOrder(order)
  if (typeof read === 'string') return nothing(read)
  const { experiment: asked, sum } = read
  const notices = [...read.notices]
  const own = await ownOf(asked, files, order.anyData)
  if (typeof own === 'string') return nothing(own, notices)
  const experiment = own ? { ...asked, data: { ...asked.data, file: own.file } } : asked
  // Results say what they are of, by name.
  const link = own && !isSameFile(asked.data.file, own.file) ? `#${encodeLink(experiment)}` : read.link
  const plan = planOf(experiment)
  const steps = experiment.sweep ? undefined : curveSteps(plan.steps)
  let results = noResults(experiment, plan)
  let engine: EngineStatus | null = null
  let complete = false
  let fault: string | null = null
  const last: Result[] = []
  try {
    for await (const result of trainPlan(experiment, engines, { steps, signal: stop.signal, dropped: own, onProgress })) {
      results = withResult(results, result)
      engine = result.engine
      complete = result.done === result.total
      if (result.step === plan.steps) last.push(result)
    }
  } catch (error) {
    fault = messageOf(error)
    // Whatever was wrong with the device, the next link asks for another.
    engines.forget()
  }
  const isPortable = engine?.name === 'wasm' && !experiment.sweep && complete
  const numbers = isPortable ? together(last, experiment) : null
  if (sum !== undefined && !fault) {
    const { isSame, text } = checkReceipt(sum, numbers)
    notices.push(text)
    if (!isSame) fault = 'its receipt is not that of what was trained.'
  }
  if (order.receipt && !numbers) fault ??= 'a receipt is of a training that is whole, on the portable engine: --engine wasm.'
  const { records } = results
  const outcomes = new Set(records.map(({ outcome }) => outcome))
  return {
    fault,
    notices: engine?.reason ? [...notices, `${engine.reason} Trained with: ${engine.label}.`] : notices,
    text: records.length === 0 ? '' : write({ ...order, link }, results, engine),
    finished: complete && !outcomes.has('stopped'),
    finite: !outcomes.has('diverged'),
    ...(order.receipt && numbers && { receipt: receiptLink(experiment, numbers) }),
  }
}

/** The own data that an experiment is on; null where it is on none, and words where they are missing, or not what it names. */
export async function ownOf({ data: { kind, file, columns } }: Experiment, files: readonly NamedBlob[], any: boolean): Promise<OwnData | null | string> {
  if (kind !== 'dropped') return null
  if (files.length === 0) return `it is on own data, ${file ? fileText(file) : 'which it does not name'}. Give the files with --data.`
  try {
    const own = await readOwn(files, columns)
    if (any || file === '' || isSameFile(file, own.file)) return own
    return `it is on ${fileText(file)}, and --data has ${otherText(file, own.file)}. --any-data trains on it all the same.`
  } catch (error) {
    return messageOf(error)
  }
}

/** The outcome where nothing was trained. */
export function nothing(fault: string, notices: readonly string[] = []): Outcome {
  return { fault, notices, text: '', finished: false, finite: true }
}

/** The first step, the last, and as many evenly between as a curve has points. */
function curveSteps(until: number): number[] {
  return [...new Set(Array.from({ length: CURVE_POINTS + 1 }, (_, i) => Math.round((i * until) / CURVE_POINTS)))]
}

/** An order as it was understood. */
export interface Read {
  readonly experiment: Experiment
  /** The link to what is trained: as it was given, where that is what it says. */
  readonly link: string
  readonly notices: readonly string[]
  /** The receipt that the link has. */
  readonly sum?: string
}

/** What an order asks for; words where no settings can be found in its link. */
export function readOrder({ link, steps, engine }: Pick<Order, 'link' | 'steps' | 'engine'>): Read | string {
  const { pairs, isPlain } = findSettings(link)
  if (pairs === null) return `This is no link of the playground. ${SETTINGS_HINT} “v=1” alone stands for the defaults.`
  const { experiment: given, notices, run, sum } = decodeLink(link)
  const sweep = given.sweep && { ...given.sweep, steps: steps ?? given.sweep.steps }
  // A sweep has steps of its own; those that training would have are said beside its verdicts.
  const until = sweep ? given.training.steps : (steps ?? run ?? given.training.steps)
  const training = { ...given.training, engine: engine ?? given.training.engine, steps: until }
  const experiment = { ...given, training, sweep }
  const isAsGiven = isPlain && notices.length === 0 && steps === null && engine === null
  return { experiment, notices, link: isAsGiven ? link : `#${encodeLink(experiment)}`, ...(sum !== undefined && { sum }) }
}

/** The measurements of all runs, [train, test][runs][numbers], of those of parts of their arms. */
function together(parts: readonly Result[], { arms, training: { repeats } }: Experiment): Float32Array {
  const half = (parts[0].layout.size * arms.length * repeats)
  const whole = new Float32Array(2 * half)
  for (const { firstArm, measurements, layout } of parts) {
    const length = measurements.length / 2
    for (const split of [0, 1]) whole.set(measurements.subarray(split * length, (split + 1) * length), split * half + firstArm * repeats * layout.size)
  }
  return whole
}

function receiptLink(experiment: Experiment, numbers: Float32Array): string {
  const { steps } = experiment.training
  return `#${encodeLink({ ...experiment, training: { ...experiment.training, engine: 'wasm' } })}&run=${steps}&${RECEIPT_KEY}=${receiptOf(numbers)}`
}

function write({ link, version, format, curves }: Pick<Order, 'link' | 'version' | 'format' | 'curves'>, { experiment, records, points }: Results, engine: EngineStatus | null): string {
  const about = aboutOf(experiment, {
    version,
    link,
    engine: engine?.name ?? '',
    adapter: engine?.label ?? '',
    exported: new Date().toISOString(),
  })
  if (format === 'json') return curves ? curvesJson(about, points) : runsJson(about, records, verdictsOf(experiment, records))
  if (format === 'csv') return curves ? curvesCsv(about, points) : runsCsv(about, records)
  return summary(experiment, records, engine)
}
