import { alpha, type Loss, SHARES } from './family.ts'

const NAMED_TERMS = SHARES - 1

/** Σ_{j=from..to} q^j / j, summed until a term no longer counts; q in [0, 1), or `to` finite. */
function partialLog(q: number, from: number, to: number): number {
  let sum = 0
  let power = q ** from
  for (let j = from; j <= to; j++) {
    sum += power / j
    power *= q
    // Written so that powers that have vanished, and what is not a number, end it as well.
    if (!(power > 1e-18 * sum)) break
  }
  return sum
}

/** S_N(q) = Σ_{j≤N} q^j / j; all of it is −log p. */
function keptLog(terms: number, q: number, nll: number): number {
  return terms === Infinity ? nll : partialLog(q, 1, terms)
}

/** Σ_{j=from..N} q^j / j. Below one half the terms are few; above, subtracting loses nothing that counts. */
function restLog(from: number, terms: number, q: number, nll: number): number {
  if (terms === Infinity && q > 0.5) return nll - partialLog(q, 1, from - 1)
  return partialLog(q, from, terms)
}

/** 1 − q^N without cancellation: the part of CE's gradient that L_Drop(N) keeps. */
function keptFraction(terms: number, p: number, q: number): number {
  if (terms === 0) return 0
  if (terms === Infinity || q === 0) return 1
  return -Math.expm1(terms * (p < 0.5 ? Math.log1p(-p) : Math.log(q)))
}

/**
 * ℓ(p) = q^γ (S_N(q) + Σ_j ε_j q^j) for one class's probability.
 *
 * @param q 1 − p, with its own relative precision
 * @param nll −log p
 */
export function lossOf(loss: Loss, q: number, nll: number): number {
  let extra = 0
  for (let j = loss.epsilon.length; j >= 1; j--) extra = (extra + loss.epsilon[j - 1]) * q
  const scale = loss.gamma === 0 ? 1 : q ** loss.gamma
  return scale === 0 ? 0 : scale * (keptLog(loss.terms, q, nll) + extra)
}

/**
 * m(p) / q^γ, with m(p) = −p ℓ′(p) = p Σ_j α_j (j+γ) q^{j+γ−1} in closed form, finite on all of [0, 1]:
 *
 *     (1 − q^N) + γ (p/q) S_N(q) + p Σ_j ε_j (j+γ) q^{j−1}
 *
 * The first term stands apart from the others, so that ε₁ = −1 takes it away without a trace.
 */
export function reducedPull(loss: Loss, p: number, q: number, nll: number): number {
  const { gamma, terms, epsilon } = loss
  let later = 0
  for (let j = epsilon.length; j >= 2; j--) later = (later + epsilon[j - 1] * (j + gamma)) * q
  const first = (1 + (epsilon[0] ?? 0)) * (1 + gamma)
  const pull = p * (first + later) + q * keptFraction(terms - 1, p, q)
  return gamma > 0 && q > 0 ? pull + (gamma * p * restLog(2, terms, q, nll)) / q : pull
}

/** m(p) = −p ℓ′(p): the gradient with respect to the logits is m(P_t)·(softmax − onehot). */
export function pull(loss: Loss, p: number, q: number, nll: number): number {
  const reduced = reducedPull(loss, p, q, nll)
  return loss.gamma === 0 ? reduced : reduced * q ** loss.gamma
}

/**
 * m(p) / q^γ split into terms 1…8 and the rest.
 *
 * @param out receives nine numbers; their sum is `reducedPull`
 */
export function reducedTermPulls(loss: Loss, p: number, q: number, nll: number, out: Float64Array): void {
  const { gamma, terms } = loss
  let power = 1
  for (let j = 1; j <= NAMED_TERMS; j++) {
    out[j - 1] = p * alpha(loss, j) * (j + gamma) * power
    power *= q
  }
  let rest = 0
  if (terms > NAMED_TERMS) rest = power * keptFraction(terms - NAMED_TERMS, p, q)
  if (gamma > 0 && q > 0) rest += (gamma * p * restLog(SHARES, terms, q, nll)) / q
  out[NAMED_TERMS] = rest
}
