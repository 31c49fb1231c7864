import { ECE_BINS, type SplitName } from '../../experiment/layout.ts'
import type { Shown } from '../plot/redraw.ts'
import { runsByArm } from '../plot/repeats.ts'

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
  return runsByArm(history.runs, repeats).map((runs) => reliabilityOf(shown, split, runs))
}
