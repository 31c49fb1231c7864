/**
 * One member of the PolyLoss family (Leng et al., ICLR 2022, arXiv 2204.12511), with q = 1 − P_t:
 *
 *     ℓ(p) = Σ_j α_j (1−p)^{j+γ},   α_j = [j ≤ terms]/j + ε_j
 *
 * CE is γ = 0, terms = ∞, no ε. Under label smoothing a the loss is Σ_k ỹ_k ℓ(p_k) with
 * ỹ = (1−a)·onehot + a/K.
 */
export interface Loss {
  /** γ ≥ 0, shifts every exponent; 2 is the usual focal loss. */
  readonly gamma: number
  /** How many terms of the logarithm's series are kept; Infinity keeps the logarithm itself. */
  readonly terms: number
  /** ε_1, ε_2, …, at most 8; what is missing is 0. */
  readonly epsilon: readonly number[]
  /** a in [0, 1). */
  readonly labelSmoothing: number
}

/** The most ε that a loss carries. */
export const MAX_EPSILON = 8

/** Shares are reported for terms 1…8 and, last, for the rest of the series. */
export const SHARES = 9

/** α_j, the coefficient of (1−p)^{j+γ}; j counts from 1. */
export function alpha(loss: Loss, j: number): number {
  return (j <= loss.terms ? 1 / j : 0) + (loss.epsilon[j - 1] ?? 0)
}

/** ([j = 1] + ε_j)(j + γ): the coefficient of p q^{j−1} in m(p) / q^γ, where −log p is not written as its series. */
export function pullCoefficient({ epsilon, gamma }: Loss, j: number): number {
  return ((j === 1 ? 1 : 0) + (epsilon[j - 1] ?? 0)) * (j + gamma)
}

/** Whether two losses are the same function of P_t. */
export function sameLoss(a: Loss, b: Loss): boolean {
  const key = ({ gamma, terms, epsilon }: Loss) => [gamma, terms, ...epsilon].join()
  return key(a) === key(b)
}
