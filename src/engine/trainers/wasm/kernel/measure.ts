import { lossOf, negativeLog, powerOf, pull, reducedTermPulls, SHARES, target } from './loss'
import { Arm, classWeightOf } from './places'

const HISTOGRAM_BINS: i32 = 20
const ECE_BINS: i32 = 15

/** Where the sums of a measurement stand, counted in f64; written down by the engine from the layout of measurements. */
@unmanaged
export class Sums {
  loss: i32
  nll: i32
  confidence: i32
  meanPt: i32
  pushedBack: i32
  confidenceRight: i32
  confidenceWrong: i32
  ptRight: i32
  ptWrong: i32
  ptSum: i32
  eceCount: i32
  eceRight: i32
  eceConfidence: i32
  classCount: i32
  classPt: i32
  shareLogit: i32
  sharePt: i32
  shareMean: i32
  /**
   * Those that are no part of the layout: predicted right in each class, the length of the whole gradient, the sizes of
   * its terms and of those of the P_t series, and examples whose terms do not cancel.
   */
  classRight: i32
  whole: i32
  lengthSizes: i32
  seriesSizes: i32
  ratios: i32
}

/** As `src/loss/shares.ts` has it. */
const CANCELLED: f64 = 1.0 / 16384.0

// Lengths, reduced parts and the series of one row, f64 [9] each.
const lengths = memory.data(72)
const reduced = memory.data(72)
const series = memory.data(72)

@inline
function add(sums: usize, place: i32, amount: f64): void {
  const at = sums + (<usize>place << 3)
  store<f64>(at, load<f64>(at) + amount)
}

@inline
function binOf(probability: f64, bins: i32): i32 {
  return min(bins - 1, <i32>Math.floor(probability * bins))
}

@inline
function get(list: usize, k: i32): f64 {
  return load<f64>(list + (<usize>k << 3))
}

@inline
function put(list: usize, k: i32, value: f64): void {
  store<f64>(list + (<usize>k << 3), value)
}

/** Logits of a row stand beside those of three others. */
@inline
function logitOf(logits: usize, k: i32): f64 {
  return load<f32>(logits + (<usize>k << 4))
}

/** 1 − s_k, from the sum of the others where the difference has lost its digits. */
function complement(softmax: usize, classes: i32, k: i32): f64 {
  const p = get(softmax, k)
  if (p <= 0.5) return 1 - p
  let sum: f64 = 0
  for (let i = 0; i < classes; i++) if (i != k) sum += get(softmax, i)
  return sum
}

@inline
function nllOf(softmax: usize, logits: usize, k: i32, q: f64, logSum: f64): f64 {
  return negativeLog(get(softmax, k), q, logSum - logitOf(logits, k))
}

/**
 * Adds what one example says of a run, in float64 from its logits; each number is what `measure/measureLogits.ts`
 * makes of the same logits.
 *
 * @param softmax room, f64 [classes]
 */
