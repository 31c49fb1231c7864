import * as tf from '@tensorflow/tfjs-core'
import { layers, sequential } from '@tensorflow/tfjs-layers'
import { ADAM } from '../../src/engine/trainers/trainer.ts'
import { createBatches, type CreatePeer, initialLayers } from './peer.ts'
import { EPSILON } from './tasks.ts'

/** Poly-1 of each example, from logits. */
function poly1(onehot: tf.Tensor, logits: tf.Tensor): tf.Tensor {
  const logPt = tf.sum(tf.mul(onehot, tf.logSoftmax(logits)), -1)
  return tf.sub(tf.mul(EPSILON, tf.sub(1, tf.exp(logPt))), logPt)
}

/**
 * Trains a model of TensorFlow.js' layers by `trainOnBatch`, on the backend chosen last. It returns the loss, and so
 * reads it back each step. There is no axis over runs: n runs would be n models, and n times the time of one.
 */
export const createLayers: CreatePeer = async (task, { learningRate }) => {
  const { network, batchSize, labels } = task
  const { classes } = network
  const initial = initialLayers(task)
  const shape = [...network.layers[0].input]
  const model = sequential()
  initial.forEach(({ layer, outputs }, i) => {
    const common = { activation: i + 1 < initial.length ? network.activation : 'linear', ...(i === 0 && { inputShape: shape }) } as const
    if (layer.kind === 'conv') {
      model.add(layers.conv2d({ filters: outputs, kernelSize: layer.size, dilationRate: layer.dilation, padding: 'same', ...common }))
      if (layer.pooled) model.add(layers.maxPooling2d({ poolSize: 2, padding: 'same' }))
    } else {
      if (layer.input.length > 1) model.add(layers.flatten())
      model.add(layers.dense({ units: outputs, ...common }))
    }
  })
  model.compile({ optimizer: tf.train.adam(learningRate, ADAM.beta1, ADAM.beta2, ADAM.epsilon), loss: poly1 })
  const parameters = initial.flatMap(({ shape, weights, biases }) => [tf.tensor(weights, [...shape]), tf.tensor1d(biases)])
  model.setWeights(parameters)
  const features = tf.tensor(task.features, [labels.length, ...shape])
  const onehots = tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(labels, 'int32'), classes), 'float32'))
  const nextBatch = createBatches(task)
  const taken: tf.Tensor[] = []

  return {
    async advance(steps) {
      for (let i = 0; i < steps; i++) {
        const [x, y] = tf.tidy(() => {
          const indices = tf.tensor1d(nextBatch(), 'int32')
          return [tf.gather(features, indices), tf.gather(onehots, indices)]
        })
        await model.trainOnBatch(x, y)
        tf.dispose([x, y])
      }
    },
    settled: async () => {},
    take: (given) => taken.push(tf.tensor(given, [given.length / network.inputs, ...shape])) - 1,
    async predict(handle) {
      const logits = model.predict(taken[handle], { batchSize }) as tf.Tensor
      const values = Float32Array.from(await logits.data<'float32'>())
      tf.dispose(logits)
      return values
    },
    dispose() {
      model.dispose()
      tf.dispose([...parameters, ...taken, features, onehots])
    },
  }
}
