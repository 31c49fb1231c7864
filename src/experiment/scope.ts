import { isGenerated } from '../data/catalogue.ts'
import type { SweptExperiment } from './judge.ts'
import type { TrainingSettings } from './schema.ts'

/** What differs between repeats, and what does not; `{draw}` is a draw of generated data, a split of images. */
const ABOUT: Readonly<Record<TrainingSettings['vary'], string>> = {
  both: 'other initial weights and batch orders on this one {draw} of the data',
  weights: 'other initial weights, in one batch order on this one {draw} of the data',
  order: 'other batch orders, from the same initial weights on this one {draw} of the data',
  data: 'another {draw} of the data, from the same initial weights',
  all: 'another {draw} of the data, other initial weights and batch orders',
}

/** How intervals are to be read, in one wording wherever there are any. */
export const INTERVALS = 'Intervals of a mean (bands, bars) are plain 95%, those of a difference at Holm’s level.'

/** What p values, and intervals with them, of a sweep are about, and after how many steps where training has another number of them. */
export function scopeText({ data, training, sweep }: SweptExperiment): string {
  const about = ABOUT[training.vary].replace('{draw}', isGenerated(data.kind) ? 'draw' : 'split')
  const steps = sweep.steps === training.steps ? '' : `, after ${stepsOf(sweep.steps)} (training: ${training.steps.toLocaleString('en')})`
  return `p is about ${about}${steps}.`
}

function stepsOf(steps: number): string {
  return `${steps.toLocaleString('en')} ${steps === 1 ? 'step' : 'steps'}`
}
