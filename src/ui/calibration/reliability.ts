import { ECE_BINS, type SplitName } from '../../experiment/layout.ts'
import type { Shown } from '../plot/redraw.ts'

/** One of the 15 equal bins of max-probability that the ECE is made of, over some runs. */
export interface ReliabilityBin {
  /** Examples in the bin, the mean over the runs. */
  readonly count: number
  /** The share of them that is right, and their mean max-probability, over all runs together; NaN in an empty bin. */
  readonly accuracy: number
  readonly confidence: number
}

/** The bins of these runs together at a kept frame, [15]. */
export function reliabilityOf(
  { history, frame }: Pick<Shown, 'history' | 'frame'>,
  split: SplitName,
  runs: readonly number[],
): readonly ReliabilityBin[] {
  return Array.from({ length: ECE_BINS }, (_, bin) => {
    const sum = (metric: 'eceCount' | 'eceRight' | 'eceConfidence') =>
      runs.reduce((total, run) => total + history.value(frame, split, run, metric, bin), 0)
    const count = sum('eceCount')
    return { count: count / runs.length, accuracy: sum('eceRight') / count, confidence: sum('eceConfidence') / count }
  })
}

/** The bins of each arm, its repeats together: [arms][15]; none for frame −1, before the first. */
export function reliabilities(shown: Pick<Shown, 'history' | 'repeats' | 'frame'>, split: SplitName) {
  const { history, repeats, frame } = shown
  if (frame < 0) return []
  return Array.from({ length: Math.floor(history.runs / repeats) }, (_, arm) =>
    reliabilityOf(shown, split, Array.from({ length: repeats }, (_, repeat) => arm * repeats + repeat)),
  )
}

/** The expected calibration error of bins (Guo et al., ICML 2017): Σ (n_b/n)·|accuracy_b − confidence_b|. */
export function eceOf(bins: readonly ReliabilityBin[]): number {
  const examples = bins.reduce((sum, { count }) => sum + count, 0)
  const filled = bins.filter(({ count }) => count > 0)
  return filled.reduce((sum, { count, accuracy, confidence }) => sum + count * Math.abs(accuracy - confidence), 0) / examples
}
