// Of few channels the runs would be too short. What all cells see from a position, [cells][channels], is put side by side
// first, a row of positions at a time; the rest is then a kernel of one cell.
import { Layer } from './places'

/** Whether what the cells see is put side by side. */
@inline
export function isGathered(layer: Layer): bool {
  return (layer.channels & 3) != 0
}

/** Numbers that the cells see from a position. */
@inline
export function seenOf(layer: Layer): i32 {
  return layer.size * layer.size * layer.channels
}

/** Bytes that they take where they are put side by side: an even number of them. */
@inline
export function seenBytes(layer: Layer): usize {
  return <usize>((seenOf(layer) + 1) & ~1) << 4
}

/** Puts side by side what the cells see from each position of a row of one block; beyond the border it is 0. */
export function gatherCells(layer: Layer, y: i32, a: usize, out: usize): void {
  const size = layer.size
  const middle = size >> 1
  const width = layer.width
  const bytes = <usize>layer.channels << 4
  const seen = seenBytes(layer)
  for (let cell = 0; cell < size * size; cell++) {
    const atY = y + (cell / size - middle) * layer.dilation
    const across = (cell % size - middle) * layer.dilation
    const isOn = atY >= 0 && atY < layer.height
    const left = isOn ? min(width, max(0, -across)) : width
    const right = max(left, min(width, width - across))
    let to = out
    for (let x = 0; x < left; x++, to += seen) memory.fill(to, 0, bytes)
    let from = a + <usize>(atY * width + left + across) * bytes
    if (bytes == 16) {
      for (const end = from + (<usize>(right - left) << 4); from < end; from += 16, to += seen) v128.store(to, v128.load(from))
    } else {
      for (let x = left; x < right; x++, from += bytes, to += seen) {
        for (let at: usize = 0; at < bytes; at += 16) v128.store(to + at, v128.load(from + at))
      }
    }
    for (let x = right; x < width; x++, to += seen) memory.fill(to, 0, bytes)
    out += bytes
  }
}
