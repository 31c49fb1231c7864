import { createRandom, PURPOSE } from '../../src/data/random.ts'
import type { ArmSettings, TrainingTask } from '../../src/engine/trainers/trainer.ts'
import { denseNetwork } from '../../src/network/network.ts'

const EXAMPLES = 512
const SEED = 7

/** What every engine trains: tanh networks with Adam and Poly-1, each number of runs in turn. */
export const TASKS = [
  { name: '2-16-16-3, batch 64', sizes: [2, 16, 16, 3], batchSize: 64, learningRate: 0.01, runs: [1, 32, 128] },
  { name: '784-64-10, batch 128', sizes: [784, 64, 10], batchSize: 128, learningRate: 0.001, runs: [1, 8] },
] as const

/** Features from a standard normal; the label is the highest of random linear functions of them. */
function examplesOf(inputs: number, classes: number): Pick<TrainingTask, 'features' | 'labels'> {
  const random = createRandom(SEED, PURPOSE.examples)
  const features = new Float32Array(EXAMPLES * inputs).map(() => random.normal())
  const directions = Array.from({ length: classes }, () => Array.from({ length: inputs }, () => random.normal()))
  const labels = new Int32Array(EXAMPLES).map((_, i) => {
    const heights = directions.map((direction) =>
      direction.reduce((sum, along, j) => sum + along * features[i * inputs + j], 0),
    )
    return heights.indexOf(Math.max(...heights))
  })
  return { features, labels }
}

/** The task of these layer sizes, with one arm of this many repeats. */
export function taskOf(sizes: readonly number[], batchSize: number, repeats: number): TrainingTask {
  const network = denseNetwork(sizes, 'tanh')
  return {
    network,
    optimizer: 'adam',
    batchSize,
    repeats,
    seed: SEED,
    vary: 'both',
    draws: 1,
    examples: EXAMPLES,
    positions: 1,
    ...examplesOf(network.inputs, network.classes),
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
