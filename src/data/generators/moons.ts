import type { GeneratorSettings, RawData } from '../dataset.ts'
import { cosine, sine } from '../elementary.ts'
import { planeData } from './common.ts'

/** Two half circles of radius 1, each with its tip inside the other. */
export function moons(settings: GeneratorSettings): RawData {
  return planeData(settings, settings.noise * 0.5, (label, random) => {
    const angle = Math.PI * random.uniform()
    return label === 0 ? [cosine(angle), sine(angle)] : [1 - cosine(angle), 0.5 - sine(angle)]
  })
}
