import { armName } from './arm.ts'
import type { RunRecord } from './columns.ts'
import type { Experiment } from './experiment.ts'
import { openEnds } from './extend.ts'
import { grouped } from './grouped.ts'
import type { Metric } from './metrics.ts'
import { planOf, sweptArm } from './plan.ts'
import { trainedKey } from './same.ts'
import { type Sweep, sweepableOf } from './sweep.ts'
import { inSentence } from './text.ts'
import { type Candidate, type Place, type Verdict, verdict } from './verdict.ts'
import type { Names } from './verdictText.ts'

/** An experiment with a sweep. */
export type SweptExperiment = Experiment & { readonly sweep: Sweep }

/** Which comparisons of a sweep are asked for. */
export interface Question {
  readonly metric: Metric
  /** The value of the second number; null where there is none. */
  readonly second: number | null
}

/**
 * A metric of all that a sweep compares with the baseline: the swept arm at each value, ascending, and every other arm;
 * where a number of the data is swept, each arm at each value. A run that is missing is NaN. Parts of a sweep train one
 * after another: what has not got as far as its baseline is left out.
 */
export function candidatesOf({ sweep, arms }: SweptExperiment, records: readonly RunRecord[], { metric, second }: Question): Candidate[] {
  const swept = sweptArm(sweep, arms.length)
  const [isData, isDataSecond] = [sweep.field, sweep.second?.field].map((field) => field === undefined || sweepableOf(field).group === 'data')
  const row = records.filter((record) => record.second === null || record.second === second)
  const isBaseline = (run: RunRecord) => run.arm === 0 && (isData || run.value === null) && (isDataSecond || run.second === null)
  const baselines = grouped(row.filter(isBaseline), ({ value }) => (isData ? value : null))
  const others = grouped(row.filter((run) => !isBaseline(run)), ({ arm, value }) => `${arm} ${value}`)
  const rank = ({ arm }: Place) => (arm === swept ? -1 : arm)
  const known = new Map<string, Place | 'baseline'>()
  return [...others.values()]
    .sort(([a], [b]) => rank(a) - rank(b) || (a.value ?? 0) - (b.value ?? 0))
    .flatMap((runs): Candidate[] => {
      const { arm, value, step, settings } = runs[0]
      const baseline = baselines.get(isData ? value : null)
      if (step !== baseline?.[0].step) return []
      known.set(trainedKey(baseline[0].settings), 'baseline')
      const key = trainedKey(settings)
      const same = known.get(key)
      if (!same) known.set(key, { arm, value })
      return [{ arm, value, runs: byRepeat(sweep, runs, metric), baseline: byRepeat(sweep, baseline, metric), same }]
    })
}

/** A metric of an arm by repeat; NaN where a run is missing. */
export function byRepeat({ repeats }: Pick<Sweep, 'repeats'>, runs: readonly RunRecord[], { id }: Metric): number[] {
  return Array.from({ length: repeats }, (_, r) => runs.find(({ repeat }) => repeat === r)?.test[id] ?? NaN)
}

/** What a sweep says about one metric, on test data: all that it compares with the baseline, in pairs, see `verdict`. */
export function judge(experiment: SweptExperiment, records: readonly RunRecord[], question: Question): Verdict {
  return verdict(question.metric, candidatesOf(experiment, records, question), openEnds(experiment.sweep, experiment.data.kind))
}

/** What the arms of a sweep are called in its verdicts; those of the same name go by their number as well. */
export function namesOf(experiment: SweptExperiment): Names {
  const { sweep, arms } = experiment
  const ofGroups = planOf(experiment).groups.flatMap((group) => group.arms.slice(1))
  const swept = new Set(ofGroups.flatMap(({ of, value }) => (value === null ? [] : [of])))
  const names = arms.map(armName)
  const unlike = names.map((name, i) => (names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (arm ${i})`))
  return { swept: inSentence(sweepableOf(sweep.field).label), arms: unlike.map((name, i) => (swept.size === 1 && swept.has(i) ? null : name)) }
}
