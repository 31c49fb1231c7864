import { alpha, type Loss, MAX_EPSILON, SHARES } from '../../loss/index.ts'

/**
 * The strips of the mixing desk: terms 1…8 of ℓ(p) = Σ_j α_j (1−p)^{j+γ}, and as the ninth all later ones,
 * which have no ε: they are kept or dropped together by `terms`.
 */
export const REST = SHARES

/** ε at which α_j = 0, the bound of the family: −1/j, or 0 where `terms` has dropped 1/j. */
export function bound(loss: Loss, j: number): number {
  // Adding 0 turns −0 into 0.
  return (j <= loss.terms ? -1 / j : 0) + 0
}

/** Whether a strip is silent: α_j = 0, or the rest dropped. */
export function isMute(loss: Loss, j: number): boolean {
  return j === REST ? loss.terms < REST : alpha(loss, j) === 0
}

/** The one strip that sounds, where all others are silent. */
export function soloOf(loss: Loss): number | null {
  const sounding = Array.from({ length: SHARES }, (_, i) => i + 1).filter((j) => !isMute(loss, j))
  return sounding.length === 1 ? sounding[0] : null
}

/** The loss with α_j = 0, all other coefficients as they were. */
export function mute<L extends Loss>(loss: L, j: number): L {
  return j === REST ? withTerms(loss, Math.min(loss.terms, MAX_EPSILON)) : withEpsilon(loss, j, bound(loss, j))
}

/**
 * The loss with a silent strip sounding again, all other coefficients as they were.
 *
 * @param before the loss that the strip sounded in, if there was one; otherwise it comes back as in CE
 */
export function unmute<L extends Loss>(loss: L, j: number, before?: Loss): L {
  const known = before && !isMute(before, j) ? before : CROSS_ENTROPY
  if (j === REST) return withTerms(loss, known.terms)
  return withAlpha(loss, j, alpha(known, j))
}

/**
 * The loss of term j alone, with the α_j that it had, or CE's where it was silent. Terms and ε are chosen so
 * that nothing has to cancel, except under the rest of the series.
 */
export function solo<L extends Loss>(loss: L, j: number): L {
  if (j === REST) {
    const { terms } = isMute(loss, REST) ? CROSS_ENTROPY : loss
    const epsilon = Array.from({ length: MAX_EPSILON }, (_, i) => -1 / (i + 1))
    return { ...loss, terms, epsilon }
  }
  const sounding = isMute(loss, j) ? CROSS_ENTROPY : loss
  const silent = { ...loss, terms: 1, epsilon: [-1] }
  return withAlpha(silent, j, alpha(sounding, j))
}

const CROSS_ENTROPY: Loss = { gamma: 0, terms: Infinity, epsilon: [], labelSmoothing: 0 }

/** Another number of terms kept, with every α_1…α_8 as it was. */
function withTerms<L extends Loss>(loss: L, terms: number): L {
  const alphas = Array.from({ length: MAX_EPSILON }, (_, i) => alpha(loss, i + 1))
  return alphas.reduce<L>((mixed, value, i) => withAlpha(mixed, i + 1, value), { ...loss, terms })
}

function withAlpha<L extends Loss>(loss: L, j: number, value: number): L {
  // 1/3 + 0.05 − 1/3 is not 0.05; twelve digits are more than a person sets.
  return withEpsilon(loss, j, value === 0 ? bound(loss, j) : Math.round((value + bound(loss, j)) * 1e12) / 1e12 + 0)
}

function withEpsilon<L extends Loss>(loss: L, j: number, value: number): L {
  const epsilon = Array.from({ length: Math.max(j, loss.epsilon.length) }, (_, i) => loss.epsilon[i] ?? 0)
  epsilon[j - 1] = value
  return { ...loss, epsilon: epsilon.slice(0, epsilon.findLastIndex((entry) => entry !== 0) + 1) }
}
