import { HISTOGRAM_BINS } from '../../experiment/layout.ts'
import { type Loss, pushBackIntervals } from '../../loss/index.ts'
import type { Shown } from '../plot/redraw.ts'
import { pullAt } from './pulls.ts'

/** Where an arm's training examples are: their histogram of P_t, the mean over its repeats. */
export interface Examples {
  /** Examples in each bin. */
  readonly counts: readonly number[]
  /** Their mean P_t; the middle of an empty bin. */
  readonly means: readonly number[]
  /** The number of examples that the engine found to be pushed back. */
  readonly pushedBack: number
  /** Mean P_t of all. */
  readonly mean: number
}

/** The examples of an arm at a kept frame, or undefined before the first and after an arm was added. */
export function examplesOf(
  { history, repeats, frame }: Pick<Shown, 'history' | 'repeats' | 'frame'>,
  arm: number,
): Examples | undefined {
  if (frame < 0 || (arm + 1) * repeats > history.runs) return undefined
  const counts = new Float64Array(HISTOGRAM_BINS)
  const sums = new Float64Array(HISTOGRAM_BINS)
  let pushedBack = 0
  let mean = 0
  for (let run = arm * repeats; run < (arm + 1) * repeats; run++) {
    const [right, wrong, sum] = (['ptRight', 'ptWrong', 'ptSum'] as const).map((list) => history.list(frame, 'train', run, list))
    for (let bin = 0; bin < HISTOGRAM_BINS; bin++) {
      counts[bin] += (right[bin] + wrong[bin]) / repeats
      sums[bin] += sum[bin] / repeats
    }
    pushedBack += history.value(frame, 'train', run, 'pushedBack') / repeats
    mean += history.value(frame, 'train', run, 'meanPt') / repeats
  }
  const means = Array.from(counts, (count, bin) => (count > 0 ? Math.min(1, sums[bin] / count) : (bin + 0.5) / HISTOGRAM_BINS))
  return { counts: [...counts], means, pushedBack, mean }
}

/**
 * Which examples the gradient comes from: each bin's part of Σ |m(P_t)|(1−P_t), its examples taken at their mean P_t.
 * Sums to 1, or is 0 everywhere where nothing pulls.
 */
export function gradientShares(loss: Loss, { counts, means }: Examples): number[] {
  const pulls = counts.map((count, bin) => (count > 0 ? count * Math.abs(pullAt(loss, means[bin])) : 0))
  const whole = pulls.reduce((sum, one) => sum + one, 0)
  return pulls.map((one) => (whole > 0 ? one / whole : 0))
}

/** About how many examples a loss pushes back, from the histogram alone: bins whose mean P_t lies where m(P_t) < 0. */
export function aboutPushedBack(loss: Loss, { counts, means }: Examples): number {
  const intervals = pushBackIntervals(loss)
  return counts.reduce(
    (sum, count, bin) => sum + (intervals.some(([from, to]) => means[bin] > from && means[bin] < to) ? count : 0),
    0,
  )
}
