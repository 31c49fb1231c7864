import { activate, slope } from './activation'
import { convolve } from './conv'
import { convolveBack } from './convBack'
import { Examples, layerOf, Network } from './places'
import { biasGradient, product, storeTransposed, transpose, weightGradient } from './product'

/** Blocks of four rows, in pairs, that so many examples fill. */
@inline
export function blocksOf(examples: i32): i32 {
  return (examples + 7) >> 3 << 1
}

/** Where the number `unit` of a row stands, among rows of `width` numbers side by side. */
@inline
export function placeOf(row: i32, unit: i32, width: i32): usize {
  return (<usize>((row >> 2) * width + unit) << 4) + (<usize>(row & 3) << 2)
}

/**
 * Writes the features of some examples to where the first layer is given them, and 0 for the rows that fill up the last
 * pair of blocks.
 *
 * @param order u32 [count], which examples; 0 for those from `first` on
 */
export function gather(network: Network, examples: Examples, order: usize, first: i32, count: i32): void {
  const layer = layerOf(network, 0)
  const blockBytes = <usize>layer.inWidth << 4
  const blocks = blocksOf(count)
  const whole = count >> 2
  for (let block = 0; block < blocks; block++) {
    const to = layer.given + <usize>block * blockBytes
    if (block >= whole) memory.fill(to, 0, blockBytes)
    const row = block << 2
    if (examples.palette) {
      for (let r = row; r < min(row + 4, count); r++) {
        bytesOf(examples, <usize>exampleAt(order, first, r), layer.inputs, to + (<usize>(r & 3) << 2))
      }
    } else if (block < whole) {
      floatsOfFour(examples.features, order, first, row, layer.inputs, to)
    } else {
      for (let r = row; r < count; r++) floatsOf(examples.features, exampleAt(order, first, r), layer.inputs, to + (<usize>(r & 3) << 2))
    }
  }
}

@inline
function exampleAt(order: usize, first: i32, row: i32): i32 {
  return order ? load<i32>(order + (<usize>row << 2)) : first + row
}

@inline
function bytesOf(examples: Examples, example: usize, inputs: i32, to: usize): void {
  const palette = examples.palette
  const from = examples.features + example * <usize>inputs
  for (let at = from, end = from + <usize>inputs; at < end; at++) {
    store<f32>(to, load<f32>(palette + (<usize>load<u8>(at) << 2)))
    to += 16
  }
}

function floatsOf(features: usize, example: i32, inputs: i32, to: usize): void {
  const from = features + ((<usize>example * <usize>inputs) << 2)
  for (let at = from, end = from + (<usize>inputs << 2); at < end; at += 4) {
    store<f32>(to, load<f32>(at))
    to += 16
  }
}

/** A whole block: four numbers of four rows at a time. */
function floatsOfFour(features: usize, order: usize, first: i32, row: i32, inputs: i32, to: usize): void {
  const bytes = <usize>inputs << 2
  const row0 = features + <usize>exampleAt(order, first, row) * bytes
  const row1 = features + <usize>exampleAt(order, first, row + 1) * bytes
  const row2 = features + <usize>exampleAt(order, first, row + 2) * bytes
  const row3 = features + <usize>exampleAt(order, first, row + 3) * bytes
  let at: usize = 0
  for (const end = bytes & ~15; at < end; at += 16) {
    storeTransposed(v128.load(row0 + at), v128.load(row1 + at), v128.load(row2 + at), v128.load(row3 + at), to)
    to += 64
  }
  for (; at < bytes; at += 4) {
    store<f32>(to, load<f32>(row0 + at))
    store<f32>(to, load<f32>(row1 + at), 4)
    store<f32>(to, load<f32>(row2 + at), 8)
    store<f32>(to, load<f32>(row3 + at), 12)
    to += 16
  }
}

/** Sends what was gathered through the layers of one run, as far as the logits. */
export function forward(network: Network, parameters: usize, blocks: i32): void {
  for (let l = 0; l < network.layers; l++) {
    const layer = layerOf(network, l)
    if (layer.isConv) convolve(network, layer, parameters, blocks)
    else product(blocks, layer.inputs, layer.inWidth, layer.outWidth, layer.given, parameters + layer.weights, layer.sums, parameters + layer.biases)
    if (l + 1 < network.layers) activate(network.activation, layer, blocks)
  }
}

/** Writes the gradient of what was sent forward last, given dL/dlogits of all its rows. */
export function backward(network: Network, parameters: usize, gradient: usize, blocks: i32): void {
  for (let l = network.layers - 1; l >= 0; l--) {
    const layer = layerOf(network, l)
    const below = l > 0 ? layerOf(network, l - 1).delta : 0
    // A bias is added at every position, and of a window the largest alone counts.
    biasGradient(blocks * layer.positions, layer.outWidth, layer.delta, gradient + layer.biases)
    if (layer.isConv) convolveBack(network, layer, parameters, gradient + layer.weights, below, blocks)
    else {
      weightGradient(blocks, layer.inWidth, layer.outWidth, layer.given, layer.delta, gradient + layer.weights)
      if (below) {
        transpose(layer.inWidth, layer.outWidth, parameters + layer.weights, layer.transposed)
        product(blocks, layer.outputs, layer.outWidth, layer.inWidth, layer.delta, layer.transposed, below, 0)
      }
    }
    if (below) slope(network.activation, below, layer.given, <usize>blocks * (<usize>layer.inWidth << 4))
  }
}
