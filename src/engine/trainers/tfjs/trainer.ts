import * as tf from '@tensorflow/tfjs-core'
import { type ArmSettings, orderOf, parameterCount, runsAsked, type Trainer, type TrainingTask, weightsOf } from '../trainer.ts'
import { disposeCoefficients, uploadCoefficients } from './coefficients.ts'
import { createCompletion } from './completion.ts'
import { forward, joinLayers, layersOf } from './network.ts'
import { OPTIMIZERS, type State } from './optimizers.ts'
import { polyLoss } from './polyLoss.ts'

/** The most numbers that one layer's outputs may take while predicting; more examples are predicted in parts. */
const MOST_OUTPUTS = 1 << 22

/**
 * Trains all runs in TensorFlow.js operations with a leading axis over runs.
 *
 * @param backend what `useWebGPU` or `useCpu` has chosen; while the trainer lives no other may be chosen
 * @throws where tfjs works on another backend
 */
export function createTfjsTrainer(
  backend: 'webgpu' | 'cpu',
  task: TrainingTask,
  arms: readonly ArmSettings[],
): Trainer {
  if (tf.getBackend() !== backend) throw new Error(`TensorFlow.js works on ${tf.getBackend()}, not on ${backend}.`)
  const { sizes, activation, repeats, batchSize } = task
  const inputs = sizes[0]
  const classes = sizes[sizes.length - 1]
  const runs = arms.length * repeats
  const parameters = parameterCount(sizes)
  const optimizer = OPTIMIZERS[task.optimizer]
  const completion = createCompletion(backend)
  const orders = Array.from({ length: repeats }, (_, repeat) => orderOf(task, repeat))
  const labels = tf.tensor1d(task.labels, 'int32')
  const stored = new Map<Float32Array, tf.Tensor2D>()
  let coefficients = uploadCoefficients(arms, task)
  let state: State = [initial(), ...Array.from({ length: optimizer.slots }, () => tf.zeros([runs, parameters]))]
  let step = 0

  function initial(): tf.Tensor {
    const values = new Float32Array(runs * parameters)
    for (let run = 0; run < runs; run++) {
      values.set(weightsOf(task, run % repeats), run * parameters)
    }
    return tf.tensor(values, [runs, parameters])
  }

  function featuresOf(features: Float32Array): tf.Tensor2D {
    const known = stored.get(features)
    if (known) return known
    const uploaded = tf.tensor2d(features, [features.length / inputs, inputs])
    stored.set(features, uploaded)
    return uploaded
  }

  function indicesOf(batch: number): tf.Tensor1D {
    const indices = new Int32Array(runs * batchSize)
    for (let run = 0; run < runs; run++) {
      const ofRun = indices.subarray(run * batchSize, (run + 1) * batchSize)
      if (run < repeats) orders[run].batch(batch, ofRun)
      else ofRun.set(indices.subarray((run % repeats) * batchSize, ((run % repeats) + 1) * batchSize))
    }
    return tf.tensor1d(indices, 'int32')
  }

  function stepped(): tf.Tensor[] {
    const indices = indicesOf(step)
    const x = tf.reshape(tf.gather(featuresOf(task.features), indices), [runs, batchSize, inputs])
    const onehot = tf.cast(tf.oneHot(tf.gather(labels, indices), classes), 'float32')
    const target = tf.reshape(onehot, [runs, batchSize, classes])
    const gradients = tf.grads((...layers) => polyLoss(coefficients, forward(activation, layers, x), target))
    const gradient = joinLayers(gradients([...layersOf(sizes, state[0])]))
    return optimizer.update(state, gradient, coefficients, step + 1)
  }

  function replaceState(next: State): void {
    tf.dispose([...state])
    state = next
  }

  featuresOf(task.features)

  return {
    get step() {
      return step
    },
    advance(steps) {
      for (let i = 0; i < steps; i++) {
        replaceState(tf.tidy(stepped))
        step++
      }
    },
    settled: () => completion.settled(),
    setArms(next) {
      disposeCoefficients(coefficients)
      coefficients = uploadCoefficients(next, task)
    },
    async predict(features, repeat) {
      const all = featuresOf(features)
      const examples = all.shape[0]
      const asked = runsAsked(runs, repeats, repeat)
      const together = Math.max(1, Math.floor(MOST_OUTPUTS / (asked.length * Math.max(...sizes))))
      const parts: { from: number; count: number; logits: tf.Tensor }[] = []
      for (let from = 0; from < examples; from += together) {
        const count = Math.min(together, examples - from)
        const logits = tf.tidy(() => {
          const x = tf.reshape(tf.slice(all, [from, 0], [count, inputs]), [1, count, inputs])
          return forward(activation, layersOf(sizes, repeat === undefined ? state[0] : tf.gather(state[0], asked)), x)
        })
        parts.push({ from, count, logits })
      }
      const values = await completion.read(parts.map(({ logits }) => logits))
      const out = new Float32Array(asked.length * examples * classes)
      for (const [i, { from, count }] of parts.entries()) {
        const size = count * classes
        for (let place = 0; place < asked.length; place++) {
          out.set(values[i].subarray(place * size, (place + 1) * size), (place * examples + from) * classes)
        }
      }
      return out
    },
    async snapshot() {
      const at = step
      // Clones stay when the next step lets go of the state.
      const [first, ...slots] = await completion.read(state.map((part) => tf.clone(part)))
      return { step: at, parameters: first, slots }
    },
    restore(snapshot) {
      step = snapshot.step
      const upload = (values: Float32Array | Float64Array) =>
        tf.tensor(Float32Array.from(values), [runs, parameters], 'float32')
      replaceState([snapshot.parameters, ...snapshot.slots].map(upload))
    },
    dispose() {
      completion.stop()
      tf.dispose([labels, ...state, ...stored.values()])
      disposeCoefficients(coefficients)
      stored.clear()
    },
  }
}
