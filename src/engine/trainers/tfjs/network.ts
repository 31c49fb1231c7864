import * as tf from '@tensorflow/tfjs-core'
import type { Activation, Network } from '../../../network/network.ts'

/** Parameters of all runs, a tensor for each block of each layer in turn: [runs × rows × columns], biases as one row. */
export type Blocks = readonly tf.Tensor[]

const ACTIVATIONS: Readonly<Record<Activation, (x: tf.Tensor) => tf.Tensor>> = {
  tanh: tf.tanh,
  relu: tf.relu,
  sigmoid: tf.sigmoid,
  linear: (x) => x,
}

/** The weighted sums of a layer. */
const KINDS: Readonly<Record<'dense', (x: tf.Tensor, blocks: Blocks) => tf.Tensor>> = {
  dense: (x, [weights, biases]) => tf.add(tf.matMul(x, weights), biases),
}

/** Takes parameters [runs × parameters], each run as in a snapshot, apart. */
export function blocksOf({ layers }: Network, parameters: tf.Tensor): Blocks {
  const runs = parameters.shape[0]
  return layers.flatMap(({ blocks }) =>
    blocks.map(({ at, size, shape }) => {
      const [rows, columns] = shape.length > 1 ? shape : [1, ...shape]
      return tf.reshape(tf.slice(parameters, [0, at], [runs, size]), [runs, rows, columns])
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

/** Logits [runs × rows × classes] of features [runs × examples × inputs], or [1 × …] for the same in every run. */
export function forward({ activation, layers }: Network, parameters: Blocks, features: tf.Tensor): tf.Tensor {
  let at = 0
  return layers.reduce((x, { kind, blocks: { length } }, l) => {
    const sums = KINDS[kind as 'dense'](x, parameters.slice(at, (at += length)))
    return l + 1 < layers.length ? ACTIVATIONS[activation](sums) : sums
  }, features)
}
