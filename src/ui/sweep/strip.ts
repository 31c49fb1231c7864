import type { RunRecord } from '../../experiment/columns.ts'
import { grouped } from '../../experiment/grouped.ts'
import type { Plan } from '../../experiment/index.ts'
import { judge, type SweptExperiment } from '../../experiment/judge.ts'
import type { Metric } from '../../experiment/metrics.ts'
import { sweptArm } from '../../experiment/plan.ts'
import { interval, type Mean, meanOf } from '../../experiment/statistics.ts'
import { sweepableOf } from '../../experiment/sweep.ts'
import type { Verdict } from '../../experiment/verdict.ts'

/** A metric of one arm, over its repeats. */
export interface Spread {
  /** One number per repeat, not finite where the run diverged. */
  readonly runs: readonly number[]
  readonly mean: Mean
  /** Of the mean, 95%; null with fewer than two repeats. */
  readonly interval: readonly [number, number] | null
  /** The step at which it was measured. */
  readonly step: number
}

/** The same at one swept value. */
export interface StripPoint extends Spread {
  readonly value: number
}

/** What the strip shows of one metric. */
export interface Strip {
  /** All values that the sweep takes, ascending, measured or not. */
  readonly values: readonly number[]
  /** Arms against the swept number; their points ascending. */
  readonly lines: readonly { readonly arm: number; readonly points: readonly StripPoint[] }[]
  /** Arms that are the same at every value. */
  readonly levels: readonly ({ readonly arm: number } & Spread)[]
}

/** What was swept, and how far it is. */
export interface Swept {
  readonly experiment: SweptExperiment
  readonly plan: Plan
  readonly records: readonly RunRecord[]
}

/** All values of a number of the sweep that the plan has, ascending: of the first, or of the second. */
export function plannedValues({ groups }: Plan, of: 'value' | 'second'): number[] {
  const found = groups.flatMap(({ arms }) => arms.flatMap((arm) => (arm[of] === null ? [] : [arm[of]])))
  return [...new Set(found)].sort((a, b) => a - b)
}

/** The value of the second number that is shown: the wanted one, or the first; null where there is no second number. */
export function shownRow(plan: Plan, wanted: number | undefined): number | null {
  const rows = plannedValues(plan, 'second')
  return rows.find((row) => row === wanted) ?? rows[0] ?? null
}

/** A metric on test data, for one value of the second number, or null where there is none. */
export function stripOf({ plan, records }: Swept, { id }: Metric, row: number | null): Strip {
  const ofRow = inRow(records, row)
  const arms = [...new Set(ofRow.map(({ arm }) => arm))].sort((a, b) => a - b)
  const spread = (runs: readonly RunRecord[]) => spreadOf(runs, id)
  const lines = arms.flatMap((arm) => {
    const of = grouped(ofRow.filter((record) => record.arm === arm && record.value !== null), ({ value }) => value ?? NaN)
    const points = [...of].map(([value, runs]) => ({ value, ...spread(runs) })).sort((a, b) => a.value - b.value)
    return points.length > 0 ? [{ arm, points }] : []
  })
  const levels = arms.flatMap((arm) => {
    const runs = ofRow.filter((record) => record.arm === arm && record.value === null)
    return runs.length > 0 ? [{ arm, ...spread(runs) }] : []
  })
  return { values: plannedValues(plan, 'value'), lines, levels }
}

/** The arms that are another at each value: the swept one; where only the data is swept, all but the baseline. */
export function comparedArms({ sweep, arms }: SweptExperiment): number[] {
  const ofData = [sweep, ...(sweep.second ? [sweep.second] : [])].every(({ field }) => sweepableOf(field).group === 'data')
  return ofData ? arms.map((_, arm) => arm).slice(1) : [sweptArm(sweep, arms.length)]
}

/** The verdict on a metric, for one value of the second number. */
export function answerOf({ experiment, records }: Swept, metric: Metric, row: number | null): Verdict {
  return judge(experiment, records, { metric, second: row })
}

/** The steps at which the shown records stand, least and most. */
export function stepsOf({ lines, levels }: Strip): readonly [number, number] {
  const steps = [...lines.flatMap(({ points }) => points), ...levels].map(({ step }) => step)
  return [Math.min(...steps), Math.max(...steps)]
}

/** A metric of an arm over both swept numbers. */
export interface Heat {
  readonly columns: readonly number[]
  readonly rows: readonly number[]
  /** [rows][columns]; null where nothing is measured yet. */
  readonly cells: readonly (readonly (Spread | null)[])[]
}

/** The means of one arm at every pair of values. */
export function heatOf({ plan, records }: Swept, { id }: Metric, arm: number): Heat {
  const [columns, rows] = [plannedValues(plan, 'value'), plannedValues(plan, 'second')]
  const byPair = grouped(records.filter((record) => record.arm === arm), ({ value, second }) => `${value} ${second}`)
  const cells = rows.map((row) =>
    columns.map((column) => {
      // An arm that is the same along an axis stands for all its values.
      const runs = [`${column} ${row}`, `${column} null`, `null ${row}`].map((pair) => byPair.get(pair)).find(Boolean)
      return runs ? spreadOf(runs, id) : null
    }),
  )
  return { columns, rows, cells }
}

function inRow(records: readonly RunRecord[], row: number | null): readonly RunRecord[] {
  return row === null ? records : records.filter(({ second }) => second === null || second === row)
}

function spreadOf(records: readonly RunRecord[], id: Metric['id']): Spread {
  const runs = records.toSorted((a, b) => a.repeat - b.repeat).map(({ test }) => test[id])
  const mean = meanOf(runs)
  return { runs, mean, interval: interval(mean), step: Math.min(...records.map(({ step }) => step)) }
}
