import { alpha, type Loss, MAX_EPSILON, pushBackIntervals } from '../../loss/index.ts'
import { ordered } from '../../experiment/text.ts'

/** Says which examples the loss pushes away from their label, from the intervals of P_t where m(P_t) < 0. */
export function pushBackText(intervals: readonly (readonly [number, number])[]): string {
  if (intervals.length === 0) return ''
  const texts = intervals.map(([from, to]) => {
    if (from === 0 && to === 1) return 'All examples'
    if (to === 1) return `Examples surer than ${from.toFixed(2)}`
    if (from === 0) return `Examples less sure than ${to.toFixed(2)}`
    return `Examples with P_t from ${from.toFixed(2)} to ${to.toFixed(2)}`
  })
  return `${texts.join(', ').replaceAll(', E', ', e')} are pushed back`
}

/** Says what is odd about a loss: coefficients below the bound α_j ≥ 0, what they do, and a loss that is 0. */
export function signText(loss: Loss): string {
  const alphas = Array.from({ length: MAX_EPSILON }, (_, i) => alpha(loss, i + 1))
  if (loss.terms <= MAX_EPSILON && alphas.every((one) => one === 0)) return 'The loss is 0 everywhere'
  const negative = alphas.flatMap((one, i) => (one < -1e-9 ? [ordered('α', i + 1)] : []))
  if (negative.length === 0) return ''
  const pushed = pushBackText(pushBackIntervals(loss))
  const consequence = pushed ? `: ${pushed[0].toLowerCase()}${pushed.slice(1)}` : ', yet no example is pushed back'
  return `${negative.join(', ')} < 0${consequence}`
}
