import { datasetOf } from '../../data/catalogue.ts'
import type { Dataset, Split } from '../../data/dataset.ts'
import type { Experiment } from '../../experiment/index.ts'
import { classWeights } from '../../loss/index.ts'
import { type Draws, drawOf } from './draws.ts'
import type { DataView, PointSet } from '../protocol.ts'
import type { ArmSettings, TrainingTask } from '../trainers/trainer.ts'

/** Most points of each split that are drawn. */
const TRAIN_POINTS = 800
const TEST_POINTS = 400
/** Sample images of each class. */
const SAMPLES = 8

/** What a trainer needs of an experiment, its data given. */
export function taskOf(
  { model, optimizer, training }: Pick<Experiment, 'model' | 'optimizer' | 'training'>,
  { sets, features, labels }: Draws,
): TrainingTask {
  const [{ train, dimensions, classes }] = sets
  return {
    sizes: [dimensions, ...model.hidden, classes],
    activation: model.activation,
    optimizer: optimizer.kind,
    batchSize: Math.min(optimizer.batchSize, train.labels.length),
    repeats: training.repeats,
    seed: training.seed,
    vary: training.vary,
    draws: sets.length,
    features,
    labels,
  }
}

/** What each arm trains with, the same in all repeats: class weights are of the mean class sizes over the draws. */
export function armsOf({ arms, optimizer }: Pick<Experiment, 'arms' | 'optimizer'>, { sets, labels }: Draws): ArmSettings[] {
  const counts = countsOf({ labels }, sets[0].classes).map((count) => count / sets.length)
  const { learningRate, momentum, weightDecay } = optimizer
  return arms.map(({ gamma, terms, epsilon, labelSmoothing, classWeights: weighting, beta, rate }) => ({
    loss: { gamma, terms, epsilon, labelSmoothing },
    classWeights: classWeights(weighting, counts, beta),
    learningRate: learningRate * rate,
    momentum,
    weightDecay,
  }))
}

/** What the page draws of a repeat's data. */
export function viewOf(experiment: Experiment, draws: Draws, repeat: number): DataView {
  const dataset = drawOf(draws, repeat)
  const { classes, classNames, dimensions, train, test } = dataset
  const isPlane = datasetOf(experiment.data.kind).picture === 'points'
  return {
    classes,
    classNames,
    dimensions,
    trainCounts: countsOf(train, classes),
    testCounts: countsOf(test, classes),
    batchSize: taskOf(experiment, draws).batchSize,
    ...(draws.sets.length > 1 ? { repeat } : {}),
    ...(isPlane ? { points: pointsOf(dataset) } : {}),
    ...(dataset.image ? { images: imagesOf(dataset, dataset.image) } : {}),
  }
}

function countsOf({ labels }: Pick<Split, 'labels'>, classes: number): number[] {
  const counts = Array.from({ length: classes }, () => 0)
  for (const label of labels) counts[label]++
  return counts
}

function pointsOf({ train, test }: Dataset): NonNullable<DataView['points']> {
  const bound = (axis: number) => {
    let [low, high] = [Infinity, -Infinity]
    for (let i = axis; i < train.features.length; i += 2) {
      low = Math.min(low, train.features[i])
      high = Math.max(high, train.features[i])
    }
    const margin = 0.08 * (high - low)
    return [low - margin, high + margin] as const
  }
  const first = ({ features, labels, trueLabels }: Split, most: number): PointSet => ({
    positions: features.slice(0, 2 * most),
    labels: labels.slice(0, most),
    trueLabels: trueLabels.slice(0, most),
  })
  return { train: first(train, TRAIN_POINTS), test: first(test, TEST_POINTS), box: [...bound(0), ...bound(1)] }
}

function imagesOf(dataset: Dataset, { width, height, scale, shift }: NonNullable<Dataset['image']>): NonNullable<DataView['images']> {
  const { train, test, classes, dimensions } = dataset
  // Clamped arrays round and bound, which is all that standardising has to be undone by.
  const grey = (features: Float32Array) => new Uint8Array(Uint8ClampedArray.from(features, (x) => x * scale + shift).buffer)
  const byClass = Array.from({ length: classes }, (): number[] => [])
  train.trueLabels.forEach((label, i) => byClass[label].length < SAMPLES && byClass[label].push(i))
  const samples = new Uint8Array(byClass.flat().length * dimensions)
  byClass.flat().forEach((i, at) => {
    samples.set(grey(train.features.subarray(i * dimensions, (i + 1) * dimensions)), at * dimensions)
  })
  return {
    width,
    height,
    samples,
    samplesPerClass: byClass.map(({ length }) => length),
    test: grey(test.features),
    testLabels: test.labels,
  }
}
