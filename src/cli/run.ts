import type { RunPoint, RunRecord } from '../experiment/columns.ts'
import { aboutOf, curvesCsv, curvesJson, runsCsv, runsJson } from '../experiment/export.ts'
import type { Experiment } from '../experiment/index.ts'
import { decodeLink } from '../experiment/link.ts'
import { sweepPlan } from '../experiment/plan.ts'
import { verdictsOf } from '../experiment/verdicts.ts'
import { loadDraws } from '../engine/session/draws.ts'
import { Engines } from '../engine/trainers/engines.ts'
import { armsOf } from '../engine/session/prepare.ts'
import type { EngineStatus } from '../engine/protocol.ts'
import { recordsOf, type Trained, trainedWithoutSweep } from '../experiment/records.ts'
import { runSweep } from '../engine/sweep/sweep.ts'
import { trainUnattended } from '../engine/sweep/unattended.ts'
import { summary } from './summary.ts'

/** What the command line asks for. */
export interface Order {
  /** The link as it was given: an address, or its fragment. */
  readonly link: string
  readonly version: string
  /** Replaces the number of steps of the link. */
  readonly steps: number | null
  /** Replaces the engine of the link. */
  readonly engine: Experiment['training']['engine'] | null
  readonly format: 'table' | 'json' | 'csv'
  /** All measured steps of every run instead of its last. */
  readonly curves: boolean
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
}

/** Steps of a curve, beside the first. */
const CURVE_POINTS = 50
const engines = new Engines()
const stop = new AbortController()

/** Ends what trains; its last measurements stand. */
export function cancel(): void {
  stop.abort()
}

/** Trains what a link carries, its experiment or its sweep, and writes the results as text. */
export async function run(order: Order, onProgress: (done: number, total: number) => void): Promise<Outcome> {
  const read = experimentOf(order)
  if (!read) return { fault: NO_LINK, notices: [], text: '', finished: false, finite: true }
  const { experiment, steps, notices } = read
  let found: Found = { records: [], points: [], engine: null, complete: false }
  let fault: string | null = null
  try {
    const trained = experiment.sweep ? sweepRuns(experiment, onProgress) : plainRuns(experiment, steps, onProgress)
    for await (found of trained);
  } catch (error) {
    fault = error instanceof Error ? error.message : String(error)
    // Whatever was wrong with the device, the next link asks for another.
    engines.forget()
  }
  const { records, engine } = found
  const outcomes = new Set(records.map(({ outcome }) => outcome))
  return {
    fault,
    notices: engine?.reason ? [...notices, `${engine.reason} Trained with: ${engine.label}.`] : notices,
    text: records.length === 0 ? '' : write(order, experiment, found),
    finished: found.complete && !outcomes.has('stopped'),
    finite: !outcomes.has('diverged'),
  }
}

const NO_LINK = 'This is no link of the playground: after its “#” it begins with “v=1”.'

function experimentOf({ link, steps, engine }: Order) {
  const cut = link.indexOf('#')
  const isAddress = /^https?:/.test(link)
  const fragment = cut >= 0 ? link.slice(cut + 1) : isAddress ? '' : link
  // An address without a fragment is the page itself, with its defaults.
  if (!/(^|&)v=/.test(fragment) && !(isAddress && fragment === '')) return null
  const { experiment, notices, run } = decodeLink(fragment)
  const sweep = experiment.sweep && { ...experiment.sweep, steps: steps ?? experiment.sweep.steps }
  const training = { ...experiment.training, engine: engine ?? experiment.training.engine }
  return { experiment: { ...experiment, training, sweep }, steps: steps ?? run ?? training.steps, notices }
}

/** What is known so far. */
interface Found {
  readonly records: readonly RunRecord[]
  readonly points: readonly RunPoint[]
  readonly engine: EngineStatus | null
  /** Whether the last step of every run was reached. */
  readonly complete: boolean
}

async function* plainRuns(
  experiment: Experiment,
  until: number,
  onProgress: (done: number, total: number) => void,
): AsyncGenerator<Found> {
  const draws = await loadDraws(experiment, null, () => {})
  const spaced = Array.from({ length: CURVE_POINTS + 1 }, (_, i) => Math.round((i * until) / CURVE_POINTS))
  const trained = trainedWithoutSweep(experiment, until)
  const options = { steps: [...new Set(spaced)], signal: stop.signal, onStep: (step: number) => onProgress(step, until) }
  const points: RunPoint[] = []
  for await (const moment of trainUnattended(experiment, draws, armsOf(experiment, draws), engines, options)) {
    const records = recordsOf(experiment, trained, moment)
    points.push(...records)
    yield { records, points, engine: moment.engine, complete: moment.step === until }
  }
}

async function* sweepRuns(experiment: Experiment, onProgress: (done: number, total: number) => void): AsyncGenerator<Found> {
  const plan = sweepPlan(experiment)
  if (!plan) return
  const points: RunPoint[] = []
  const parts = new Map<string, readonly RunRecord[]>()
  for await (const moment of runSweep(experiment, engines, { signal: stop.signal, onProgress })) {
    const { data, arms } = plan.groups[moment.group]
    const part = arms.slice(moment.firstArm, moment.firstArm + moment.arms)
    const trained: Trained = { arms: part, data, repeats: plan.repeats, steps: plan.steps }
    const records = recordsOf(experiment, trained, moment)
    parts.set(`${moment.group} ${moment.firstArm}`, records)
    points.push(...records)
    yield { records: [...parts.values()].flat(), points, engine: moment.engine, complete: moment.done === moment.total }
  }
}

function write({ link, version, format, curves }: Order, experiment: Experiment, { records, points, engine }: Found): string {
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
