import type { Metric } from './metrics.ts'
import { ALPHA, holm, type HolmStep, interval, type PairedDifference, pairedDifference } from './statistics.ts'

/** A metric at one swept value: one number per repeat, NaN where the run diverged. */
export interface SweptValue {
  readonly value: number
  readonly runs: readonly number[]
  /** The same runs for all values, unless a number of the data is swept. */
  readonly baseline: readonly number[]
}

/**
 * What a comparison with the baseline came to: a difference claimed (`better` and `worse`, or `higher` and `lower`
 * where the metric has no better side), `none` detected, `identical` in every pair, `constant`: the same difference in
 * every pair, to which no test applies; `untested`: fewer than two pairs.
 */
export type Outcome = 'better' | 'worse' | 'higher' | 'lower' | 'none' | 'identical' | 'constant' | 'untested'

/** One swept value against the baseline. */
export interface Comparison extends PairedDifference, HolmStep {
  readonly value: number
  /** Of the mean difference, at `level`; null with fewer than two pairs. */
  readonly interval: readonly [number, number] | null
  readonly outcome: Outcome
}

/** A run that did not stay finite and so is left out, with its pair. */
export interface Diverged {
  readonly isBaseline: boolean
  /** Null for the baseline of all values. */
  readonly value: number | null
  readonly repeat: number
}

/** What a sweep says about one metric. */
export interface Verdict {
  readonly metric: Metric
  /** In the order of the values. */
  readonly comparisons: readonly Comparison[]
  /** The one to speak of, see `verdict`; null where nothing was swept. */
  readonly chosen: Comparison | null
  readonly diverged: readonly Diverged[]
}

/**
 * Compares each swept value with the baseline, repeat by repeat. Holm's correction runs over all m values of the
 * sweep; a value to which no test applies counts as p = 1, so that m hangs on no outcome.
 *
 * Spoken of is, in this order: among values claimed to be better, the best mean difference; for a metric without a
 * better side, the largest claimed; otherwise the best (largest) of those tested, then of those constant, identical,
 * untested.
 */
export function verdict(metric: Metric, values: readonly SweptValue[]): Verdict {
  const differences = values.map(({ runs, baseline }) => pairedDifference(runs, baseline))
  const steps = holm(differences.map(({ p }) => (Number.isNaN(p) ? 1 : p)))
  const comparisons = differences.map((difference, i): Comparison => ({
    ...difference,
    ...steps[i],
    value: values[i].value,
    interval: interval(difference, steps[i].level),
    outcome: outcomeOf(difference, steps[i], metric),
  }))
  const chosen = PRECEDENCE.map((outcomes) => comparisons.filter(({ outcome }) => outcomes.includes(outcome)))
    .find((found) => found.length > 0)
    ?.reduce((best, one) => (merit(one, metric) > merit(best, metric) ? one : best))
  return { metric, comparisons, chosen: chosen ?? null, diverged: divergedOf(values) }
}

function divergedOf(values: readonly SweptValue[]): Diverged[] {
  const found = (isBaseline: boolean, value: number | null, runs: readonly number[]) =>
    runs.flatMap((run, repeat): Diverged[] => (Number.isFinite(run) ? [] : [{ isBaseline, value, repeat }]))
  const isShared = values.every(({ baseline }) => baseline.every((run, repeat) => Object.is(run, values[0].baseline[repeat])))
  const baselines = isShared
    ? values.slice(0, 1).flatMap(({ baseline }) => found(true, null, baseline))
    : values.flatMap(({ value, baseline }) => found(true, value, baseline))
  return [...baselines, ...values.flatMap(({ value, runs }) => found(false, value, runs))]
}

const PRECEDENCE: readonly (readonly Outcome[])[] = [
  ['better', 'higher', 'lower'],
  ['none', 'worse'],
  ['constant'],
  ['identical'],
  ['untested'],
]

function outcomeOf({ n, mean, p, error }: PairedDifference, { adjusted }: HolmStep, { better }: Metric): Outcome {
  if (n < 2) return 'untested'
  if (error === 0) return p === 1 ? 'identical' : 'constant'
  if (adjusted > ALPHA) return 'none'
  const side = mean > 0 ? 'higher' : 'lower'
  if (better === 'none') return side
  return side === better ? 'better' : 'worse'
}

/** By what the one to speak of is chosen; a difference without a pair comes last. */
function merit({ mean }: PairedDifference, { better }: Metric): number {
  if (Number.isNaN(mean)) return -Infinity
  return better === 'none' ? Math.abs(mean) : better === 'higher' ? mean : -mean
}
