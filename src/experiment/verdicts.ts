import type { RunRecord } from './columns.ts'
import type { ExportedVerdict } from './export.ts'
import type { Experiment } from './experiment.ts'
import { judge, namesOf, type SweptExperiment } from './judge.ts'
import { judged, type Metric } from './metrics.ts'
import { planOf } from './plan.ts'
import { scopeText } from './scope.ts'
import { shiftText } from './shift.ts'
import { sentence } from './text.ts'
import { verdictText } from './verdictText.ts'

/** An answer about one metric, as whole sentences. */
export interface Answer {
  readonly metric: Metric
  readonly text: string
}

/** What a sweep of one number says about each metric; of two numbers nothing, as of none. */
export function answersOf(experiment: Experiment, records: readonly RunRecord[]): Answer[] {
  if (!isSwept(experiment) || experiment.sweep.second) return []
  const names = namesOf(experiment)
  return judged.map((metric) => ({ metric, text: sentence(verdictText(judge(experiment, records, { metric, second: null }), names)) }))
}

/** What has to be known beside the answers: what p values are about, and what a shift of class frequencies does to a metric. */
export function remarksOf(experiment: SweptExperiment, { id }: Metric): string[] {
  const scope = experiment.sweep.repeats > 1 ? scopeText(experiment) : ''
  return [shiftText(id, planOf(experiment).groups.map(({ data }) => data)), scope].filter(Boolean)
}

/** The answers of a sweep as exports hold them, each with its remarks. */
export function verdictsOf(experiment: Experiment, records: readonly RunRecord[]): ExportedVerdict[] {
  if (!isSwept(experiment)) return []
  return answersOf(experiment, records).map(({ metric, text }) => ({ metric: metric.id, text: [text, ...remarksOf(experiment, metric)].join(' ') }))
}

/** Whether an experiment has a sweep. */
export function isSwept(experiment: Experiment): experiment is SweptExperiment {
  return experiment.sweep !== null
}
