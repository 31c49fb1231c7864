import type { RunRecord } from './columns.ts'
import type { Experiment } from './experiment.ts'
import { type Layout, type SplitName, SPLITS } from './layout.ts'
import { type Metrics, metrics } from './metrics.ts'
import type { Plan } from './plan.ts'

/** What a measurement of all runs was made of. */
export interface Measured {
  readonly step: number
  /** [train, test][runs][layout.size] */
  readonly measurements: Float32Array
  readonly layout: Layout
}

/** Which part of a plan was trained together: so many arms of a group. */
export interface Part {
  readonly group: number
  readonly firstArm: number
  readonly arms: number
}

/** Every run of a measurement of a part of a plan as a row for tables, exports and statistics. */
export function recordsOf({ model, training }: Pick<Experiment, 'model' | 'training'>, plan: Plan, part: Part, measured: Measured): RunRecord[] {
  const { repeats, steps } = plan
  const { data, arms } = plan.groups[part.group]
  const runs = part.arms * repeats
  return arms.slice(part.firstArm, part.firstArm + part.arms).flatMap(({ of, arm, optimizer, value, second }, index) =>
    Array.from({ length: repeats }, (_, repeat): RunRecord => {
      const [train, test] = SPLITS.map((split) => metricsOf(measured, split, index * repeats + repeat, runs))
      const settings = { data, model, optimizer, training: { ...training, repeats, steps }, arm }
      const outcome = Number.isNaN(train.loss) ? 'diverged' : measured.step < steps ? 'stopped' : 'finished'
      return { arm: of, repeat, value, second, step: measured.step, train, test, outcome, settings }
    }),
  )
}

/** The metrics of one run on one split. A run that diverged has none: what is left of its counts would mislead. */
function metricsOf({ measurements, layout }: Measured, split: SplitName, run: number, runs: number): Metrics {
  const start = (SPLITS.indexOf(split) * runs + run) * layout.size
  const at = (name: keyof Layout['at']) => measurements[start + layout.at[name]]
  const isFinite = Number.isFinite(at('loss')) && Number.isFinite(at('nll'))
  const numbers = metrics.map((metric) => [metric.id, isFinite ? at('list' in metric ? metric.list : metric.id) : NaN])
  return Object.fromEntries(numbers) as Metrics
}
