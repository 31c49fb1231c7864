import type { Dataset, RawData, Split } from './dataset.ts'
import { imbalance, withSharesOf } from './imbalance.ts'
import { noisyLabels } from './labelNoise.ts'
import { createRandom, PURPOSE } from './random.ts'
import { sampleExamples } from './sample.ts'
import { splitExamples } from './split.ts'
import { STANDARD_EXTENT, standardise, standardOf, standardOfExtent } from './standardise.ts'

/** The dials that hold for any data. */
export interface BuildSettings {
  /** Largest training class over smallest, ≥ 1; at 1 they stay as they are. */
  readonly imbalance: number
  /** Share of training labels replaced, 0–1. */
  readonly labelNoise: number
  /** Share of examples kept for testing, 0–1. */
  readonly testShare: number
  /** Whether test data are left as they are, or get the class frequencies of training data; left unless said. */
  readonly testClasses?: 'balanced' | 'train'
  readonly seed: number
}

/**
 * Data ready to train on: a sample where one is asked for, split, then imbalance and label noise on training examples
 * only, unless test data are to have the same imbalance, then standardised by the training examples, or by the plane
 * where that is fixed. Each part draws from its own stream, so that turning one dial leaves the others' draws alone.
 */
export function buildDataset(raw: RawData, settings: BuildSettings): Dataset {
  const { classes, classNames, dimensions, features, image, extent } = raw
  const stream = (purpose: number) => createRandom(settings.seed, purpose)
  const taken = sampleExamples(raw.labels, classes, raw.sample ?? Infinity, stream(PURPOSE.sample))
  const split = splitExamples(taken, raw.labels, classes, settings.testShare, stream(PURPOSE.split))
  const trained = imbalance(split.train, raw.labels, classes, settings.imbalance, stream(PURPOSE.imbalance))
  const tested =
    settings.testClasses === 'train'
      ? withSharesOf(trained, split.train, split.test, raw.labels, classes, stream(PURPOSE.testClasses))
      : split.test
  const standard = extent ? standardOfExtent(extent) : standardOf(features, dimensions, trained, image !== undefined)
  const labelsOf = (examples: Int32Array) => examples.map((example) => raw.labels[example])
  const splitOf = (examples: Int32Array, trueLabels: Int32Array, labels: Int32Array): Split => ({
    features: standardise(features, dimensions, examples, standard),
    labels,
    trueLabels,
  })
  const trainLabels = labelsOf(trained)
  const testLabels = labelsOf(tested)
  return {
    classes,
    classNames,
    dimensions,
    train: splitOf(trained, trainLabels, noisyLabels(trainLabels, classes, settings.labelNoise, stream(PURPOSE.labelNoise))),
    test: splitOf(tested, testLabels, testLabels),
    ...(extent && { extent: STANDARD_EXTENT }),
    ...(image && { image: { ...image, scale: standard.scale[0], shift: standard.shift[0] } }),
  }
}
