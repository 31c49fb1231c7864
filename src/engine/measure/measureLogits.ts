import { hasWhole, LossEvaluator, SHARES, sizesOf } from '../../loss/index.ts'
import { ECE_BINS, HISTOGRAM_BINS, type Layout, type List } from '../../experiment/layout.ts'
import { followingMetrics } from '../../experiment/metrics.ts'
import type { ArmSettings } from '../trainers/trainer.ts'

const binOf = (probability: number, bins: number) => Math.min(bins - 1, Math.floor(probability * bins))

/**
 * Measures one run in float64 from its logits; what each number is, `layout.ts` says.
 *
 * @param logits [rows × classes] from `at` on
 * @param labels [rows]; −1 is left out
 * @param out receives the measurement, [layout.size], from `offset` on
 */
export function measureLogits(
  logits: ArrayLike<number>,
  at: number,
  labels: Int32Array,
  arm: ArmSettings,
  layout: Layout,
  out: Float32Array,
  offset: number,
): void {
  const classes = layout.length.recall
  const evaluator = new LossEvaluator(classes)
  const sums = new Float64Array(layout.size)
  const { at: place } = layout
  const count = (list: List, index: number, amount = 1) => (sums[place[list] + index] += amount)
  const lengths = new Float64Array(SHARES)
  const reduced = new Float64Array(SHARES)
  const series = new Float64Array(SHARES)
  const hard = { ...arm.loss, labelSmoothing: 0 }
  const classRight = new Float64Array(classes)
  let [examples, whole, lengthSizes, seriesSizes, ratios] = [0, 0, 0, 0, 0]

  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]
    if (label < 0) continue
    examples++
    evaluator.read(logits, at + i * classes, label)
    const { softmax, pt } = evaluator
    let winner = 0
    for (let k = 1; k < classes; k++) if (softmax[k] > softmax[winner]) winner = k
    const confidence = softmax[winner]
    const right = winner === label

    sums[place.loss] += arm.classWeights[label] * evaluator.value(arm.loss)
    sums[place.nll] += evaluator.nll
    sums[place.confidence] += confidence
    sums[place.meanPt] += pt
    if (evaluator.labelPull(arm.loss) < 0) sums[place.pushedBack]++

    count(right ? 'confidenceRight' : 'confidenceWrong', binOf(confidence, HISTOGRAM_BINS))
    count(right ? 'ptRight' : 'ptWrong', binOf(pt, HISTOGRAM_BINS))
    count('ptSum', binOf(pt, HISTOGRAM_BINS), pt)
    const bin = binOf(confidence, ECE_BINS)
    count('eceCount', bin)
    count('eceRight', bin, right ? 1 : 0)
    count('eceConfidence', bin, confidence)
    count('classCount', label)
    count('classPt', label, pt)
    classRight[label] += right ? 1 : 0

    evaluator.termLengths(arm.loss, lengths)
    evaluator.termLengths(arm.loss, reduced, true)
    evaluator.termLengths(hard, series, true)
    const slope = (arm.loss.gamma === 0 ? 1 : evaluator.qt ** arm.loss.gamma) / pt
    const length = lengths.reduce((sum, part) => sum + part, 0)
    const total = reduced.reduce((sum, part) => sum + part, 0)
    whole += Math.abs(length)
    lengthSizes += sizesOf(lengths)
    // Term j of −ℓ′(P_t) is m_j(P_t) / P_t; where P_t underflows it is beyond all numbers.
    if (pt > 0) seriesSizes += sizesOf(series) * slope
    const isWhole = hasWhole(total, sizesOf(reduced))
    if (isWhole) ratios++
    for (let j = 0; j < SHARES; j++) {
      sums[place.shareLogit + j] += lengths[j]
      if (pt > 0) sums[place.sharePt + j] += series[j] * slope
      if (isWhole) sums[place.shareMean + j] += reduced[j] / total
    }
  }
  finishSums(sums, { layout, examples, classRight, whole, lengthSizes, seriesSizes, ratios })
  out.set(sums, offset)
}

/** What stands beside the sums of a measurement. */
interface Beside {
  readonly layout: Layout
  readonly examples: number
  /** Of each class, how many are predicted right. */
  readonly classRight: ArrayLike<number>
  /** The length of dL/dlogits, summed; the sizes of its terms, and of those of the P_t series. */
  readonly whole: number
  readonly lengthSizes: number
  readonly seriesSizes: number
  /** Examples whose terms do not cancel. */
  readonly ratios: number
}

/** Makes a measurement of its sums over examples, in their place, [layout.size]. */
export function finishSums(sums: Float64Array, { layout, examples, classRight, whole, lengthSizes, seriesSizes, ratios }: Beside): void {
  const { at: place } = layout
  for (const name of ['loss', 'nll', 'confidence', 'meanPt'] as const) sums[place[name]] /= examples
  for (let k = 0; k < layout.length.recall; k++) {
    const size = sums[place.classCount + k]
    if (size === 0) continue
    sums[place.recall + k] = classRight[k] / size
    sums[place.classPt + k] /= size
  }
  const list = (name: List) => sums.subarray(place[name], place[name] + layout.length[name])
  const [classCount, recall, eceRight, eceConfidence] = (['classCount', 'recall', 'eceRight', 'eceConfidence'] as const).map(list)
  for (const [id, value] of followingMetrics({ examples, classCount, classRight, recall, eceRight, eceConfidence })) sums[place[id]] = value
  const divide = (name: List, by: number, sizes: number) => {
    for (let j = 0; j < SHARES; j++) sums[place[name] + j] = hasWhole(by, sizes) ? sums[place[name] + j] / by : NaN
  }
  const total = list('sharePt').reduce((sum, part) => sum + part, 0)
  sums[place.gradientNorm] = whole / examples
  divide('shareLogit', whole, lengthSizes)
  divide('sharePt', total, seriesSizes)
  divide('shareMean', ratios, ratios)
}
