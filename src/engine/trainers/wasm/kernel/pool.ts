// Of every 2 × 2 positions the largest, and the way back.
import { Layer } from './places'

/** The largest of the windows in one or two rows of a block, the first of equal ones, and which of the four it was. */
export function poolRows(layer: Layer, rows: i32, from: usize, out: usize, winners: usize): void {
  const position = <usize>layer.outWidth << 4
  const below = <usize>layer.width * position
  for (let x = 0; x < layer.width; x += 2) {
    const isPair = x + 1 < layer.width
    for (const end = from + position; from < end; from += 16) {
      let best = v128.load(from)
      let winner = i32x4.splat(0)
      if (isPair) {
        const beside = v128.load(from + position)
        winner = v128.and(f32x4.gt(beside, best), i32x4.splat(1))
        best = f32x4.pmax(best, beside)
      }
      if (rows == 2) {
        let low = v128.load(from + below)
        let lowWinner = i32x4.splat(2)
        if (isPair) {
          const beside = v128.load(from + below + position)
          lowWinner = i32x4.sub(lowWinner, f32x4.gt(beside, low))
          low = f32x4.pmax(low, beside)
        }
        winner = v128.bitselect(lowWinner, winner, f32x4.gt(low, best))
        best = f32x4.pmax(best, low)
      }
      v128.store(out, best)
      v128.store(winners, winner)
      out += 16
      winners += 16
    }
    from += position
  }
}

/** Writes dL/d(map) of a block from dL/d(what its pool kept): what comes to a window goes to its largest. */
export function unpool(layer: Layer, delta: usize, winners: usize, to: usize): void {
  const position = <usize>layer.outWidth << 4
  const below = <usize>layer.width * position
  for (let y = 0; y < layer.height; y += 2) {
    const isTwo = y + 1 < layer.height
    for (let x = 0; x < layer.width; x += 2) {
      const isPair = x + 1 < layer.width
      for (const end = to + position; to < end; to += 16) {
        const d = v128.load(delta)
        const winner = v128.load(winners)
        v128.store(to, v128.and(d, i32x4.eq(winner, i32x4.splat(0))))
        if (isPair) v128.store(to + position, v128.and(d, i32x4.eq(winner, i32x4.splat(1))))
        if (isTwo) v128.store(to + below, v128.and(d, i32x4.eq(winner, i32x4.splat(2))))
        if (isTwo && isPair) v128.store(to + below + position, v128.and(d, i32x4.eq(winner, i32x4.splat(3))))
        delta += 16
        winners += 16
      }
      if (isPair) to += position
    }
    if (isTwo) to += below
  }
}
