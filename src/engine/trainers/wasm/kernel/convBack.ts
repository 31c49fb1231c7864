// The way back through a convolution.
import { gatherCells, isGathered, seenBytes, seenOf } from './cells'
import { rowOf } from './conv'
import { Layer, Network } from './places'
import { unpool } from './pool'
import { storeTransposed, sums } from './product'

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

/** How many numbers of a block a map takes before it is pooled, in bytes. */
@inline
function mapBytes(layer: Layer): usize {
  return (<usize>layer.height * <usize>layer.width * <usize>layer.outWidth) << 4
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
