import { HISTOGRAM_BINS } from '../../experiment/layout.ts'
import type { Shown } from '../plot/redraw.ts'
import { runsByArm } from '../plot/repeats.ts'

/** Which probability is counted: that of the predicted class, or P_t, that of the label. */
export type HistogramKind = 'confidence' | 'pt'

/** What is counted for each. */
export const COUNTED = {
  confidence: { right: 'confidenceRight', wrong: 'confidenceWrong', mean: 'confidence' },
  pt: { right: 'ptRight', wrong: 'ptWrong', mean: 'meanPt' },
} as const

/** How sure an arm is: the share of test examples in each of 20 equal bins of probability. */
export interface Histogram {
  /** Of examples predicted right, and wrong; the two together sum to 1. */
  readonly right: readonly number[]
  readonly wrong: readonly number[]
  /** Mean probability. */
  readonly mean: number
  readonly accuracy: number
  /** How many examples there are. */
  readonly examples: number
}

/** The histogram of each arm at a kept frame, the mean over its repeats; none for frame −1, before the first. */
export function histograms(
  { history, repeats, frame }: Pick<Shown, 'history' | 'repeats' | 'frame'>,
  kind: HistogramKind,
): readonly Histogram[] {
  if (frame < 0) return []
  const { right, wrong, mean } = COUNTED[kind]
  return runsByArm(history.runs, repeats).map((runs) => {
    const average = (of: (run: number) => number) => runs.reduce((sum, run) => sum + of(run), 0) / repeats
    const counts = [right, wrong].map((metric) =>
      Array.from({ length: HISTOGRAM_BINS }, (_, bin) => average((run) => history.value(frame, 'test', run, metric, bin))),
    )
    const examples = counts.flat().reduce((sum, count) => sum + count, 0)
    return {
      examples,
      right: counts[0].map((count) => count / examples),
      wrong: counts[1].map((count) => count / examples),
      mean: average((run) => history.value(frame, 'test', run, mean)),
      accuracy: average((run) => history.value(frame, 'test', run, 'accuracy')),
    }
  })
}

/** The same with numbers of examples instead of shares; means over repeats need not be whole. */
export function inCounts(histogram: Histogram): Histogram {
  const count = (shares: readonly number[]) => shares.map((share) => share * histogram.examples)
  return { ...histogram, right: count(histogram.right), wrong: count(histogram.wrong) }
}

/** The outline of a histogram over 0…1 as an SVG path that starts and ends on the zero line. */
export function outline(
  values: readonly number[],
  x: (probability: number) => number,
  y: (value: number) => number,
): string {
  const steps = values.map((value, bin) => {
    const level = y(Number.isFinite(value) ? value : 0).toFixed(1)
    return `V${level}H${x((bin + 1) / values.length).toFixed(1)}`
  })
  return `M${x(0).toFixed(1)},${y(0).toFixed(1)}${steps.join('')}V${y(0).toFixed(1)}`
}