export function addRow(classes: i32, arm: Arm, logits: usize, label: i32, at: Sums, sums: usize, softmax: usize): void {
  let max: f64 = -Infinity
  for (let k = 0; k < classes; k++) max = Math.max(max, logitOf(logits, k))
  let sum: f64 = 0
  for (let k = 0; k < classes; k++) {
    const e = Math.exp(logitOf(logits, k) - max)
    put(softmax, k, e)
    sum += e
  }
  const logSum = max + Math.log(sum)
  let winner = 0
  for (let k = 0; k < classes; k++) {
    const p = get(softmax, k) / sum
    put(softmax, k, p)
    if (p > get(softmax, winner)) winner = k
  }
  const pt = get(softmax, label)
  const qt = complement(softmax, classes, label)
  const nll = nllOf(softmax, logits, label, qt, logSum)
  const confidence = get(softmax, winner)
  const right = winner == label
  const isSmooth = arm.smoothing > 0

  add(sums, at.loss, classWeightOf(arm, label) * (isSmooth ? smoothedLoss(classes, arm, softmax, logits, label, logSum) : lossOf(arm, qt, nll)))
  add(sums, at.nll, nll)
  add(sums, at.confidence, confidence)
  add(sums, at.meanPt, pt)
  if (pull(arm, pt, qt, nll) < 0) add(sums, at.pushedBack, 1)

  add(sums, (right ? at.confidenceRight : at.confidenceWrong) + binOf(confidence, HISTOGRAM_BINS), 1)
  const ptBin = binOf(pt, HISTOGRAM_BINS)
  add(sums, (right ? at.ptRight : at.ptWrong) + ptBin, 1)
  add(sums, at.ptSum + ptBin, pt)
  const bin = binOf(confidence, ECE_BINS)
  add(sums, at.eceCount + bin, 1)
  add(sums, at.eceConfidence + bin, confidence)
  add(sums, at.classCount + label, 1)
  add(sums, at.classPt + label, pt)
  if (right) {
    add(sums, at.eceRight + bin, 1)
    add(sums, at.classRight + label, 1)
  }

  reducedTermPulls(arm, pt, qt, nll, series)
  const power = powerOf(qt, arm.gamma)
  if (isSmooth) smoothedLengths(classes, arm, softmax, logits, label, logSum)
  else hardLengths(classes, softmax, label, qt, power)
  const parts = isSmooth ? lengths : series
  let length: f64 = 0
  let lengthSize: f64 = 0
  let total: f64 = 0
  let size: f64 = 0
  let seriesSize: f64 = 0
  for (let j = 0; j < SHARES; j++) {
    length += get(lengths, j)
    lengthSize += Math.abs(get(lengths, j))
    total += get(parts, j)
    size += Math.abs(get(parts, j))
    seriesSize += Math.abs(get(series, j))
  }
  const slope = power / pt
  const isWhole = Math.abs(total) > CANCELLED * size
  add(sums, at.whole, Math.abs(length))
  add(sums, at.lengthSizes, lengthSize)
  // Where P_t underflows, −ℓ′(P_t) is beyond all numbers.
  if (pt > 0) add(sums, at.seriesSizes, seriesSize * slope)
  if (isWhole) add(sums, at.ratios, 1)
  for (let j = 0; j < SHARES; j++) {
    add(sums, at.shareLogit + j, get(lengths, j))
    if (pt > 0) add(sums, at.sharePt + j, get(series, j) * slope)
    if (isWhole) add(sums, at.shareMean + j, get(parts, j) / total)
  }
}

/** Σ_k ỹ_k ℓ(s_k) */
function smoothedLoss(classes: i32, arm: Arm, softmax: usize, logits: usize, label: i32, logSum: f64): f64 {
  let sum: f64 = 0
  for (let k = 0; k < classes; k++) {
    const q = complement(softmax, classes, k)
    sum += target(arm, classes, label, k) * lossOf(arm, q, nllOf(softmax, logits, k, q, logSum))
  }
  return sum
}

/** m_j(P_t)·‖s − onehot‖₂ */
function hardLengths(classes: i32, softmax: usize, label: i32, qt: f64, power: f64): void {
  let square = qt * qt
  for (let k = 0; k < classes; k++) {
    const p = get(softmax, k)
    if (k != label) square += p * p
  }
  const scale = Math.sqrt(square) * power
  for (let j = 0; j < SHARES; j++) put(lengths, j, get(series, j) * scale)
}

/** Σ_k ỹ_k m_j(s_k)(⟨s, u⟩ − u_k) / ‖u‖ with u = s − ỹ, as `LossEvaluator.termLengths` says. */
function smoothedLengths(classes: i32, arm: Arm, softmax: usize, logits: usize, label: i32, logSum: f64): void {
  let inner: f64 = 0
  let square: f64 = 0
  for (let k = 0; k < classes; k++) {
    const s = get(softmax, k)
    const u = s - target(arm, classes, label, k)
    inner += s * u
    square += u * u
  }
  for (let j = 0; j < SHARES; j++) put(lengths, j, 0)
  for (let k = 0; k < classes; k++) {
    const s = get(softmax, k)
    const q = complement(softmax, classes, k)
    const y = target(arm, classes, label, k)
    reducedTermPulls(arm, s, q, nllOf(softmax, logits, k, q, logSum), reduced)
    const scale = y * powerOf(q, arm.gamma) * (inner - (s - y))
    for (let j = 0; j < SHARES; j++) put(lengths, j, get(lengths, j) + scale * get(reduced, j))
  }
  const length = Math.sqrt(square)
  for (let j = 0; j < SHARES; j++) put(lengths, j, length == 0 ? 0 : get(lengths, j) / length)
}
