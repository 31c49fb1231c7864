import type { GeneratorSettings, RawData } from '../dataset.ts'
import { createRandom, PURPOSE, type Random } from '../random.ts'

/** '0', '1', …: the names of classes that have no other. */
export function numberedClasses(classes: number): string[] {
  return Array.from({ length: classes }, (_, index) => String(index))
}

/**
 * The labels of as many examples as asked for, class after class in turn, so that classes are equal to within one
 * example; at least two of each class, one to train and one to test.
 */
export function balancedLabels({ classes, samples }: GeneratorSettings): Int32Array {
  return Int32Array.from({ length: Math.max(samples, 2 * classes) }, (_, example) => example % classes)
}

/** The stream that a generator draws from. */
export function generatorStream({ seed }: GeneratorSettings): Random {
  return createRandom(seed, PURPOSE.examples)
}

/**
 * A data set in the plane: `place` draws a point of a class on its exact shape, and normal noise of deviation
 * `scatter` is added to both coordinates.
 */
export function planeData(
  settings: GeneratorSettings,
  scatter: number,
  place: (label: number, random: Random) => readonly [number, number],
): RawData {
  const random = generatorStream(settings)
  const labels = balancedLabels(settings)
  const features = new Float32Array(labels.length * 2)
  labels.forEach((label, example) => {
    const [x, y] = place(label, random)
    features[2 * example] = x + scatter * random.normal()
    features[2 * example + 1] = y + scatter * random.normal()
  })
  const { classes } = settings
  return { classes, classNames: numberedClasses(classes), dimensions: 2, features, labels }
}
