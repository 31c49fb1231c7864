import type { GeneratorSettings, RawData } from '../dataset.ts'
import { cosine, sine } from '../elementary.ts'
import { planeData } from './common.ts'

/** Concentric circles, equally far from one another, class 0 innermost. */
export function circles(settings: GeneratorSettings): RawData {
  const { classes, noise } = settings
  const gap = 1 / classes
  return planeData(settings, noise * 0.7 * gap, (label, random) => {
    const radius = (label + 1) * gap
    const angle = 2 * Math.PI * random.uniform()
    return [radius * cosine(angle), radius * sine(angle)]
  })
}
