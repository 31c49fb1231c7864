import { createBatchOrder } from '../../src/data/batches.ts'
import { initialWeights } from '../../src/data/weights.ts'
import { type Activation, ADAM, type ArmSettings, type Trainer, type TrainingTask } from '../../src/engine/trainer.ts'
import { LossEvaluator } from '../../src/loss/index.ts'

type Slope = readonly [(x: number) => number, (a: number) => number]

const ACTIVATIONS: Readonly<Record<Activation, Slope>> = {
  tanh: [Math.tanh, (a) => 1 - a * a],
  relu: [(x) => Math.max(0, x), (a) => (a > 0 ? 1 : 0)],
  sigmoid: [(x) => 1 / (1 + Math.exp(-x)), (a) => a * (1 - a)],
  linear: [(x) => x, () => 1],
}

/** Backpropagation in float64 in its plainest form, one example after the other. */
export function createOracle(task: TrainingTask, arms: readonly ArmSettings[]): Trainer {
  const { sizes, batchSize, repeats, optimizer } = task
  const [act, slope] = ACTIVATIONS[task.activation]
  const inputs = sizes[0]
  const classes = sizes[sizes.length - 1]
  const evaluator = new LossEvaluator(classes)
  const runs = arms.length * repeats
  const orders = Array.from({ length: repeats }, (_, repeat) =>
    createBatchOrder({ seed: task.seed, repeat, examples: task.labels.length, batchSize }),
  )
  const start = (run: number) => initialWeights(sizes, task.activation, task.seed, run % repeats)
  const parameters = Array.from({ length: runs }, (_, run) => Float64Array.from(start(run)))
  const zeros = () => parameters.map(({ length }) => new Float64Array(length))
  const slots = optimizer === 'sgd' ? [zeros()] : [zeros(), zeros()]
  let settings = arms
  let step = 0

  /** Activations of every layer, the inputs first. */
  function forward(w: Float64Array, x: ArrayLike<number>): ArrayLike<number>[] {
    const layers = [x]
    let at = 0
    for (let l = 1; l < sizes.length; l++) {
      const [n, m] = [sizes[l - 1], sizes[l]]
      const below = layers[l - 1]
      const from = at
      layers.push(
        Float64Array.from({ length: m }, (_, j) => {
          let sum = w[from + n * m + j]
          for (let i = 0; i < n; i++) sum += below[i] * w[from + i * m + j]
          return l < sizes.length - 1 ? act(sum) : sum
        }),
      )
      at += (n + 1) * m
    }
    return layers
  }

  function gradient(run: number, indices: Int32Array): Float64Array {
    const w = parameters[run]
    const { loss, classWeights } = settings[Math.floor(run / repeats)]
    const g = new Float64Array(w.length)
    for (const i of indices) {
      const layers = forward(w, task.features.subarray(i * inputs, (i + 1) * inputs))
      evaluator.read(layers[sizes.length - 1], 0, task.labels[i])
      let delta = new Float64Array(classes)
      evaluator.addGradient(loss, classWeights[task.labels[i]] / batchSize, delta, 0)
      let end = w.length
      for (let l = sizes.length - 1; l > 0; l--) {
        const [n, m] = [sizes[l - 1], sizes[l]]
        const at = end - (n + 1) * m
        const below = new Float64Array(n)
        for (let a = 0; a < n; a++) {
          for (let j = 0; j < m; j++) {
            g[at + a * m + j] += layers[l - 1][a] * delta[j]
            below[a] += w[at + a * m + j] * delta[j]
          }
          below[a] *= slope(layers[l - 1][a])
        }
        for (let j = 0; j < m; j++) g[at + n * m + j] += delta[j]
        delta = below
        end = at
      }
    }
    return g
  }

  function update(run: number, g: Float64Array): void {
    const { learningRate, momentum, weightDecay } = settings[Math.floor(run / repeats)]
    const w = parameters[run]
    const [first, second] = [slots[0][run], slots[1]?.[run]]
    for (let i = 0; i < w.length; i++) {
      if (optimizer === 'adamw') w[i] -= learningRate * weightDecay * w[i]
      else g[i] += weightDecay * w[i]
      if (optimizer === 'sgd') {
        first[i] = momentum * first[i] + g[i]
        w[i] -= learningRate * first[i]
        continue
      }
      first[i] = ADAM.beta1 * first[i] + (1 - ADAM.beta1) * g[i]
      second[i] = ADAM.beta2 * second[i] + (1 - ADAM.beta2) * g[i] ** 2
      const corrected = second[i] / (1 - ADAM.beta2 ** step)
      w[i] -= (learningRate * (first[i] / (1 - ADAM.beta1 ** step))) / (Math.sqrt(corrected) + ADAM.epsilon)
    }
  }

  const joined = (parts: readonly Float64Array[]) => Float64Array.from(parts.flatMap((part) => [...part]))
  return {
    get step() {
      return step
    },
    advance(steps) {
      const indices = new Int32Array(batchSize)
      for (let s = 0; s < steps; s++) {
        step++
        for (let run = 0; run < runs; run++) {
          orders[run % repeats].batch(step - 1, indices)
          update(run, gradient(run, indices))
        }
      }
    },
    settled: async () => {},
    setArms(next) {
      settings = next
    },
    async predict(features) {
      const examples = Array.from({ length: features.length / inputs }, (_, i) => i * inputs)
      const logits = (w: Float64Array, at: number) => forward(w, features.subarray(at, at + inputs))[sizes.length - 1]
      return joined(parameters.flatMap((w) => examples.map((at) => logits(w, at) as Float64Array)))
    },
    snapshot: async () => ({ step, parameters: joined(parameters), slots: slots.map(joined) }),
    restore() {},
    dispose() {},
  }
}
