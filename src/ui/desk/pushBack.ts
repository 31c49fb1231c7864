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
