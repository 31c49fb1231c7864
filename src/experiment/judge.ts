import type { RunRecord } from './columns.ts'
import type { Metric } from './metrics.ts'
import { type Sweep, sweepableOf } from './sweep.ts'
import { type SweptValue, type Verdict, verdict } from './verdict.ts'

/** Which comparison of a sweep is asked for. */
export interface Question {
  readonly metric: Metric
  /** The arm that is compared with the baseline: the swept one, or any other where a number of the data is swept. */
  readonly arm: number
  /** The value of the second number; null where there is none. */
  readonly second: number | null
}

/**
 * A metric of an arm at every value of a sweep, ascending, beside the baseline's; a run that is missing is NaN. Parts of
 * a sweep train one after another: a value that has not got as far as its baseline is left out.
 */
export function sweptValues(sweep: Sweep, records: readonly RunRecord[], { metric, arm, second }: Question): SweptValue[] {
  const row = records.filter((record) => record.second === null || record.second === second)
  const ofArm = row.filter((record) => record.arm === arm && record.value !== null)
  const isData = sweepableOf(sweep.field).group === 'data'
  const numbers = (runs: readonly RunRecord[]) =>
    Array.from({ length: sweep.repeats }, (_, r) => runs.find(({ repeat }) => repeat === r)?.test[metric.id] ?? NaN)
  return [...new Set(ofArm.map(({ value }) => value ?? NaN))].sort((a, b) => a - b).flatMap((value) => {
    const runs = ofArm.filter((record) => record.value === value)
    const baseline = row.filter((record) => record.arm === 0 && record.value === (isData ? value : null))
    return runs[0].step === baseline[0]?.step ? [{ value, runs: numbers(runs), baseline: numbers(baseline) }] : []
  })
}

/** What a sweep says about one metric, on test data: each value against the baseline in pairs, see `verdict`. */
export function judge(sweep: Sweep, records: readonly RunRecord[], question: Question): Verdict {
  return verdict(question.metric, sweptValues(sweep, records, question))
}
