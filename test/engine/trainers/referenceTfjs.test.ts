import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-core/dist/register_all_gradients'
import '@tensorflow/tfjs-backend-cpu'
import { beforeAll, describe, expect, it } from 'vitest'
import { createReferenceTrainer } from '../../../src/engine/trainers/reference/trainer.ts'
import { networkOf, type Network } from '../../../src/network/network.ts'
import { conv, CONV_NETWORKS, dense } from './conv.ts'
import { armOf, FAMILY, relativeError, taskOf } from './fixtures.ts'

/** Logits by TensorFlow.js' own convolution and pooling, [examples·positions × classes]. */
function forward({ layers, classes }: Network, blocks: readonly tf.Tensor[], features: tf.Tensor): tf.Tensor {
  const last = layers.reduce((x, layer, l) => {
    const [weights, biases] = blocks.slice(2 * l)
    const out = (sums: tf.Tensor) => (l + 1 < layers.length ? tf.tanh(sums) : sums)
    if (layer.kind === 'dense') return out(tf.add(tf.matMul(tf.reshape(x, [x.shape[0], -1]), weights), biases))
    const maps: tf.Tensor = tf.reshape(x, [-1, ...layer.input])
    const sums = out(tf.add(tf.conv2d(maps as tf.Tensor4D, weights as tf.Tensor4D, 1, 'same'), biases))
    return layer.pooled ? tf.maxPool(sums as tf.Tensor4D, 2, 2, 'same') : sums
  }, features)
  return tf.reshape(last, [-1, classes])
}

/** The gradient of the mean cross-entropy over all examples: the reference's, and by TensorFlow.js' own gradients. */
async function gradients(network: Network) {
  const examples = 6
  const task = taskOf({ network, examples, batchSize: examples, repeats: 1, optimizer: 'sgd', labels: Int32Array.from({ length: examples * network.positions }, (_, i) => i % network.classes) })
  const trainer = createReferenceTrainer(task, [armOf(FAMILY.CE, network.classes, 'sgd', { momentum: 0 })])
  const { parameters } = await trainer.snapshot()
  await trainer.advance(1)
  const [taken] = (await trainer.snapshot()).slots
  // Examples come in another order, which the mean does not see.
  const onehot = tf.oneHot(tf.tensor1d(task.labels, 'int32'), network.classes)
  const features = tf.tensor2d(task.features, [examples, network.inputs])
  const blocks = network.layers.flatMap((layer) => layer.blocks.map(({ at, size, shape }) => tf.tensor(Float32Array.from(parameters.subarray(at, at + size)), [...shape])))
  const loss = (...blocks: tf.Tensor[]) => tf.neg(tf.mean(tf.sum(tf.mul(onehot, tf.logSoftmax(forward(network, blocks, features))), 1)))
  const found = await Promise.all(tf.grads(loss)(blocks).map(async (gradient) => [...(await gradient.data())]))
  return { taken, theirs: found.flat() }
}

describe('the reference backpropagates as TensorFlow.js does through its own convolution and pooling', () => {
  beforeAll(async () => void (await tf.setBackend('cpu')))

  // It has no gradient of a dilated convolution.
  const networks = Object.entries(CONV_NETWORKS).filter(([, networkOf]) => networkOf('tanh').layers.every((layer) => layer.kind !== 'conv' || layer.dilation === 1))
  it.each([
    ...networks.map(([name, networkOf]) => [name, networkOf('tanh')] as const),
    ['undilated, a label at every position', networkOf([5, 4, 2], 'tanh', [conv(4), conv(5), conv(3, { size: 1 })])] as const,
    ['a map of 64 × 33', networkOf([64, 33, 3], 'tanh', [conv(2, { pooled: true }), conv(2, { pooled: true }), dense(3)])] as const,
  ])('%s', async (_, network) => {
    const { taken, theirs } = await gradients(network)
    expect(relativeError(theirs, taken)).toBeLessThan(1e-5)
  })
})
