import type { Loss } from './family.ts'

/** The three ways to take shares over examples, by the names that a measurement gives them. */
export type Aggregation = 'shareLogit' | 'sharePt' | 'shareMean'

/** Between these ε₁ the mean of ratios is told from 20 bins to within 0.02. */
const MEAN_HOLDS = [-0.8, 5] as const

/**
 * The share of the leading term by its closed form r(p) = (1+ε)p / (1+εp), CE being ε = 0, taken over a histogram
 * of P_t with every example at the mean p̄ of its bin. An independent way to what is measured example by example.
 *
 * - Logit-weighted: Σ n(1+ε)p̄(1−p̄) / Σ n(1+εp̄)(1−p̄), since m₁ = (1+ε)p, m = 1 + εp, and ‖softmax − onehot‖₂ is √2(1−p)
 *   with two classes. With more it lies between √(K/(K−1)) and √2 times 1 − p, by how the other classes share it,
 *   which a histogram does not know. For ε < −1 there is no closed form: examples gather at P_t = −1/ε, where
 *   the gradient changes its sign within a bin.
 * - Mean of ratios: Σ n r(p̄) / Σ n. Within a bin of width w it errs by at most w²/4 · |ε(1+ε)| / min(1+εp)³, which is
 *   below 0.02 for −0.8 ≤ ε ≤ 5 at w = 1/20; near ε = −1, r bends within a single bin, and there is none.
 * - P_t series: Σ(1+ε) / Σ(1/p + ε) rests on the few examples nearest to P_t = 0, which a bin does not tell apart:
 *   there is none.
 *
 * @param counts examples in each bin
 * @param sums sum of their P_t
 * @returns NaN where there is no closed form: for other losses, under label smoothing, and as said above
 */
export function closedLeadingShare(
  loss: Loss,
  aggregation: Aggregation,
  counts: ArrayLike<number>,
  sums: ArrayLike<number>,
): number {
  if (!hasClosedForm(loss, aggregation)) return NaN
  const epsilon = loss.epsilon[0] ?? 0
  let leading = 0
  let whole = 0
  for (let bin = 0; bin < counts.length; bin++) {
    if (!(counts[bin] > 0)) continue
    const p = Math.min(1, sums[bin] / counts[bin])
    const m = 1 + epsilon * p
    const weight = aggregation === 'shareLogit' ? counts[bin] * (1 - p) : counts[bin] / m
    leading += weight * (1 + epsilon) * p
    whole += weight * m
  }
  return leading / whole
}

/** Whether the leading share of a loss can be told from a histogram of P_t; `closedLeadingShare` says why not. */
export function hasClosedForm({ gamma, terms, epsilon, labelSmoothing }: Loss, aggregation: Aggregation): boolean {
  if (gamma > 0 || terms !== Infinity || labelSmoothing > 0 || epsilon.slice(1).some((entry) => entry !== 0)) return false
  const first = epsilon[0] ?? 0
  if (aggregation === 'shareLogit') return first >= -1
  return aggregation === 'shareMean' && first >= MEAN_HOLDS[0] && first <= MEAN_HOLDS[1]
}
