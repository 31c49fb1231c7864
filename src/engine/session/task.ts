import type { TrainedArm } from '../../experiment/changes.ts'
import type { Experiment } from '../../experiment/index.ts'
import { networkFor } from '../../experiment/network.ts'
import { classWeights } from '../../loss/index.ts'
import type { ArmSettings, TrainingTask } from '../trainers/trainer.ts'
import type { Draws } from './draws.ts'

/** What a trainer needs of an experiment, its data given. */
export function taskOf({ model, optimizer, training }: Pick<Experiment, 'model' | 'optimizer' | 'training'>, { sets, features, labels }: Draws): TrainingTask {
  const [{ train, dimensions, classes }] = sets
  const examples = train.features.length / dimensions
  return {
    network: networkFor(model, dimensions, classes),
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

/** How many labels there are of each class. */
export function countsOf(labels: Int32Array, classes: number): number[] {
  const counts = Array.from({ length: classes }, () => 0)
  for (const label of labels) counts[label]++
  return counts
}
