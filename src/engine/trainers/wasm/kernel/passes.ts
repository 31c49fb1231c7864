import { activate, slope } from './activation'
import { Examples, layerOf, Network } from './places'
import { columnSums, product, transpose } from './product'

/** Rows of whole groups of four that so many examples fill. */
@inline
export function rowsOf(examples: i32): i32 {
  return (examples + 3) & ~3
}

/**
 * Writes the features of some examples to where the first layer is given them, and 0 for those that fill up the last
 * group of four rows.
 *
 * @param order u32 [count], which examples; 0 for those from `first` on
 */
export function gather(network: Network, examples: Examples, order: usize, first: i32, count: i32): void {
  const features = examples.features
  const palette = examples.palette
  const layer = layerOf(network, 0)
  const inputs = <usize>layer.inputs
  const width = <usize>layer.inWidth << 2
  for (let i = 0; i < count; i++) {
    const example = <usize>(order ? load<u32>(order + (<usize>i << 2)) : first + i)
    const to = layer.given + i * width
    if (!palette) {
      const from = features + example * (inputs << 2)
      if (inputs < 16) for (let j: usize = 0; j < inputs << 2; j += 4) store<f32>(to + j, load<f32>(from + j))
      else memory.copy(to, from, inputs << 2)
    } else {
      const from = features + example * inputs
      for (let j: usize = 0; j < inputs; j++) store<f32>(to + (j << 2), load<f32>(palette + (<usize>load<u8>(from + j) << 2)))
    }
  }
  memory.fill(layer.given + count * width, 0, (rowsOf(count) - count) * width)
}

/** Sends what was gathered through the layers of one run, as far as the logits. */
export function forward(network: Network, parameters: usize, rows: i32): void {
  for (let l = 0; l < network.layers; l++) {
    const layer = layerOf(network, l)
    product(rows, layer.inputs, layer.outWidth, layer.given, <usize>layer.inWidth << 2, 4, parameters + layer.weights, layer.sums, parameters + layer.biases)
    if (l + 1 < network.layers) activate(network.activation, layer, rows)
  }
}

/** Writes the gradient of what was sent forward last, given dL/dlogits of all its rows. */
export function backward(network: Network, parameters: usize, rows: i32): void {
  for (let l = network.layers - 1; l >= 0; l--) {
    const layer = layerOf(network, l)
    const inBytes = <usize>layer.inWidth << 2
    product(layer.inWidth, rows, layer.outWidth, layer.given, 4, inBytes, layer.delta, network.gradient + layer.weights, 0)
    columnSums(rows, layer.outWidth, layer.delta, network.gradient + layer.biases)
    if (l == 0) return
    const below = layerOf(network, l - 1).delta
    transpose(layer.inWidth, layer.outWidth, parameters + layer.weights, layer.transposed)
    product(rows, layer.outputs, layer.inWidth, layer.delta, <usize>layer.outWidth << 2, 4, layer.transposed, below, 0)
    slope(network.activation, below, layer.given, rows * inBytes)
  }
}
