import * as tf from '@tensorflow/tfjs-core'
import { sizeText } from '../../../experiment/text.ts'
import { goThrough } from '../../rest.ts'
import { type ArmSettings, orderOf, runsAsked, type Trainer, type TrainingTask, weightsOf } from '../trainer.ts'
import { type Backend, choose, mostBytes } from './backend.ts'
import { disposeCoefficients, uploadCoefficients } from './coefficients.ts'
import { createCompletion } from './completion.ts'
import { blocksOf, forward, joinBlocks, widestOf } from './network.ts'
import { OPTIMIZERS, type State } from './optimizers.ts'
import { polyLoss } from './polyLoss.ts'

/** The most numbers that one layer's outputs may take while predicting; more examples are predicted in parts. */
const MOST_OUTPUTS = 1 << 22

/**
 * Trains all runs in TensorFlow.js operations with a leading axis over runs.
 *
 * @param backend what `useWebGPU`, `useWebGL` or `useCpu` has made ready
 */
export function createTfjsTrainer(
  backend: Backend,
  task: TrainingTask,
  arms: readonly ArmSettings[],
): Trainer {
  choose(backend)
  const trainer = create(backend, task, arms)
  // A trainer on another backend may have had its turn before whatever is asked for.
  return new Proxy(trainer, {
    get(_, name) {
      choose(backend)
      return trainer[name as keyof Trainer]
    },
  })
}

function create(backend: Backend, task: TrainingTask, arms: readonly ArmSettings[]): Trainer {
  const { network, repeats, batchSize, positions } = task
  const { inputs, classes, parameters } = network
  const runs = arms.length * repeats
  const widest = widestOf(network, 'there')
  const bytes = widestOf(network, 'back') * batchSize * runs * Float32Array.BYTES_PER_ELEMENT
  if (bytes > mostBytes(backend)) {
    throw new Error(`One step needs ${sizeText(bytes)} for a single tensor; there may be ${sizeText(mostBytes(backend))}. Fewer arms, repeats or filters, or smaller batches, need less`)
  }
  const isLabelled = !task.labels.includes(-1)
  const optimizer = OPTIMIZERS[task.optimizer]
  const completion = createCompletion(backend)
  const orders = Array.from({ length: repeats }, (_, repeat) => orderOf(task, repeat))
  const labels = tf.tensor2d(task.labels, [task.labels.length / positions, positions], 'int32')
  const taken: tf.Tensor2D[] = []
  const training = upload(task.features)
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

  function upload(features: Float32Array): tf.Tensor2D {
    return tf.tensor2d(features, [features.length / inputs, inputs])
  }

  function indicesOf(batch: number): Int32Array {
    const indices = new Int32Array(runs * batchSize)
    for (let run = 0; run < runs; run++) {
      const ofRun = indices.subarray(run * batchSize, (run + 1) * batchSize)
      if (run < repeats) orders[run].batch(batch, ofRun)
      else ofRun.set(indices.subarray((run % repeats) * batchSize, ((run % repeats) + 1) * batchSize))
    }
    return indices
  }

  /** What share of each run's batch has a label, [runs × 1 × 1]; 1 where none has, which has no gradient anyway. */
  function labelledShare(indices: Int32Array): tf.Tensor {
    const rows = batchSize * positions
    const shares = Float32Array.from({ length: runs }, (_, run) => {
      let count = 0
      for (const example of indices.subarray(run * batchSize, (run + 1) * batchSize)) {
        for (let p = 0; p < positions; p++) if (task.labels[example * positions + p] >= 0) count++
      }
      return (count || rows) / rows
    })
    return tf.tensor(shares, [runs, 1, 1])
  }

  function stepped(): tf.Tensor[] {
    const drawn = indicesOf(step)
    const indices = tf.tensor1d(drawn, 'int32')
    const labelled = isLabelled ? undefined : labelledShare(drawn)
    const x = tf.reshape(tf.gather(training, indices), [runs, batchSize, inputs])
    const onehot = tf.cast(tf.oneHot(tf.gather(labels, indices), classes), 'float32')
    const target = tf.reshape(onehot, [runs, batchSize * positions, classes])
    const gradients = tf.grads((...blocks) => polyLoss(coefficients, forward(network, blocks, x), target, labelled))
    return optimizer.update(state, joinBlocks(gradients([...blocksOf(network, state[0])])), coefficients, step + 1)
  }

  function* trainSteps(steps: number): Generator<number> {
    for (let i = 0; i < steps; i++) {
      choose(backend)
      replaceState(tf.tidy(stepped))
      step++
      yield (i + 1) / steps
    }
  }

  function replaceState(next: State): void {
    tf.dispose([...state])
    state = next
  }

  return {
    get step() {
      return step
    },
    advance: (steps, rest) => goThrough(trainSteps(steps), rest),
    settled: () => completion.settled(),
    setArms(next) {
      disposeCoefficients(coefficients)
      coefficients = uploadCoefficients(next, task)
    },
    take: (features) => taken.push(upload(features)) - 1,
    async predict(handle, repeat, rest) {
      const all = taken[handle]
      const examples = all.shape[0]
      const asked = runsAsked(runs, repeats, repeat)
      const together = Math.max(1, Math.floor(MOST_OUTPUTS / (asked.length * widest)))
      const parts: { from: number; count: number; logits: tf.Tensor }[] = []
      for (let from = 0; from < examples; from += together) {
        const count = Math.min(together, examples - from)
        const logits = tf.tidy(() => {
          const x = tf.reshape(tf.slice(all, [from, 0], [count, inputs]), [1, count, inputs])
          return forward(network, blocksOf(network, repeat === undefined ? state[0] : tf.gather(state[0], asked)), x)
        })
        parts.push({ from, count, logits })
        const wait = rest?.((from + count) / examples)
        if (wait) await wait
        choose(backend)
      }
      const values = await completion.read(parts.map(({ logits }) => logits))
      const numbers = positions * classes
      const out = new Float32Array(asked.length * examples * numbers)
      for (const [i, { from, count }] of parts.entries()) {
        const size = count * numbers
        for (let place = 0; place < asked.length; place++) {
          out.set(values[i].subarray(place * size, (place + 1) * size), (place * examples + from) * numbers)
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
      tf.dispose([labels, training, ...state, ...taken])
      disposeCoefficients(coefficients)
    },
  }
}
