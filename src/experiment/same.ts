import { hashOf } from '../data/fingerprint.ts'
import { datasetOf, effectiveClasses } from '../data/catalogue.ts'
import type { RunSettings } from './columns.ts'
import type { Arm, DataSettings, OptimizerSettings } from './schema.ts'

/**
 * What a run is trained with, as a text that is the same for two runs exactly where nothing that they are trained with
 * differs: settings that do nothing there are left out, as β is without weights by the effective number.
 */
export function trainedKey({ data, optimizer, arm }: Pick<RunSettings, 'data' | 'optimizer' | 'arm'>): string {
  return JSON.stringify([dataOf(data), optimizerOf(optimizer, arm.rate), lossOf(arm)])
}

function dataOf({ kind, classes, samples, dimensions, noise, imbalance, labelNoise, testShare, testClasses, seed, points, file, columns }: DataSettings) {
  const dials = { classes: effectiveClasses(kind, classes), samples, dimensions, noise }
  const heard = datasetOf(kind).dials.map((dial) => dials[dial])
  const given = kind === 'points' ? points : kind === 'dropped' ? [hashOf(file), columns] : ''
  return [kind, given, heard, imbalance, labelNoise, testShare, imbalance > 1 && testClasses, seed]
}

function optimizerOf({ kind, learningRate, momentum, weightDecay, batchSize }: OptimizerSettings, factor: number) {
  // Factors are written with fewer digits: 0.01 × 2 is 0.02, whatever its last bit.
  return [kind, (learningRate * factor).toPrecision(12), kind === 'sgd' && momentum, weightDecay, batchSize]
}

function lossOf({ epsilon, gamma, terms, labelSmoothing, classWeights, beta }: Arm) {
  const weights = classWeights === 'effective' ? beta > 0 && beta : classWeights === 'inverse' && classWeights
  return [epsilon.slice(0, epsilon.findLastIndex((one) => one !== 0) + 1), gamma, String(terms), labelSmoothing, weights]
}
