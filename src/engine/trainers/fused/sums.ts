import { SHARES } from '../../../loss/family.ts'
import { ECE_BINS, HISTOGRAM_BINS, type Layout } from '../../../experiment/layout.ts'

// Words of one run in the sums of `wgsl/measure.wgsl`: first floats, then integers.
const LOSS = 0
const NLL = 1
const CONFIDENCE = 2
const PT = 3
const WHOLE_LENGTH = 4
const LENGTHS = 5
const SERIES = LENGTHS + SHARES
const RATIOS = SERIES + SHARES
const PUSHED_BACK = 32
const HISTOGRAMS = PUSHED_BACK + 1
const ECE = HISTOGRAMS + 4 * HISTOGRAM_BINS
const PT_SUMS = ECE + 4 * ECE_BINS
const CLASSES = PT_SUMS + 2 * HISTOGRAM_BINS

/** 32-bit words of one run. */
export const sumWords = (classes: number): number => CLASSES + 4 * classes

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

  put('pushedBack', list(PUSHED_BACK, 1))
  put('confidenceWrong', list(HISTOGRAMS, HISTOGRAM_BINS))
  put('confidenceRight', list(HISTOGRAMS + HISTOGRAM_BINS, HISTOGRAM_BINS))
  put('ptWrong', list(HISTOGRAMS + 2 * HISTOGRAM_BINS, HISTOGRAM_BINS))
  put('ptRight', list(HISTOGRAMS + 3 * HISTOGRAM_BINS, HISTOGRAM_BINS))

  put('ptSum', sums(PT_SUMS, HISTOGRAM_BINS))

  const ece = binned(ECE, ECE_BINS)
  put('eceCount', ece.count)
  put('eceRight', ece.right)
  put('eceConfidence', ece.sum)
  put('ece', [ece.sum.reduce((total, sum, bin) => total + Math.abs(ece.right[bin] - sum), 0) / examples])

  const byClass = binned(CLASSES, classes)
  const recall = ratios(byClass.right, byClass.count)
  put('classCount', byClass.count)
  put('recall', recall)
  put('classPt', ratios(byClass.sum, byClass.count))
  const present = byClass.count.reduce((total, count) => total + Math.min(count, 1), 0)
  put('balancedAccuracy', [recall.reduce((total, value) => total + value, 0) / present])
  put('worstRecall', [recall.reduce((least, value, k) => (byClass.count[k] > 0 ? Math.min(least, value) : least), Infinity)])
  put('accuracy', [byClass.right.reduce((total, count) => total + count, 0) / examples])

  for (const [name, at] of [['loss', LOSS], ['nll', NLL], ['confidence', CONFIDENCE], ['meanPt', PT]] as const) {
    put(name, [floats[at] / examples])
  }
  put('gradientNorm', [floats[WHOLE_LENGTH] / examples])
  const terms = (at: number) => floats.subarray(at, at + SHARES)
  const shares = (at: number, whole: number) => terms(at).map((sum) => (whole === 0 ? 0 : sum / whole))
  put('shareLogit', shares(LENGTHS, floats[WHOLE_LENGTH]))
  put('sharePt', shares(SERIES, terms(SERIES).reduce((total, sum) => total + sum, 0)))
  put('shareMean', shares(RATIOS, examples))
}
