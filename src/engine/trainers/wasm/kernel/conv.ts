// Convolutions, straight from the maps. A map of a row is [positions][channels], so that of a block it is
// [positions][channels][4 rows]: a position is to the convolution what a row is to `product.ts`, and what the neighbours
// beside each other give stands in one piece. What is beyond the border is passed over. Weights are panels of four
// filters, [filters / 4][cells][channels][4 filters]. All sums are added in an order of their own.
//
// Of few channels the runs would be too short. What all cells see from a position, [cells][channels], is put side by side
// first, a row of positions at a time; the rest is then a kernel of one cell.
import { Layer, Network } from './places'
import { storeTransposed, sums } from './product'

/** The cells of the kernel, along one axis, that are on a map of this length: from the first to before the last. */
@inline
function firstCell(size: i32, dilation: i32, at: i32): i32 {
  return size > 1 && at < dilation ? 1 : 0
}
@inline
function lastCell(size: i32, dilation: i32, at: i32, length: i32): i32 {
  return size > 1 && at + dilation >= length ? 2 : size
}

/** Whether what the cells see is put side by side. */
@inline
function isGathered(layer: Layer): bool {
  return (layer.channels & 3) != 0
}

/** Numbers that the cells see from a position. */
@inline
function seenOf(layer: Layer): i32 {
  return layer.size * layer.size * layer.channels
}

/** Bytes that they take where they are put side by side: an even number of them. */
@inline
function seenBytes(layer: Layer): usize {
  return <usize>((seenOf(layer) + 1) & ~1) << 4
}

