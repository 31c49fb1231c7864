import cdf from '@stdlib/stats-base-dists-t-cdf'
import quantile from '@stdlib/stats-base-dists-t-quantile'

/** The chance, at most, of claiming any difference where there is none. */
export const ALPHA = 0.05

/**
 * What rounding alone may do to a number, relative to it: metrics are measured in float32. Differences that vary by
 * less are taken as equal; a t test would call any rounding noise around a constant highly significant.
 */
const ROUNDING = 2 ** -22

/** A mean over repeats. */
export interface Mean {
  /** Repeats that count. */
  readonly n: number
  /** NaN where none counts. */
  readonly mean: number
  /** Standard error of the mean: NaN with fewer than two repeats, 0 where they are equal. */
  readonly error: number
  /** Repeats left out because their number is not finite: the run diverged. */
  readonly diverged: readonly number[]
}

/** A mean of paired differences from the baseline. */
export interface PairedDifference extends Mean {
  /**
   * Student's t test on the differences, two-sided, n − 1 degrees of freedom. 1 where every difference is 0; NaN where
   * there is no test: with fewer than two pairs, or where all differences are equal and not 0.
   */
  readonly p: number
}

/** The mean of one number per repeat. */
export function meanOf(values: readonly number[]): Mean {
  return summary(values, magnitude(values))
}

/**
 * The mean difference value − baseline over repeats, in pairs: entry r of both is repeat r. A pair of which either is
 * not finite is left out, and said in `diverged`.
 */
export function pairedDifference(values: readonly number[], baseline: readonly number[]): PairedDifference {
  const differences = values.map((value, repeat) => value - (baseline[repeat] ?? NaN))
  const { mean, ...rest } = summary(differences, Math.max(magnitude(values), magnitude(baseline)))
  const { n, error } = rest
  if (error === 0) {
    const same = Math.abs(mean) <= ROUNDING * Math.max(magnitude(values), magnitude(baseline))
    return { ...rest, mean: same ? 0 : mean, p: same ? 1 : NaN }
  }
  return { ...rest, mean, p: n < 2 ? NaN : 2 * cdf(-Math.abs(mean) / error, n - 1) }
}

/**
 * Student's t interval of a mean: mean ± t(½ + level/2; n − 1) · error. Without width where all numbers are equal,
 * null with fewer than two.
 */
export function interval({ n, mean, error }: Mean, level: number = 1 - ALPHA): readonly [number, number] | null {
  if (n < 2) return null
  const half = tQuantile((1 + level) / 2, n - 1) * error
  return [mean - half, mean + half]
}

/** Quantiles that were asked for: they are dear, and a sweep asks for the same few at every value and step. */
const quantiles = new Map<string, number>()

function tQuantile(p: number, freedom: number): number {
  const key = `${p} ${freedom}`
  const found = quantiles.get(key) ?? quantile(p, freedom)
  quantiles.set(key, found)
  return found
}

/** What Holm's procedure makes of one p value among several. */
export interface HolmStep {
  /** The adjusted p value: a difference is claimed where it is at most `ALPHA`. */
  readonly adjusted: number
  /** The confidence level of the interval that excludes 0 exactly where the difference is claimed. */
  readonly level: number
}

/**
 * Holm's step-down correction (Scandinavian Journal of Statistics 6, 1979), which holds the chance of any false claim
 * among m comparisons at `ALPHA`, whatever their dependence. With p₍₁₎ ≤ … ≤ p₍ₘ₎, the adjusted p₍ᵢ₎ is the largest of
 * (m−k+1)·p₍ₖ₎ over k ≤ i, at most 1. The level of i's interval is 1 − ALPHA/(m−i+1) for a claimed difference; for one
 * that is not, i is replaced by the step at which the procedure stopped. So an interval and its adjusted p value say
 * the same. At the first step the level is Bonferroni's; later intervals are narrower than simultaneous ones would be.
 */
export function holm(p: readonly number[]): HolmStep[] {
  const m = p.length
  const order = p.map((_, i) => i).sort((a, b) => p[a] - p[b])
  const steps: HolmStep[] = []
  let [largest, stopped] = [0, -1]
  order.forEach((i, rank) => {
    largest = Math.min(1, Math.max(largest, (m - rank) * p[i]))
    if (stopped < 0 && largest > ALPHA) stopped = rank
    steps[i] = { adjusted: largest, level: 1 - ALPHA / (m - (stopped < 0 ? rank : stopped)) }
  })
  return steps
}

function summary(values: readonly number[], size: number): Mean {
  const finite = values.filter(Number.isFinite)
  const n = finite.length
  const mean = finite.reduce((sum, value) => sum + value, 0) / n
  const squares = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const error = n < 2 ? NaN : Math.sqrt(squares / (n - 1) / n)
  const diverged = values.flatMap((value, repeat) => (Number.isFinite(value) ? [] : [repeat]))
  return { n, mean, error: error <= ROUNDING * size ? 0 : error, diverged }
}

/** The largest absolute value among the finite ones. */
function magnitude(values: readonly number[]): number {
  return values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0)
}
