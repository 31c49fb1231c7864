// The loss family as `src/loss/series.ts` has it, in float64; its formulas stand there. q is 1 − p with its own
// precision, nll is −log p. exp, log and pow of float64 are AssemblyScript's own, compiled into the kernel.
import { Arm, epsilonOf, pullCoefficientOf } from './places'

const NAMED_TERMS: i32 = 8
/** Terms 1…8 and the rest. */
export const SHARES: i32 = 9

/** α_j */
@inline
function alpha(arm: Arm, j: i32): f64 {
  return (<f64>j <= arm.terms ? 1 / <f64>j : 0) + epsilonOf(arm, j)
}

@inline
export function powerOf(q: f64, gamma: f64): f64 {
  return gamma == 0 ? 1 : Math.pow(q, gamma)
}

/** −log p where −log p from the logits is exact only for p that are not near 1. */
@inline
export function negativeLog(p: f64, q: f64, fromLogits: f64): f64 {
  return p > 0.5 ? -Math.log1p(-q) : fromLogits
}

function partialLog(q: f64, from: i32, to: f64): f64 {
  let sum: f64 = 0
  let power: f64 = 1
  for (let j = 0; j < from; j++) power *= q
  for (let j: f64 = from; j <= to; j++) {
    sum += power / j
    power *= q
    // Written so that powers that have vanished, and what is not a number, end it as well.
    if (!(power > 1e-18 * sum)) break
  }
  return sum
}

function restLog(from: i32, terms: f64, q: f64, nll: f64): f64 {
  // Subtracting the first term alone leaves enough digits much further down.
  if (terms == Infinity && q > (from == 2 ? 0.01 : 0.5)) return nll - partialLog(q, 1, from - 1)
  return partialLog(q, from, terms)
}

function keptFraction(terms: f64, p: f64, q: f64): f64 {
  if (terms == 0) return 0
  if (terms == Infinity || q == 0) return 1
  return -Math.expm1(terms * (p < 0.5 ? Math.log1p(-p) : Math.log(q)))
}

/** ℓ(p) */
export function lossOf(arm: Arm, q: f64, nll: f64): f64 {
  let extra: f64 = 0
  for (let j = <i32>arm.order; j >= 1; j--) extra = (extra + epsilonOf(arm, j)) * q
  const scale = powerOf(q, arm.gamma)
  return scale == 0 ? 0 : scale * ((arm.terms == Infinity ? nll : partialLog(q, 1, arm.terms)) + extra)
}

/** m(p) = −p ℓ′(p) */
export function pull(arm: Arm, p: f64, q: f64, nll: f64): f64 {
  const gamma = arm.gamma
  let later: f64 = 0
  for (let j = <i32>arm.order; j >= 2; j--) later = (later + pullCoefficientOf(arm, j)) * q
  const plain = p * (pullCoefficientOf(arm, 1) + later) + q * keptFraction(arm.terms - 1, p, q)
  if (gamma == 0) return plain
  return (q > 0 ? plain + (gamma * p * restLog(2, arm.terms, q, nll)) / q : plain) * Math.pow(q, gamma)
}

/** m(p) / q^γ split into terms 1…8 and the rest, to `out`, f64 [9]. */
export function reducedTermPulls(arm: Arm, p: f64, q: f64, nll: f64, out: usize): void {
  const gamma = arm.gamma
  let power: f64 = 1
  for (let j = 1; j <= NAMED_TERMS; j++) {
    store<f64>(out + ((j - 1) << 3), p * alpha(arm, j) * (<f64>j + gamma) * power)
    power *= q
  }
  let rest: f64 = 0
  if (arm.terms > NAMED_TERMS) rest = power * keptFraction(arm.terms - NAMED_TERMS, p, q)
  if (gamma > 0 && q > 0) rest += (gamma * p * restLog(SHARES, arm.terms, q, nll)) / q
  store<f64>(out + (NAMED_TERMS << 3), rest)
}

/** ỹ_k */
@inline
export function target(arm: Arm, classes: i32, label: i32, k: i32): f64 {
  return arm.smoothing / <f64>classes + (k == label ? 1 - arm.smoothing : 0)
}
