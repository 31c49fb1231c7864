/**
 * Softmax of one example's logits, in the form that stays finite at any logits: the largest is
 * subtracted first.
 *
 * @param logits holds the `classes` logits from `at` on
 * @param softmax receives the probabilities, [classes]
 * @returns the logarithm of the sum of exponentials: −log of class k's probability is that − logits[at + k]
 */
export function softmaxInto(
  logits: ArrayLike<number>,
  at: number,
  classes: number,
  softmax: Float64Array,
): number {
  let max = -Infinity
  for (let k = 0; k < classes; k++) max = Math.max(max, logits[at + k])
  let sum = 0
  for (let k = 0; k < classes; k++) sum += softmax[k] = Math.exp(logits[at + k] - max)
  for (let k = 0; k < classes; k++) softmax[k] /= sum
  return max + Math.log(sum)
}

/**
 * 1 − softmax[k] with full relative precision: above one half the other classes are summed, since
 * there the difference from 1 has lost its digits.
 */
export function complement(softmax: Float64Array, classes: number, k: number): number {
  if (softmax[k] <= 0.5) return 1 - softmax[k]
  let sum = 0
  for (let i = 0; i < classes; i++) if (i !== k) sum += softmax[i]
  return sum
}

/** −log p from p, its complement q and the logits' −log p, which is exact only where p is not near 1. */
export function negativeLog(p: number, q: number, fromLogits: number): number {
  return p > 0.5 ? -Math.log1p(-q) : fromLogits
}
