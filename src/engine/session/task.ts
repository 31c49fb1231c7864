import { logarithm } from '../../data/elementary.ts'
import type { TrainedArm } from '../../experiment/changes.ts'
import type { Experiment } from '../../experiment/index.ts'
import { networkFor } from '../../experiment/network.ts'
import type { ModelSettings } from '../../experiment/schema.ts'
import { classWeights } from '../../loss/index.ts'
import type { OutputStart } from '../../network/initialWeights.ts'
import type { ArmSettings, TrainingTask } from '../trainers/trainer.ts'
import type { Draws } from './draws.ts'

/** What a trainer needs of an experiment, its data given. */
export function taskOf({ model, optimizer, training }: Pick<Experiment, 'model' | 'optimizer' | 'training'>, draws: Draws): TrainingTask {
  const { sets, features, labels } = draws
  const [set] = sets
  const { train, dimensions } = set
  const examples = train.features.length / dimensions
  return {
    network: networkFor(model, set),
    output: outputOf(model.start, draws),
    optimizer: optimizer.kind,
    batchSize: Math.min(optimizer.batchSize, examples),
    repeats: training.repeats,
    seed: training.seed,
    vary: training.vary,
    draws: sets.length,
    examples,
    positions: train.labels.length / examples,
    features,
    labels,
  }
}

/** An output layer near zero has this part of its weights; every class then begins near 1/K, or near its frequency. */
const NEAR_ZERO = 0.1

/** How the output layer begins: its biases, where they are wanted, are ln(n_k / n) of the training labels of each draw. */
function outputOf(start: ModelSettings['start'], { sets, labels }: Draws): OutputStart | undefined {
  if (start === 'same') return undefined
  if (start === 'zero') return { scale: NEAR_ZERO, biases: null }
  const [{ classes }] = sets
  const size = labels.length / sets.length
  const biases = sets.flatMap((_, draw) =>
    // A class that noise took every label from has no logarithm: it counts as half a label.
    countsOf(labels.subarray(draw * size, (draw + 1) * size), classes).map((count) => logarithm(Math.max(count, 0.5) / size)),
  )
  return { scale: NEAR_ZERO, biases: Float32Array.from(biases) }
}

/** What each arm trains with, the same in all repeats. */
export function armsOf(arms: readonly TrainedArm[], draws: Draws): ArmSettings[] {
  const counts = weighedCounts(draws)
  return arms.map(({ arm, optimizer: { learningRate, momentum, weightDecay } }) => {
    const { gamma, terms, epsilon, labelSmoothing, classWeights: weighting, beta, rate } = arm
    return {
      loss: { gamma, terms, epsilon, labelSmoothing },
      classWeights: classWeights(weighting, counts, beta),
      learningRate: learningRate * rate,
      momentum,
      weightDecay,
    }
  })
}

/** What class weights are of: the mean class sizes over the draws. */
export function weighedCounts({ sets, labels }: Draws): number[] {
  return countsOf(labels, sets[0].classes).map((count) => count / sets.length)
}

/** How many labels there are of each class; −1 is none. */
export function countsOf(labels: Int32Array, classes: number): number[] {
  const counts = Array.from({ length: classes }, () => 0)
  for (const label of labels) if (label >= 0) counts[label]++
  return counts
}
