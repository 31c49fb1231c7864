import type { GeneratorSettings, RawData } from '../dataset.ts'
import { cosine, sine } from '../elementary.ts'
import { planeData } from './common.ts'

/** Classes evenly on the unit circle; `spread` is their deviation at noise 1, in half distances of neighbours. */
function gaussians(settings: GeneratorSettings, spread: number): RawData {
  const { classes, noise } = settings
  const halfDistance = sine(Math.PI / classes)
  return planeData(settings, noise * spread * halfDistance, (label) => {
    const angle = (2 * Math.PI * label) / classes
    return [cosine(angle), sine(angle)]
  })
}

/** Gaussian blobs: at noise 0.3 neighbours are eight deviations apart, at noise 1 not quite two and a half. */
export function blobs(settings: GeneratorSettings): RawData {
  return gaussians(settings, 1 / 1.2)
}

/** Overlapping Gaussians: at noise 0.3 neighbours are three deviations apart, at noise 1 less than one. */
export function overlap(settings: GeneratorSettings): RawData {
  return gaussians(settings, 1 / 0.45)
}
