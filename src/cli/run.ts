import type { RunPoint, RunRecord } from '../experiment/columns.ts'
import { aboutOf, curvesCsv, curvesJson, runsCsv, runsJson } from '../experiment/export.ts'
import { type Experiment, schema } from '../experiment/index.ts'
import { decodeLink } from '../experiment/link.ts'
import { sweepPlan } from '../experiment/plan.ts'
import { Engines } from '../engine/engines.ts'
import { armsOf, loadDataset } from '../engine/prepare.ts'
import type { EngineStatus } from '../engine/protocol.ts'
import { recordsOf, type Trained, trainedWithoutSweep } from '../engine/records.ts'
import { runSweep } from '../engine/sweep.ts'
import { trainUnattended } from '../engine/unattended.ts'
import { summary, verdictsOf } from './summary.ts'

/** What the command line asks for. */
export interface Order {
  /** The link as it was given: an address, or its fragment. */
  readonly link: string
  readonly version: string
  /** Replaces the number of steps of the link. */
  readonly steps: number | null
  /** Replaces the engine of the link. */
  readonly engine: string | null
  readonly format: 'table' | 'json' | 'csv'
  /** All measured steps of every run instead of its last. */
  readonly curves: boolean
}

/** What came of an order. */
export interface Outcome {
  /** Why nothing was trained, in words; null where something was. */
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
  if (typeof read === 'string') return { fault: read, notices: [], text: '', finished: false, finite: false }
  const { experiment, steps, notices } = read
  const found = experiment.sweep
    ? await sweepRuns(experiment, onProgress)
    : await plainRuns(experiment, steps, onProgress)
  const { records, points, engine } = found
  const outcomes = new Set(records.map(({ outcome }) => outcome))
  return {
    fault: null,
    notices,
    text: records.length === 0 ? '' : write(order, experiment, records, points, engine),
    finished: found.complete && !outcomes.has('stopped'),
    finite: !outcomes.has('diverged'),
  }
}

function experimentOf({ link, steps, engine }: Order): string | { experiment: Experiment; steps: number; notices: readonly string[] } {
  if (!/^https?:|(^|[#&])v=/.test(link)) return 'This is no link of the playground: after its “#” it begins with “v=1”.'
  const { experiment, notices, run } = decodeLink(link.slice(link.indexOf('#') + 1).replace(/^https?:.*/, ''))
  const names = schema.training.engine.options.map(({ value }) => value)
  const wanted = engine === null ? experiment.training.engine : names.find((name) => name === engine)
  if (wanted === undefined) return `There is no engine “${engine}”. There are: ${names.join(', ')}.`
  const sweep = experiment.sweep && { ...experiment.sweep, steps: steps ?? experiment.sweep.steps }
  const training = { ...experiment.training, engine: wanted }
  return { experiment: { ...experiment, training, sweep }, steps: steps ?? run ?? training.steps, notices }
}

interface Found {
  readonly records: readonly RunRecord[]
  readonly points: readonly RunPoint[]
  readonly engine: EngineStatus | null
  /** Whether the last step of every run was reached. */
  readonly complete: boolean
}

async function plainRuns(
  experiment: Experiment,
  until: number,
  onProgress: (done: number, total: number) => void,
): Promise<Found> {
  const dataset = await loadDataset(experiment, null, () => {})
  const spaced = Array.from({ length: CURVE_POINTS + 1 }, (_, i) => Math.round((i * until) / CURVE_POINTS))
  const trained = trainedWithoutSweep(experiment, until)
  const options = { steps: [...new Set(spaced)], signal: stop.signal, onStep: (step: number) => onProgress(step, until) }
  const points: RunPoint[] = []
  let found: Found = { records: [], points, engine: null, complete: false }
  for await (const moment of trainUnattended(experiment, dataset, armsOf(experiment, dataset), engines, options)) {
    const records = recordsOf(experiment, trained, moment)
    points.push(...records)
    found = { records, points, engine: moment.engine, complete: moment.step === until }
  }
  return found
}

async function sweepRuns(experiment: Experiment, onProgress: (done: number, total: number) => void): Promise<Found> {
  const plan = sweepPlan(experiment)
  const points: RunPoint[] = []
  const parts = new Map<string, readonly RunRecord[]>()
  let engine: EngineStatus | null = null
  let complete = false
  for await (const moment of runSweep(experiment, engines, { signal: stop.signal, onProgress })) {
    const group = plan?.groups[moment.group]
    if (!plan || !group) break
    const arms = group.arms.slice(moment.firstArm, moment.firstArm + moment.arms)
    const trained: Trained = { arms, data: group.data, repeats: plan.repeats, steps: plan.steps }
    const records = recordsOf(experiment, trained, moment)
    parts.set(`${moment.group} ${moment.firstArm}`, records)
    points.push(...records)
    engine = moment.engine
    complete = moment.done === moment.total
  }
  return { records: [...parts.values()].flat(), points, engine, complete }
}

function write(
  { link, version, format, curves }: Order,
  experiment: Experiment,
  records: readonly RunRecord[],
  points: readonly RunPoint[],
  engine: EngineStatus | null,
): string {
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
