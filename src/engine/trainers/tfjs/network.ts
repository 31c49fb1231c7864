import * as tf from '@tensorflow/tfjs-core'
import type { Activation } from '../trainer.ts'

/** Parameters of all runs by layer: weights [runs × inputs × outputs], biases [runs × 1 × outputs], by turns. */
export type Layers = readonly tf.Tensor[]

const ACTIVATIONS: Readonly<Record<Activation, (x: tf.Tensor) => tf.Tensor>> = {
  tanh: tf.tanh,
  relu: tf.relu,
  sigmoid: tf.sigmoid,
  linear: (x) => x,
}

/** Takes parameters [runs × parameters], each run as in a snapshot, apart. */
export function layersOf(sizes: readonly number[], parameters: tf.Tensor): Layers {
  const runs = parameters.shape[0]
  let at = 0
  const next = (rows: number, columns: number) => {
    const part = tf.slice(parameters, [0, at], [runs, rows * columns])
    at += rows * columns
    return tf.reshape(part, [runs, rows, columns])
  }
  return sizes.slice(1).flatMap((outputs, layer) => [next(sizes[layer], outputs), next(1, outputs)])
}

/** The inverse of `layersOf`, for gradients. */
export function joinLayers(layers: Layers): tf.Tensor {
  return tf.concat(
    layers.map((part) => tf.reshape(part, [part.shape[0], -1])),
    1,
  )
}

/** Logits [runs × examples × classes] of features [runs × examples × inputs], or [1 × …] for the same in every run. */
export function forward(activation: Activation, layers: Layers, features: tf.Tensor): tf.Tensor {
  let x = features
  for (let i = 0; i < layers.length; i += 2) {
    x = tf.add(tf.matMul(x, layers[i]), layers[i + 1])
    if (i + 2 < layers.length) x = ACTIVATIONS[activation](x)
  }
  return x
}
