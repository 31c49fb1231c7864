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
  effective: (n, beta) => (1 - beta) / shortfall(beta, n),
}

/**
 * 1 − base^exponent for base in [0, 1) and exponent > 0, with all its digits: 1 − xy = (1 − x) + x(1 − y) over the bits of
 * the exponent, by squares and square roots. Unlike powers and logarithms these have the same last bit in every browser.
 */
function shortfall(base: number, exponent: number): number {
  let product = 1
  let sum = 0
  const take = (power: number, missing: number) => {
    sum += product * missing
    product *= power
  }
  let [power, missing] = [base, 1 - base]
  for (let whole = Math.floor(exponent); whole > 0; whole = Math.floor(whole / 2)) {
    if (whole % 2 === 1) take(power, missing)
    missing += power * missing
    power *= power
  }
  ;[power, missing] = [base, 1 - base]
  for (let rest = 2 * (exponent % 1); rest > 0; rest = 2 * (rest % 1)) {
    power = Math.sqrt(power)
    missing /= 1 + power
    if (rest >= 1) take(power, missing)
  }
  return sum
}
