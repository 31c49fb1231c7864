import type { Dataset, Split } from '../../data/dataset.ts'
import type { DataSummary, PointSet } from '../protocol.ts'
import { type Draws, drawOf } from './draws.ts'
import { countsOf } from './task.ts'

/** Most points of each split that are drawn. */
const TRAIN_POINTS = 800
const TEST_POINTS = 400
/** Sample images of each class. */
const SAMPLES = 8

/** What the page is told of a repeat's data. */
export function summaryOf(draws: Draws, repeat: number, batchSize: number): DataSummary {
  const dataset = drawOf(draws, repeat)
  const { classes, classNames, dimensions, train, test, image } = dataset
  return {
    classes,
    classNames,
    dimensions,
    trainCounts: countsOf(train.labels, classes),
    testCounts: countsOf(test.labels, classes),
    batchSize,
    ...(draws.sets.length > 1 ? { repeat } : {}),
    ...(image ? { images: imagesOf(dataset, image) } : dimensions === 2 ? { points: pointsOf(dataset) } : {}),
  }
}

function pointsOf({ train, test, extent }: Dataset): NonNullable<DataSummary['points']> {
  const bound = (axis: number) => {
    let [low, high] = [Infinity, -Infinity]
    for (let i = axis; i < train.features.length; i += 2) {
      low = Math.min(low, train.features[i])
      high = Math.max(high, train.features[i])
    }
    // What does not vary stands in the middle.
    const margin = 0.08 * (high - low) || 1
    return [low - margin, high + margin] as const
  }
  const first = ({ features, labels, trueLabels }: Split, most: number): PointSet => ({
    positions: features.slice(0, 2 * most),
    labels: labels.slice(0, most),
    trueLabels: trueLabels.slice(0, most),
  })
  return { train: first(train, TRAIN_POINTS), test: first(test, TEST_POINTS), box: extent ?? [...bound(0), ...bound(1)] }
}

function imagesOf(dataset: Dataset, { width, height, channels, scale, shift }: NonNullable<Dataset['image']>): NonNullable<DataSummary['images']> {
  const { train, test, classes, dimensions } = dataset
  // Clamped arrays round and bound, which is all that standardising has to be undone by.
  const bytesOf = (features: Float32Array) => {
    const bytes = new Uint8ClampedArray(features.length)
    for (let i = 0; i < features.length; i++) bytes[i] = features[i] * scale + shift
    return new Uint8Array(bytes.buffer)
  }
  const byClass = Array.from({ length: classes }, (): number[] => [])
  train.trueLabels.forEach((label, i) => byClass[label].length < SAMPLES && byClass[label].push(i))
  const samples = new Uint8Array(byClass.flat().length * dimensions)
  byClass.flat().forEach((i, at) => {
    samples.set(bytesOf(train.features.subarray(i * dimensions, (i + 1) * dimensions)), at * dimensions)
  })
  return {
    width,
    height,
    channels,
    samples,
    samplesPerClass: byClass.map(({ length }) => length),
    test: bytesOf(test.features),
    testLabels: test.labels,
  }
}
