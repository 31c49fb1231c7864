import type { GeneratorSettings, RawData } from '../dataset.ts'
import { cosine, sine } from '../elementary.ts'
import { planeData } from './common.ts'

const TURNS = 0.75
const INNER_RADIUS = 0.1

/** One spiral arm for each class, winding out from the centre for three quarters of a turn. */
export function spirals(settings: GeneratorSettings): RawData {
  const { classes, noise } = settings
  const gap = Math.min((1 - INNER_RADIUS) / (TURNS * classes), 0.4)
  return planeData(settings, noise * 0.7 * gap, (label, random) => {
    const along = random.uniform()
    const radius = INNER_RADIUS + (1 - INNER_RADIUS) * along
    const angle = 2 * Math.PI * (label / classes + TURNS * along)
    return [radius * cosine(angle), radius * sine(angle)]
  })
}
