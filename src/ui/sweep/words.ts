import type { Experiment, SweepField } from '../../experiment/index.ts'
import type { Metric } from '../../experiment/metrics.ts'
import { type Sweep, sweepableOf } from '../../experiment/sweep.ts'
import { formatMetric, formatStep, inSentence } from '../plot/format.ts'
import type { Spread } from './strip.ts'

/** “84.1% [83.0, 85.2], n = 5”, “84.1%, n = 1”; who diverged is named. */
export function spreadText(metric: Metric, { mean, interval }: Spread): string {
  const { n, diverged } = mean
  const out = diverged.length > 0 ? `, diverged: repeat ${diverged.map((repeat) => repeat + 1).join(', ')}` : ''
  if (n === 0) return out.slice(2)
  const range = interval ? ` [${interval.map((bound) => formatMetric(metric, bound).replace('%', '')).join(', ')}]` : ''
  return `${formatMetric(metric, mean.mean)}${range}, n = ${n}${out}`
}

/** What a swept number is called in a sentence: “ε₁”, “learning rate”. */
export function sweptName(field: SweepField): string {
  return inSentence(sweepableOf(field).label)
}

/** How far a sweep is, where it is not at its end: “at step 150 of 500”. */
export function stepsText([least, most]: readonly [number, number], steps: number): string {
  if (!(least < steps)) return ''
  const of = formatStep(steps)
  return least === most ? `at step ${formatStep(least)} of ${of}` : `at steps ${formatStep(least)}–${formatStep(most)} of ${of}`
}

/** What a mark over repeats stands for. */
export function repeatsText(repeats: number): string {
  return repeats > 1 ? `mean of ${repeats} repeats` : 'n = 1'
}

/** What a sweep was of, in a few words: “ε₁ of arm 1, 9 values × 5 repeats, 500 steps”. */
export function setUpText({ sweep, arms }: Experiment & { readonly sweep: Sweep }, values: readonly [number, number]): string {
  const names = [sweep, ...(sweep.second ? [sweep.second] : [])].map(({ field }) => sweptName(field)).join(' and ')
  const isData = sweepableOf(sweep.field).group === 'data'
  const whose = isData ? `all ${arms.length} arms` : `arm ${Math.min(sweep.arm, arms.length - 1)}`
  const counts = sweep.second ? `${values[0]} × ${values[1]} values` : `${values[0]} values`
  return `${names}, ${whose}, ${counts}, ${sweep.repeats} ${sweep.repeats > 1 ? 'repeats' : 'repeat'}, ${formatStep(sweep.steps)} steps`
}
