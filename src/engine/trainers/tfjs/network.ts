import * as tf from '@tensorflow/tfjs-core'
import { sizeOf } from '../../../network/layer.ts'
import type { Activation, Network } from '../../../network/network.ts'
import { convolve, pool } from './conv.ts'

/**
 * Parameters of all runs, a tensor for each block of each layer in turn: [runs × rows × columns], columns being what
 * a weight goes to; biases are one row.
 */
export type Blocks = readonly tf.Tensor[]

const ACTIVATIONS: Readonly<Record<Activation, (x: tf.Tensor) => tf.Tensor>> = {
  tanh: tf.tanh,
  relu: tf.relu,
  sigmoid: tf.sigmoid,
  linear: (x) => x,
}

/** Takes parameters [runs × parameters], each run as in a snapshot, apart. */
export function blocksOf({ layers }: Network, parameters: tf.Tensor): Blocks {
  const runs = parameters.shape[0]
  return layers.flatMap(({ blocks }) =>
    blocks.map(({ at, size, shape }) => {
      return tf.reshape(tf.slice(parameters, [0, at], [runs, size]), [runs, -1, shape[shape.length - 1]])
    }),
  )
}

/** The inverse of `blocksOf`, for gradients. */
export function joinBlocks(blocks: Blocks): tf.Tensor {
  return tf.concat(
    blocks.map((part) => tf.reshape(part, [part.shape[0], -1])),
    1,
  )
}

/**
 * Logits [runs × examples·positions × classes] of features [runs × examples × inputs], or [1 × …] for the same in every
 * run.
 */
export function forward({ activation, classes, layers }: Network, parameters: Blocks, features: tf.Tensor): tf.Tensor {
  const [runs] = parameters[0].shape
  let at = 0
  const last = layers.reduce((x, layer, l) => {
    const [weights, biases] = parameters.slice(at, (at += layer.blocks.length))
    const sums = tf.add(layer.kind === 'conv' ? convolve(layer, x, weights) : tf.matMul(x, weights), biases)
    const out = l + 1 < layers.length ? ACTIVATIONS[activation](sums) : sums
    return tf.reshape(layer.kind === 'conv' && layer.pooled ? pool(layer, out) : out, [runs, -1, sizeOf(layer.output)])
  }, features)
  return tf.reshape(last, [runs, -1, classes])
}

/** The most numbers of an example in one tensor, on its way through the network and, to train, back. */
export function widestOf({ layers }: Network, way: 'there' | 'back'): number {
  return Math.max(
    ...layers.flatMap((layer, l) => {
      const through = [sizeOf(layer.input), sizeOf(layer.output)]
      if (layer.kind === 'dense') return through
      const { input: [height, width, channels], filters, size } = layer
      const seen = way === 'back' && l > 0 ? Math.max(channels, filters) : channels
      return [...through, height * width * filters, height * width * size * size * seen]
    }),
  )
}
