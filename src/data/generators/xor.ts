import type { GeneratorSettings, RawData } from '../dataset.ts'
import { planeData } from './common.ts'

/** The square from −1 to 1; class 0 where both coordinates have the same sign, class 1 where they do not. */
export function xor(settings: GeneratorSettings): RawData {
  return planeData(settings, settings.noise * 0.35, (label, random) => {
    const x = 2 * random.uniform() - 1
    const y = random.uniform()
    return [x, x >= 0 === (label === 0) ? y : -y]
  })
}
