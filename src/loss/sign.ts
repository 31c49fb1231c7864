import type { Loss } from './family.ts'
import { reducedPull } from './series.ts'

const CELLS = 2000

/**
 * Where the loss pushes examples back: the intervals of P_t in (0, 1) on which m(P_t) < 0, in order.
 * For Poly-1 with ε < −1 this is (−1/ε, 1). Ends are found by bisection to 1e-9; what is narrower than
 * 1/2000 may be missed.
 */
export function pushBackIntervals(loss: Loss): [number, number][] {
  const sign = (p: number) => reducedPull(loss, p, 1 - p, -Math.log(p)) < -1e-12
  const intervals: [number, number][] = []
  let from: number | null = sign(0.5 / CELLS) ? 0 : null
  for (let i = 1; i < CELLS; i++) {
    const [low, high] = [(i - 0.5) / CELLS, (i + 0.5) / CELLS]
    if (sign(low) === sign(high)) continue
    const edge = bisect(sign, low, high)
    if (from === null) from = edge
    else {
      intervals.push([from, edge])
      from = null
    }
  }
  if (from !== null) intervals.push([from, 1])
  return intervals
}

function bisect(sign: (p: number) => boolean, low: number, high: number): number {
  const atLow = sign(low)
  while (high - low > 1e-9) {
    const middle = (low + high) / 2
    if (sign(middle) === atLow) low = middle
    else high = middle
  }
  return (low + high) / 2
}
