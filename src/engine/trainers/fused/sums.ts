import { CANCELLED, hasWhole, SHARES } from '../../../loss/index.ts'
import { ECE_BINS, HISTOGRAM_BINS, type Layout } from '../../../experiment/layout.ts'
import { followingMetrics } from '../../../experiment/metrics.ts'
import { constants, offsets } from './wgsl.ts'

/** Where each sum of one run begins: first those of floats over the examples, then those of whole numbers. */
const AT = offsets({
  LOSS: 1,
  NLL: 1,
  CONFIDENCE: 1,
  PT: 1,
  WHOLE_LENGTH: 1,
  // Σ over the terms of their sizes, and the P_t series as a whole with the same.
  LENGTH_SIZES: 1,
  WHOLE_SERIES: 1,
  SERIES_SIZES: 1,
  LENGTHS: SHARES,
  SERIES: SHARES,
  RATIOS: SHARES,
  // Examples whose terms do not cancel.
  RATIO_COUNT: 1,
  PUSHED_BACK: 1,
  // By bin: confidence when wrong, when right, P_t when wrong, when right.
  HISTOGRAMS: 4 * HISTOGRAM_BINS,
  // By bin: count, number right, sum of confidence in two halves.
  ECE: 4 * ECE_BINS,
  // By bin of the P_t histogram: sum of P_t in two halves.
  PT_SUMS: 2 * HISTOGRAM_BINS,
  // By class: count, number right, sum of P_t in two halves.
  CLASSES: 0,
})
export const SUMS = `${constants({ ...AT, HISTOGRAM_BINS, ECE_BINS })}\nconst CANCELLED = ${CANCELLED};`

/** 32-bit words of one run. */
export const sumWords = (classes: number): number => AT.CLASSES + 4 * classes

/** Sums of probabilities come in units of 2⁻²⁴, in a low and a high half. */
const HALF = 2 ** 12
const UNIT = 2 ** -24

/** Makes one run's measurement of its sums over `examples` examples. */
export function finishMeasurement(words: Uint32Array, layout: Layout, examples: number, out: Float32Array): void {
  const classes = layout.length.recall
  const floats = new Float32Array(words.buffer, words.byteOffset, words.length)
  const put = (name: keyof Layout['at'], values: ArrayLike<number>) => out.set(values, layout.at[name])
  const list = (at: number, length: number) => words.subarray(at, at + length)
  const sums = (at: number, bins: number) =>
    Array.from({ length: bins }, (_, i) => (words[at + i] + words[at + bins + i] * HALF) * UNIT)
  /** Counts, numbers right, and sums of probabilities of some bins. */
  const binned = (at: number, bins: number) => ({
    count: list(at, bins),
    right: list(at + bins, bins),
    sum: sums(at + 2 * bins, bins),
  })
  const ratios = (values: ArrayLike<number>, of: ArrayLike<number>) =>
    Array.from(values, (value, i) => (of[i] === 0 ? 0 : value / of[i]))

  put('pushedBack', list(AT.PUSHED_BACK, 1))
  put('confidenceWrong', list(AT.HISTOGRAMS, HISTOGRAM_BINS))
  put('confidenceRight', list(AT.HISTOGRAMS + HISTOGRAM_BINS, HISTOGRAM_BINS))
  put('ptWrong', list(AT.HISTOGRAMS + 2 * HISTOGRAM_BINS, HISTOGRAM_BINS))
  put('ptRight', list(AT.HISTOGRAMS + 3 * HISTOGRAM_BINS, HISTOGRAM_BINS))

  put('ptSum', sums(AT.PT_SUMS, HISTOGRAM_BINS))

  const ece = binned(AT.ECE, ECE_BINS)
  put('eceCount', ece.count)
  put('eceRight', ece.right)
  put('eceConfidence', ece.sum)
  const byClass = binned(AT.CLASSES, classes)
  const recall = ratios(byClass.right, byClass.count)
  put('classCount', byClass.count)
  put('recall', recall)
  put('classPt', ratios(byClass.sum, byClass.count))
  const counted = { examples, classCount: byClass.count, classRight: byClass.right, recall, eceRight: ece.right, eceConfidence: ece.sum }
  for (const [id, value] of followingMetrics(counted)) put(id, [value])

  for (const [name, at] of [['loss', AT.LOSS], ['nll', AT.NLL], ['confidence', AT.CONFIDENCE], ['meanPt', AT.PT]] as const) {
    put(name, [floats[at] / examples])
  }
  put('gradientNorm', [floats[AT.WHOLE_LENGTH] / examples])
  const terms = (at: number) => floats.subarray(at, at + SHARES)
  const shares = (at: number, whole: number, sizes: number) => terms(at).map((sum) => (hasWhole(whole, sizes) ? sum / whole : NaN))
  put('shareLogit', shares(AT.LENGTHS, floats[AT.WHOLE_LENGTH], floats[AT.LENGTH_SIZES]))
  put('sharePt', shares(AT.SERIES, floats[AT.WHOLE_SERIES], floats[AT.SERIES_SIZES]))
  put('shareMean', shares(AT.RATIOS, floats[AT.RATIO_COUNT], floats[AT.RATIO_COUNT]))
}
