import { buildDataset } from '../data/build.ts'
import { datasetOf, effectiveClasses } from '../data/catalogue.ts'
import { DataError, type Dataset, type RawData, type Split } from '../data/dataset.ts'
import { fetchImageSet } from '../data/remote.ts'
import type { Experiment } from '../experiment/index.ts'
import { classWeights } from '../loss/index.ts'
import type { DataView, PointSet } from './protocol.ts'
import type { ArmSettings, TrainingTask } from './trainer.ts'

/** Most points of each split that are drawn. */
const TRAIN_POINTS = 800
const TEST_POINTS = 400
/** Sample images of each class. */
const SAMPLES = 8

/** The examples of an experiment, generated, fetched or dropped. Throws a `DataError` in words for a person. */
export async function loadDataset(
  { data }: Experiment,
  dropped: RawData | null,
  onProgress: (loaded: number, total: number) => void,
): Promise<Dataset> {
  const { source } = datasetOf(data.kind)
  if ('generate' in source) {
    return buildDataset(source.generate({ ...data, classes: effectiveClasses(data.kind, data.classes) }), data)
  }
  if ('remote' in source) {
    return buildDataset(await fetchImageSet(source.remote, onProgress), data)
  }
  if (dropped) return buildDataset(dropped, data)
  throw new DataError('This experiment was made with files that a link cannot carry. Drop the IDX files, images and labels, on the page.')
}

/** What a trainer needs of an experiment, its data given. */
export function taskOf({ model, optimizer, training }: Pick<Experiment, 'model' | 'optimizer' | 'training'>, { train, dimensions, classes }: Dataset): TrainingTask {
  return {
    sizes: [dimensions, ...model.hidden, classes],
    activation: model.activation,
    optimizer: optimizer.kind,
    batchSize: Math.min(optimizer.batchSize, train.labels.length),
    repeats: training.repeats,
    seed: training.seed,
    vary: training.vary,
    features: train.features,
    labels: train.labels,
  }
}

/** What each arm trains with. */
export function armsOf({ arms, optimizer }: Pick<Experiment, 'arms' | 'optimizer'>, { train, classes }: Dataset): ArmSettings[] {
  const counts = countsOf(train, classes)
  const { learningRate, momentum, weightDecay } = optimizer
  return arms.map(({ gamma, terms, epsilon, labelSmoothing, classWeights: weighting, beta, rate }) => ({
    loss: { gamma, terms, epsilon, labelSmoothing },
    classWeights: classWeights(weighting, counts, beta),
    learningRate: learningRate * rate,
    momentum,
    weightDecay,
  }))
}

/** What the page draws of the data. */
export function viewOf(experiment: Experiment, dataset: Dataset): DataView {
  const { classes, classNames, dimensions, train, test } = dataset
  const isPlane = datasetOf(experiment.data.kind).picture === 'points'
  return {
    classes,
    classNames,
    dimensions,
    trainCounts: countsOf(train, classes),
    testCounts: countsOf(test, classes),
    batchSize: taskOf(experiment, dataset).batchSize,
    ...(isPlane ? { points: pointsOf(dataset) } : {}),
    ...(dataset.image ? { images: imagesOf(dataset, dataset.image) } : {}),
  }
}

function countsOf({ labels }: Split, classes: number): number[] {
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
