import { createRandom, PURPOSE } from '../../src/data/random.ts'
import type { ArmSettings, TrainingTask } from '../../src/engine/trainers/trainer.ts'
import { denseNetwork, type Layer, type Network, networkOf } from '../../src/network/network.ts'

const SEED = 7

const pooled = (filters: number): Layer => ({ kind: 'conv', filters, size: 3, dilation: 1, pooled: true })
const images = networkOf([28, 28, 1], 'tanh', [pooled(8), pooled(16), { kind: 'dense', units: 10 }])

interface BenchTask {
  readonly name: string
  readonly network: Network
  readonly examples: number
  readonly batchSize: number
  readonly learningRate: number
  /** Each number of runs in turn. */
  readonly runs: readonly number[]
  /** Steps after which all engines must stand at the same losses. */
  readonly compared: number
}

/** What every engine that takes its layers trains: tanh networks with Adam and Poly-1. */
export const TASKS: readonly BenchTask[] = [
  { name: '2-16-16-3, batch 64', network: denseNetwork([2, 16, 16, 3], 'tanh'), examples: 512, batchSize: 64, learningRate: 0.01, runs: [1, 32, 128], compared: 10 },
  { name: '784-64-10, batch 128', network: denseNetwork([784, 64, 10], 'tanh'), examples: 512, batchSize: 128, learningRate: 0.001, runs: [1, 8], compared: 10 },
  // A step of some engines takes seconds.
  { name: '28x28-c8-c16-10', network: images, examples: 128, batchSize: 64, learningRate: 0.001, runs: [1, 8], compared: 2 },
]

/** Features from a standard normal; the label is the highest of random linear functions of them. */
function examplesOf(examples: number, inputs: number, classes: number): Pick<TrainingTask, 'features' | 'labels'> {
  const random = createRandom(SEED, PURPOSE.examples)
  const features = new Float32Array(examples * inputs).map(() => random.normal())
  const directions = Array.from({ length: classes }, () => Array.from({ length: inputs }, () => random.normal()))
  const labels = new Int32Array(examples).map((_, i) => {
    const heights = directions.map((direction) =>
      direction.reduce((sum, along, j) => sum + along * features[i * inputs + j], 0),
    )
    return heights.indexOf(Math.max(...heights))
  })
  return { features, labels }
}

/** A task with one arm of this many repeats. */
export function taskOf({ network, examples, batchSize }: Pick<BenchTask, 'network' | 'examples' | 'batchSize'>, repeats: number): TrainingTask {
  return {
    network,
    optimizer: 'adam',
    batchSize,
    repeats,
    seed: SEED,
    vary: 'both',
    draws: 1,
    examples,
    positions: 1,
    ...examplesOf(examples, network.inputs, network.classes),
  }
}

/** ε₁ of the one arm; peers that write the loss themselves write CE + ε₁ (1 − P_t). */
export const EPSILON = 2

export function armOf(classes: number, learningRate: number): ArmSettings {
  return {
    loss: { gamma: 0, terms: Infinity, epsilon: [EPSILON], labelSmoothing: 0 },
    classWeights: new Float64Array(classes).fill(1),
    learningRate,
    momentum: 0.9,
    weightDecay: 0,
  }
}
