export type ClassWeighting = 'none' | 'inverse' | 'effective'

/**
 * The weight of each class, scaled so that the mean over training examples is 1 and the learning rate
 * keeps its meaning. A class without examples weighs 0.
 *
 * - `inverse`: 1 / n_k
 * - `effective`: (1 − β) / (1 − β^n_k), Cui et al., “Class-Balanced Loss Based on Effective Number of
 *   Samples”, CVPR 2019
 *
 * @param counts training examples of each class
 */
export function classWeights(weighting: ClassWeighting, counts: readonly number[], beta: number): Float64Array {
  const raw = counts.map((n) => (n === 0 ? 0 : WEIGHTINGS[weighting](n, beta)))
  const total = counts.reduce((sum, n) => sum + n, 0)
  const weighted = counts.reduce((sum, n, k) => sum + n * raw[k], 0)
  return Float64Array.from(raw, (weight) => (weight * total) / weighted)
}

const WEIGHTINGS: Record<ClassWeighting, (n: number, beta: number) => number> = {
  none: () => 1,
  inverse: (n) => 1 / n,
  effective: (n, beta) => (1 - beta) / -Math.expm1(n * Math.log(beta)),
}