/** Puts side by side what the cells see from each position of a row of one block; beyond the border it is 0. */
function gatherCells(layer: Layer, y: i32, a: usize, out: usize): void {
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

/** How many numbers of a block a map takes before it is pooled, in bytes. */
@inline
function mapBytes(layer: Layer): usize {
  return (<usize>layer.height * <usize>layer.width * <usize>layer.outWidth) << 4
}

/** Writes the weighted sums of all blocks, and where the layer is pooled only the largest of each window. */
export function convolve(network: Network, layer: Layer, parameters: usize, blocks: i32): void {
  const from = <usize>layer.inWidth << 4
  const to = (<usize>layer.positions * <usize>layer.outWidth) << 4
  const rowBytes = (<usize>layer.width * <usize>layer.outWidth) << 4
  const weights = parameters + layer.weights
  const biases = parameters + layer.biases
  for (let block = 0; block < blocks; block += 2) {
    const given = layer.given + <usize>block * from
    let out = layer.sums + <usize>block * to
    if (!layer.isPooled) {
      for (let y = 0; y < layer.height; y++) {
        sumRow(network, layer, y, given, weights, biases, out, to)
        out += rowBytes
      }
      continue
    }
    // Two rows of the map at a time, which stay where the processor is quick.
    let winners = layer.winners + <usize>block * to
    const pooledBytes = (<usize>((layer.width + 1) >> 1) * <usize>layer.outWidth) << 4
    for (let y = 0; y < layer.height; y += 2) {
      const rows = min(2, layer.height - y)
      for (let i = 0; i < rows; i++) {
        sumRow(network, layer, y + i, given, weights, biases, network.maps + <usize>i * rowBytes, 2 * rowBytes)
      }
      poolRows(layer, rows, network.maps, out, winners)
      poolRows(layer, rows, network.maps + 2 * rowBytes, out + to, winners + to)
      out += pooledBytes
      winners += pooledBytes
    }
  }
}

/** One row of the map of two blocks. */
@inline
function sumRow(network: Network, layer: Layer, y: i32, given: usize, weights: usize, biases: usize, c: usize, cBlock: usize): void {
  const aBlock = <usize>layer.inWidth << 4
  if (isGathered(layer)) {
    const seen = seenBytes(layer)
    const rowBytes = <usize>layer.width * seen
    gatherCells(layer, y, given, network.seen)
    gatherCells(layer, y, given + aBlock, network.seen + rowBytes)
    const run = <usize>seenOf(layer) << 4
    rowOfOne(layer.width, run, seen, layer.outWidth, network.seen, rowBytes, weights, biases, c, cBlock)
  } else rowOf(layer, y, layer.channels, layer.outWidth, given, aBlock, weights, biases, c, cBlock)
}

/** Of a kernel of one cell, where every position has `seen` bytes, and of them a run that counts. */
function rowOfOne(width: i32, run: usize, seen: usize, outputs: i32, a: usize, aBlock: usize, weights: usize, biases: usize, c: usize, cBlock: usize): void {
  for (let x = 0; x < width; x++) {
    let w = weights
    for (let output = 0; output < outputs; output += 4) {
      tile(1, 1, run, 0, a, aBlock, 0, w, 0, c, cBlock, biases + (<usize>output << 2))
      w += run
      c += 64
    }
    a += seen
  }
}

function rowOf(layer: Layer, y: i32, channels: i32, outputs: i32, a: usize, aBlock: usize, weights: usize, biases: usize, c: usize, cBlock: usize): void {
  const size = layer.size
  const dilation = layer.dilation
  const width = layer.width
  const middle = size >> 1
  const cell = <usize>channels << 4
  const panel = <usize>(size * size) * cell
  const top = firstCell(size, dilation, y)
  const rows = lastCell(size, dilation, y, layer.height) - top
  const nextRow = <usize>(dilation * width) * cell
  const nextWeights = <usize>size * cell
  for (let x = 0; x < width; x++) {
    const left = firstCell(size, dilation, x)
    const beside = lastCell(size, dilation, x, width) - left
    const first = a + <usize>((y + (top - middle) * dilation) * width + x + (left - middle) * dilation) * cell
    // Without gaps all cells of a row are one run.
    const runs = dilation == 1 ? 1 : beside
    const run = dilation == 1 ? <usize>beside * cell : cell
    const gap = <usize>(dilation - 1) * cell
    let w = weights + <usize>(top * size + left) * cell
    for (let output = 0; output < outputs; output += 4) {
      tile(rows, runs, run, gap, first, aBlock, nextRow, w, nextWeights, c, cBlock, biases ? biases + (<usize>output << 2) : 0)
      w += panel
      c += 64
    }
  }
}

/** One position of two blocks × four outputs, as the tile of `product.ts`. */
@inline
function tile(rows: i32, runs: i32, run: usize, gap: usize, first: usize, aBlock: usize, nextRow: usize, weights: usize, nextWeights: usize, c: usize, cBlock: usize, biases: usize): void {
  let low0 = f32x4.splat(0)
  let low1 = low0
  let low2 = low0
  let low3 = low0
  if (biases) {
    low0 = v128.load32_splat(biases)
    low1 = v128.load32_splat(biases, 4)
    low2 = v128.load32_splat(biases, 8)
    low3 = v128.load32_splat(biases, 12)
  }
  let high0 = low0
  let high1 = low1
  let high2 = low2
  let high3 = low3
  for (let row = 0; row < rows; row++) {
    let a0 = first
    let a1 = a0 + aBlock
    let w = weights
    for (let i = 0; i < runs; i++) {
      for (const end = w + run; w < end; w += 16) {
        const low = v128.load(a0)
        const high = v128.load(a1)
        const w0 = v128.load32_splat(w)
        low0 = f32x4.add(low0, f32x4.mul(low, w0))
        high0 = f32x4.add(high0, f32x4.mul(high, w0))
        const w1 = v128.load32_splat(w, 4)
        low1 = f32x4.add(low1, f32x4.mul(low, w1))
        high1 = f32x4.add(high1, f32x4.mul(high, w1))
        const w2 = v128.load32_splat(w, 8)
        low2 = f32x4.add(low2, f32x4.mul(low, w2))
        high2 = f32x4.add(high2, f32x4.mul(high, w2))
        const w3 = v128.load32_splat(w, 12)
        low3 = f32x4.add(low3, f32x4.mul(low, w3))
        high3 = f32x4.add(high3, f32x4.mul(high, w3))
        a0 += 16
        a1 += 16
      }
      a0 += gap
      a1 += gap
    }
    first += nextRow
    weights += nextWeights
  }
  v128.store(c, low0)
  v128.store(c, low1, 16)
  v128.store(c, low2, 32)
  v128.store(c, low3, 48)
  v128.store(c + cBlock, high0)
  v128.store(c + cBlock, high1, 16)
  v128.store(c + cBlock, high2, 32)
  v128.store(c + cBlock, high3, 48)
}

/** The largest of the windows in one or two rows of a block, the first of equal ones, and which of the four it was. */
function poolRows(layer: Layer, rows: i32, from: usize, out: usize, winners: usize): void {
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
function unpool(layer: Layer, delta: usize, winners: usize, to: usize): void {
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

/**
 * Writes dL/dW from dL/d(what the layer gives), and unless `below` is 0 dL/d(what it was given), which the turned
 * kernel makes of it.
 */
export function convolveBack(network: Network, layer: Layer, parameters: usize, gradient: usize, below: usize, blocks: i32): void {
  const from = <usize>layer.inWidth << 4
  const to = (<usize>layer.positions * <usize>layer.outWidth) << 4
  const map = mapBytes(layer)
  const rowBytes = (<usize>layer.width * <usize>layer.channels) << 4
  if (below) turn(layer, parameters + layer.weights, layer.transposed)
  memory.fill(network.partials, 0, seenBytes(layer) * <usize>layer.outWidth)
  for (let block = 0; block < blocks; block += 2) {
    const given = layer.given + <usize>block * from
    let delta = layer.delta + <usize>block * to
    if (layer.isPooled) {
      const winners = layer.winners + <usize>block * to
      unpool(layer, delta, winners, network.maps)
      unpool(layer, delta + to, winners + to, network.maps + map)
      delta = network.maps
    }
    if (isGathered(layer)) {
      addGradientOfSeen(network, layer, given, delta)
      addGradientOfSeen(network, layer, given + from, delta + map)
    } else {
      addGradient(layer, given, delta, network.partials)
      addGradient(layer, given + from, delta + map, network.partials)
    }
    if (!below) continue
    let out = below + <usize>block * from
    for (let y = 0; y < layer.height; y++) {
      rowOf(layer, y, layer.outWidth, layer.channels, delta, map, layer.transposed, 0, out, from)
      out += rowBytes
    }
  }
  writeGradient(layer, network.partials, gradient)
}

/** Numbers of a piece of maps that is gone through for one weight after the other: it stays where the processor is quick. */
const PIECE: i32 = 1024

/** Adds dL/dW of one block to sums [cells][channels][filters][4 rows]. */
function addGradient(layer: Layer, a: usize, d: usize, partials: usize): void {
  const size = layer.size
  const dilation = layer.dilation
  const height = layer.height
  const width = layer.width
  const channels = layer.channels
  const filters = layer.outWidth
  const middle = size >> 1
  const filterBytes = <usize>filters << 4
  const together = max(1, PIECE / (width * (channels + filters)))
  for (let begin = 0; begin < height; begin += together) {
    const end = min(height, begin + together)
    let to = partials
    for (let cell = 0; cell < size * size; cell++) {
      const down = (cell / size - middle) * dilation
      const across = (cell % size - middle) * dilation
      const top = max(begin, -down)
      const left = max(0, -across)
      const rows = min(end, height - down) - top
      const beside = min(width, width - across) - left
      if (rows > 0 && beside > 0) {
        const ofA = a + (<usize>(((top + down) * width + left + across) * channels) << 4)
        const ofD = d + (<usize>((top * width + left) * filters) << 4)
        addTiles(rows, beside, width, <usize>channels << 4, filterBytes, ofA, ofD, to)
      }
      to += <usize>channels * filterBytes
    }
  }
}

function addGradientOfSeen(network: Network, layer: Layer, a: usize, d: usize): void {
  const filterBytes = <usize>layer.outWidth << 4
  for (let y = 0; y < layer.height; y++) {
    gatherCells(layer, y, a, network.seen)
    addTiles(1, layer.width, layer.width, seenBytes(layer), filterBytes, network.seen, d, network.partials)
    d += <usize>layer.width * filterBytes
  }
}

/** Of some rows of so many positions beside each other, each of which has so many bytes. */
function addTiles(rows: i32, beside: i32, width: i32, aBytes: usize, dBytes: usize, a: usize, d: usize, to: usize): void {
  for (const end = a + aBytes; a < end; a += 32) {
    for (let filter: usize = 0; filter < dBytes; filter += 64) {
      gradientTile(rows, beside, width, aBytes, dBytes, a, d + filter, to + filter)
    }
    to += 2 * dBytes
  }
}

/** Two channels × four filters. */
@inline
function gradientTile(rows: i32, beside: i32, width: i32, aBytes: usize, dBytes: usize, a: usize, d: usize, to: usize): void {
  const next = dBytes
  const aGap = <usize>(width - beside) * aBytes
  const dGap = <usize>(width - beside) * dBytes
  let first0 = v128.load(to)
  let first1 = v128.load(to, 16)
  let first2 = v128.load(to, 32)
  let first3 = v128.load(to, 48)
  let second0 = v128.load(to + next)
  let second1 = v128.load(to + next, 16)
  let second2 = v128.load(to + next, 32)
  let second3 = v128.load(to + next, 48)
  for (let y = 0; y < rows; y++) {
    for (const end = d + <usize>beside * dBytes; d < end; d += dBytes) {
      const first = v128.load(a)
      const second = v128.load(a, 16)
      const d0 = v128.load(d)
      first0 = f32x4.add(first0, f32x4.mul(first, d0))
      second0 = f32x4.add(second0, f32x4.mul(second, d0))
      const d1 = v128.load(d, 16)
      first1 = f32x4.add(first1, f32x4.mul(first, d1))
      second1 = f32x4.add(second1, f32x4.mul(second, d1))
      const d2 = v128.load(d, 32)
      first2 = f32x4.add(first2, f32x4.mul(first, d2))
      second2 = f32x4.add(second2, f32x4.mul(second, d2))
      const d3 = v128.load(d, 48)
      first3 = f32x4.add(first3, f32x4.mul(first, d3))
      second3 = f32x4.add(second3, f32x4.mul(second, d3))
      a += aBytes
    }
    a += aGap
    d += dGap
  }
  v128.store(to, first0)
  v128.store(to, first1, 16)
  v128.store(to, first2, 32)
  v128.store(to, first3, 48)
  v128.store(to + next, second0)
  v128.store(to + next, second1, 16)
  v128.store(to + next, second2, 32)
  v128.store(to + next, second3, 48)
}

/** Sums over the four rows, to panels as weights are. */
function writeGradient(layer: Layer, partials: usize, gradient: usize): void {
  const inputs = seenOf(layer)
  const filterBytes = <usize>layer.outWidth << 4
  for (let filter: usize = 0; filter < filterBytes; filter += 64) {
    for (let at = partials + filter, end = at + <usize>inputs * filterBytes; at < end; at += filterBytes) {
      v128.store(gradient, sums(v128.load(at), v128.load(at, 16), v128.load(at, 32), v128.load(at, 48)))
      gradient += 16
    }
  }
}

/** Writes the weights of the way back, [channels / 4][cells, the last first][filters][4 channels]. */
function turn(layer: Layer, weights: usize, out: usize): void {
  const cells = layer.size * layer.size
  const cellBytes = <usize>layer.channels << 4
  const turnedBytes = <usize>layer.outWidth << 4
  for (let filter: usize = 0; filter < turnedBytes; filter += 64) {
    for (let cell = 0; cell < cells; cell++) {
      let to = out + <usize>(cells - 1 - cell) * turnedBytes + filter
      for (const end = weights + cellBytes; weights < end; weights += 64) {
        storeTransposed(v128.load(weights), v128.load(weights, 16), v128.load(weights, 32), v128.load(weights, 48), to)
        to += <usize>cells * turnedBytes
      }
    }
  }
}
