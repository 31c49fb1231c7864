import type { Metric } from './metrics.ts'
import { ALPHA, holm, type HolmStep, interval, type PairedDifference, pairedDifference } from './statistics.ts'

/** What is compared with the baseline: an arm as it is, or at a swept value. */
export interface Place {
  readonly arm: number
  /** Null for an arm that is the same at all values. */
  readonly value: number | null
}

/** A metric there: one number per repeat, NaN where the run diverged. */
export interface Candidate extends Place {
  readonly runs: readonly number[]
  /** The same runs for all, unless a number of the data is swept. */
  readonly baseline: readonly number[]
  /** What it is once more, where it is trained exactly alike: that is no comparison of its own. */
  readonly same?: Place | 'baseline'
}

/**
 * What a comparison with the baseline came to: a difference claimed (`better` and `worse`, or `higher` and `lower`
 * where the metric has no better side), `none` detected, `identical` in every pair, `constant`: the same difference in
 * every pair, to which no test applies; `untested`: fewer than two pairs.
 */
export type Outcome = 'better' | 'worse' | 'higher' | 'lower' | 'none' | 'identical' | 'constant' | 'untested'

/** One candidate against the baseline. */
export interface Comparison extends PairedDifference, HolmStep, Place {
  /** Of the mean difference, at `level`; null with fewer than two pairs. */
  readonly interval: readonly [number, number] | null
  readonly outcome: Outcome
}

/** A candidate that is no comparison of its own. */
export interface Twin extends Place {
  readonly same: Place | 'baseline'
}

/** A run that did not stay finite and so is left out, with its pair. */
export interface Diverged extends Place {
  readonly isBaseline: boolean
  readonly repeat: number
}

/** The best of the swept values, where it is the last that was tried on its side. */
export interface Edge {
  readonly value: number
  readonly isBaseline: boolean
}

/** What is said about one metric. */
export interface Verdict {
  readonly metric: Metric
  /** In the order of the candidates. */
  readonly comparisons: readonly Comparison[]
  readonly twins: readonly Twin[]
  readonly diverged: readonly Diverged[]
  readonly edge: Edge | null
}

/**
 * Compares each candidate with the baseline, repeat by repeat. Holm's correction runs over all m of them, without what
 * is the baseline or another candidate once more; one to which no test applies counts as p = 1, so that m hangs on no
 * outcome.
 *
 * @param ends swept values at which the range ends though it could go on
 */
export function verdict(metric: Metric, candidates: readonly Candidate[], ends: readonly number[] = []): Verdict {
  const compared = candidates.filter(({ same }) => same === undefined)
  const differences = compared.map(({ runs, baseline }) => pairedDifference(runs, baseline))
  const steps = holm(differences.map(({ p }) => (Number.isNaN(p) ? 1 : p)))
  const comparisons = differences.map((difference, i): Comparison => ({
    ...difference,
    ...steps[i],
    arm: compared[i].arm,
    value: compared[i].value,
    interval: interval(difference, steps[i].level),
    outcome: outcomeOf(difference, steps[i], metric),
  }))
  const twins = candidates.flatMap(({ arm, value, same }): Twin[] => (same === undefined ? [] : [{ arm, value, same }]))
  return { metric, comparisons, twins, diverged: divergedOf(compared), edge: edgeOf(metric, comparisons, twins, ends) }
}

/** How good a mean difference is: its size towards the metric's better side, or either way where it has none. */
export function merit({ mean }: Pick<PairedDifference, 'mean'>, { better }: Metric): number {
  if (Number.isNaN(mean)) return -Infinity
  return better === 'none' ? Math.abs(mean) : better === 'higher' ? mean : -mean
}

function divergedOf(candidates: readonly Candidate[]): Diverged[] {
  const found = (isBaseline: boolean, { arm, value }: Place, runs: readonly number[]) =>
    runs.flatMap((run, repeat): Diverged[] => (Number.isFinite(run) ? [] : [{ isBaseline, arm, value, repeat }]))
  const known = new Set<string>()
  const baselines = candidates.flatMap(({ value, baseline }) => {
    const key = baseline.join(' ')
    if (known.has(key)) return []
    known.add(key)
    const isShared = candidates.every((one) => one.baseline.join(' ') === key)
    return found(true, { arm: 0, value: isShared ? null : value }, baseline)
  })
  return [...baselines, ...candidates.flatMap((candidate) => found(false, candidate, candidate.runs))]
}

function outcomeOf({ n, mean, p, error }: PairedDifference, { adjusted }: HolmStep, { better }: Metric): Outcome {
  if (n < 2) return 'untested'
  if (error === 0) return p === 1 ? 'identical' : 'constant'
  if (adjusted > ALPHA) return 'none'
  const side = mean > 0 ? 'higher' : 'lower'
  if (better === 'none') return side
  return side === better ? 'better' : 'worse'
}

/** The best swept value at an end: one claimed to be better, or the baseline itself where another value is claimed worse. */
function edgeOf(metric: Metric, comparisons: readonly Comparison[], twins: readonly Twin[], ends: readonly number[]): Edge | null {
  if (metric.better === 'none') return null
  const values = [
    ...comparisons.map(({ value, mean, outcome }) => ({ value, mean, outcome, isBaseline: false })),
    ...twins.filter(({ same }) => same === 'baseline').map(({ value }) => ({ value, mean: 0, outcome: 'identical', isBaseline: true })),
  ].filter(({ value }) => value !== null)
  const best = values.reduce((top, one) => (merit(one, metric) > merit(top, metric) ? one : top), values[0])
  if (!best || best.value === null || !ends.includes(best.value)) return null
  const isClaimed = best.isBaseline ? values.some(({ outcome }) => outcome === 'worse') : best.outcome === 'better'
  return isClaimed ? { value: best.value, isBaseline: best.isBaseline } : null
}
