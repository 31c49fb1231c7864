import { type Loss, SHARES } from './family.ts'
import { lossOf, pull, reducedTermPulls } from './series.ts'
import { hasWhole, sizesOf } from './shares.ts'
import { complement, negativeLog, softmaxInto } from './softmax.ts'

/** What a loss says of one example. */
export interface Evaluation {
  readonly value: number
  /** Probability of the label. */
  readonly pt: number
  /** dL/dlogits, [classes] */
  readonly gradient: Float64Array
  /**
   * Shares of terms 1…8 and of the rest in the gradient, signed, with sum 1; all 0 where all terms are, all NaN
   * where they cancel (`hasWhole`). Under label smoothing the terms pull in different directions, and a share is the
   * part along softmax − ỹ.
   */
  readonly shares: Float64Array
}

/** Room for one example, so that a loop over examples allocates nothing. */
export class LossEvaluator {
  readonly classes: number
  /** Softmax of the example evaluated last, [classes]. */
  readonly softmax: Float64Array
  /** Probability of the label, its complement with its own precision, and −log of it. */
  pt = 0
  qt = 0
  nll = 0
  #logSum = 0
  #logits: ArrayLike<number> = []
  #at = 0
  #label = 0
  readonly #target: Float64Array
  readonly #pulls: Float64Array
  readonly #terms = new Float64Array(SHARES)
  readonly #along = new Float64Array(SHARES)

  constructor(classes: number) {
    this.classes = classes
    this.softmax = new Float64Array(classes)
    this.#target = new Float64Array(classes)
    this.#pulls = new Float64Array(classes)
  }

  /** Takes in an example; everything below speaks of it. `logits` holds its `classes` logits from `at` on. */
  read(logits: ArrayLike<number>, at: number, label: number): void {
    this.#logSum = softmaxInto(logits, at, this.classes, this.softmax)
    this.pt = this.softmax[label]
    this.qt = complement(this.softmax, this.classes, label)
    this.nll = negativeLog(this.pt, this.qt, this.#logSum - logits[at + label])
    this.#logits = logits
    this.#at = at
    this.#label = label
  }

  /** L = Σ_k ỹ_k ℓ(s_k). */
  value(loss: Loss): number {
    if (loss.labelSmoothing === 0) return lossOf(loss, this.qt, this.nll)
    let sum = 0
    this.#smooth(loss)
    for (let k = 0; k < this.classes; k++) {
      const q = complement(this.softmax, this.classes, k)
      sum += this.#target[k] * lossOf(loss, q, this.#nllOf(k, q))
    }
    return sum
  }

  /** m(P_t): its sign says whether the label is pulled up or pushed back. */
  labelPull(loss: Loss): number {
    return pull(loss, this.pt, this.qt, this.nll)
  }

  /**
   * dL/dz times `weight`, added from `at` on. Hard label: m(P_t)(s − onehot). Soft labels:
   * s_i Σ_k ỹ_k m(s_k) − ỹ_i m(s_i).
   */
  addGradient(loss: Loss, weight: number, out: Float64Array, at: number): void {
    const { classes, softmax } = this
    if (loss.labelSmoothing === 0) {
      const scale = weight * this.labelPull(loss)
      for (let k = 0; k < classes; k++) out[at + k] += scale * (k === this.#label ? -this.qt : softmax[k])
      return
    }
    this.#smooth(loss)
    let sum = 0
    for (let k = 0; k < classes; k++) {
      const q = complement(softmax, classes, k)
      sum += this.#pulls[k] = this.#target[k] * pull(loss, softmax[k], q, this.#nllOf(k, q))
    }
    for (let k = 0; k < classes; k++) out[at + k] += weight * (softmax[k] * sum - this.#pulls[k])
  }

  /**
   * Each term's part of the gradient with respect to the logits along softmax − ỹ, as a length: for a
   * hard label m_j(P_t)·‖s − onehot‖₂, signed.
   *
   * @param reduced leaves out the common factor q^γ (hard labels only), so that shares stay defined as q → 0
   * @param out receives nine numbers, terms 1…8 and the rest
   */
  termLengths(loss: Loss, out: Float64Array, reduced = false): void {
    const { classes, softmax } = this
    if (loss.labelSmoothing === 0) {
      reducedTermPulls(loss, this.pt, this.qt, this.nll, out)
      if (reduced) return
      const scale = this.distance() * (loss.gamma === 0 ? 1 : this.qt ** loss.gamma)
      for (let j = 0; j < SHARES; j++) out[j] *= scale
      return
    }
    this.#smooth(loss)
    // ⟨g_j, u⟩ with g_j,i = s_i Σ_k ỹ_k m_j(s_k) − ỹ_i m_j(s_i) is Σ_k ỹ_k m_j(s_k)(⟨s, u⟩ − u_k).
    let inner = 0
    let square = 0
    for (let k = 0; k < classes; k++) {
      const u = softmax[k] - this.#target[k]
      inner += softmax[k] * u
      square += u * u
    }
    this.#along.fill(0)
    for (let k = 0; k < classes; k++) {
      const q = complement(softmax, classes, k)
      reducedTermPulls(loss, softmax[k], q, this.#nllOf(k, q), this.#terms)
      const power = loss.gamma === 0 ? 1 : q ** loss.gamma
      const scale = this.#target[k] * power * (inner - (softmax[k] - this.#target[k]))
      for (let j = 0; j < SHARES; j++) this.#along[j] += scale * this.#terms[j]
    }
    const length = Math.sqrt(square)
    for (let j = 0; j < SHARES; j++) out[j] = length === 0 ? 0 : this.#along[j] / length
  }

  /** ‖s − onehot‖₂ of the label. */
  distance(): number {
    let square = this.qt * this.qt
    for (let k = 0; k < this.classes; k++) if (k !== this.#label) square += this.softmax[k] * this.softmax[k]
    return Math.sqrt(square)
  }

  #nllOf(k: number, q: number): number {
    return negativeLog(this.softmax[k], q, this.#logSum - this.#logits[this.#at + k])
  }

  #smooth(loss: Loss): void {
    this.#target.fill(loss.labelSmoothing / this.classes)
    this.#target[this.#label] += 1 - loss.labelSmoothing
  }
}

/**
 * Value, P_t, gradient and shares of one example; see `Loss` for the formula and `classWeight` for `weight`.
 *
 * @param logits [classes], any finite numbers
 * @param label 0 … classes − 1
 * @param weight multiplies the whole loss, so also its gradient, and leaves the shares alone
 */
export function evaluateLoss(loss: Loss, logits: ArrayLike<number>, label: number, weight = 1): Evaluation {
  const evaluator = new LossEvaluator(logits.length)
  evaluator.read(logits, 0, label)
  const gradient = new Float64Array(logits.length)
  evaluator.addGradient(loss, weight, gradient, 0)
  const shares = new Float64Array(SHARES)
  evaluator.termLengths(loss, shares, true)
  const sum = shares.reduce((total, share) => total + share, 0)
  const sizes = sizesOf(shares)
  for (let j = 0; j < SHARES; j++) if (sizes > 0) shares[j] = hasWhole(sum, sizes) ? shares[j] / sum : NaN
  return { value: weight * evaluator.value(loss), pt: evaluator.pt, gradient, shares }
}
