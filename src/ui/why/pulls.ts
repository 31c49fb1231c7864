import { type Loss, lossOf, pull, reducedTermPulls, SHARES } from '../../loss/index.ts'

/** −log P_t has no end; nothing is evaluated nearer to 0. */
const LEAST = 1e-6

/** P_t from 0 to 1, closely enough for smooth curves. */
export const GRID: readonly number[] = Array.from({ length: 201 }, (_, i) => i / 200)

function probability(pt: number): { readonly p: number; readonly q: number; readonly nll: number } {
  const p = Math.max(LEAST, pt)
  return { p, q: 1 - p, nll: -Math.log(p) }
}

/** ℓ(P_t). */
export function lossAt(loss: Loss, pt: number): number {
  const { q, nll } = probability(pt)
  return lossOf(loss, q, nll)
}

/** The pull on the label's logit, −dL/dz_t = m(P_t)(1−P_t) for a hard label. */
export function pullAt(loss: Loss, pt: number): number {
  const { p, q, nll } = probability(pt)
  return q * pull(loss, p, q, nll)
}

/** That pull by terms 1…8 and the rest: nine numbers, signed, whose sum is `pullAt`. */
export function termPullsAt(loss: Loss, pt: number): Float64Array {
  const { p, q, nll } = probability(pt)
  const pulls = new Float64Array(SHARES)
  reducedTermPulls(loss, p, q, nll, pulls)
  const scale = loss.gamma === 0 ? q : q ** (1 + loss.gamma)
  return pulls.map((one) => one * scale)
}
