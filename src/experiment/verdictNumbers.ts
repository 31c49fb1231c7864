import type { Metric } from './metrics.ts'
import { ALPHA } from './statistics.ts'
import { minus } from './text.ts'
import type { Comparison } from './verdict.ts'

const MOST_DECIMALS = 6

/** “5 pairs”, “3 to 5 pairs” */
export function pairsOf(comparisons: readonly Comparison[]): string {
  const counts = comparisons.map(({ n }) => n)
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  return least < most ? `${least} to ${most} pairs` : most === 1 ? '1 pair' : `${most} pairs`
}

/** A p value as it is said: “p = 0.0028”. */
export function pText(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${Number(p.toPrecision(2))}`
}

/** The least and the greatest mean difference: “−0.3 to +0.1”. */
export function range(comparisons: readonly Comparison[], metric: Metric, as: Comparison): string {
  const sorted = comparisons.toSorted((a, b) => a.mean - b.mean)
  const [low, high] = [sorted[0], sorted[sorted.length - 1]].map((one) => signed(one, metric, as))
  return low === high ? low : `${low} to ${high}`
}

/** A mean difference with its sign, as precise as another comparison allows. */
export function signed({ mean }: Comparison, metric: Metric, as: Comparison): string {
  const text = decimal(mean, as, metric)
  return mean > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

/** A comparison as a claim is made of it: “+1.2 points [0.4, 2.0]”. */
export function differenceWords(one: Comparison, metric: Metric): string {
  return `${signed(one, metric, one)} ${metric.unit} ${bounds(one, metric)}`
}

/** A comparison in which nothing was detected: “−0.3 ± 0.8 points”. */
export function undetectedWords(one: Comparison, metric: Metric): string {
  return `${signed(one, metric, one)} ± ${decimal(halfWidth(one), one, metric)} ${metric.unit}`
}

function bounds(one: Comparison, metric: Metric): string {
  return `[${(one.interval ?? []).map((bound) => decimal(bound, one, metric)).join(', ')}]`
}

/** Half of its interval’s width, 0 where there is none. */
export function halfWidth({ interval }: Comparison): number {
  return interval ? (interval[1] - interval[0]) / 2 : 0
}

/** A number of a comparison in the metric's unit, with a true minus sign. */
export function decimal(value: number, as: Comparison, metric: Metric): string {
  const factor = metric.unit === 'points' ? 100 : 1
  const text = minus((factor * value).toFixed(decimals(as, factor)))
  return /[1-9]/.test(text) ? text : text.replace('−', '')
}

/**
 * As many as show the first digit of the half-width, a second one after a 1; of a mean without half-width, two; and
 * more where a claimed interval would seem to touch 0.
 */
function decimals(as: Comparison, factor: number): number {
  const width = halfWidth(as)
  const sizes = width > 0 ? [(factor * width) / 2] : [Math.abs(factor * as.mean) / 10]
  if (as.adjusted <= ALPHA) sizes.push(...(as.interval ?? []).map((bound) => Math.abs(factor * bound)))
  return Math.min(MOST_DECIMALS, Math.max(...sizes.map((size) => (size > 0 ? Math.max(0, -Math.floor(Math.log10(size))) : 0))))
}
