// Convolutions, straight from the maps. A map of a row is [positions][channels], so that of a block it is
// [positions][channels][4 rows]: a position is to the convolution what a row is to `product.ts`, and what the neighbours
// beside each other give stands in one piece. What is beyond the border is passed over. Weights are panels of four
// filters, [filters / 4][cells][channels][4 filters]. All sums are added in an order of their own.
import { gatherCells, isGathered, seenBytes, seenOf } from './cells'
import { Layer, Network } from './places'
import { poolRows } from './pool'

/** The cells of the kernel, along one axis, that are on a map of this length: from the first to before the last. */
@inline
function firstCell(size: i32, dilation: i32, at: i32): i32 {
  return size > 1 && at < dilation ? 1 : 0
}

@inline
function lastCell(size: i32, dilation: i32, at: i32, length: i32): i32 {
  return size > 1 && at + dilation >= length ? 2 : size
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

export function rowOf(layer: Layer, y: i32, channels: i32, outputs: i32, a: usize, aBlock: usize, weights: usize, biases: usize, c: usize, cBlock: usize): void {
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
