import type { GeneratorSettings, RawData } from '../dataset.ts'
import { sine } from '../elementary.ts'
import { balancedLabels, generatorStream, numberedClasses } from './common.ts'

const MEAN_DEVIATION = 0.8

/**
 * Gaussian classes in many dimensions, means N(0, 0.8²), noise of deviation 2 · `noise` (so 1 at noise 0.5), bent by
 * x + ½ sin(2xW) with one random W of entries N(0, 1/dimensions), which leaves xW the size of x.
 */
export function bent(settings: GeneratorSettings): RawData {
  const { classes, dimensions, noise } = settings
  const random = generatorStream(settings)
  const normals = (count: number, deviation: number) =>
    Float64Array.from({ length: count }, () => deviation * random.normal())
  const means = normals(classes * dimensions, MEAN_DEVIATION)
  const matrix = normals(dimensions * dimensions, 1 / Math.sqrt(dimensions))
  const labels = balancedLabels(settings)
  const features = new Float32Array(labels.length * dimensions)
  labels.forEach((label, example) => {
    const x = normals(dimensions, 2 * noise)
    for (let i = 0; i < dimensions; i++) x[i] += means[label * dimensions + i]
    for (let j = 0; j < dimensions; j++) {
      let product = 0
      for (let i = 0; i < dimensions; i++) product += x[i] * matrix[i * dimensions + j]
      features[example * dimensions + j] = x[j] + 0.5 * sine(2 * product)
    }
  })
  return { classes, classNames: numberedClasses(classes), dimensions, features, labels }
}
