import type { Scalar, SplitName } from '../../experiment/layout.ts'
import type { Shown } from '../plot/redraw.ts'

/** One number of an arm over its repeats. */
export interface ArmNumber {
  readonly mean: number
  readonly low: number
  readonly high: number
}

/** A number of each arm at a kept frame: mean, least and greatest of its repeats; none for frame −1. */
export function armNumbers(
  { history, repeats, frame }: Pick<Shown, 'history' | 'repeats' | 'frame'>,
  split: SplitName,
  metric: Scalar,
): readonly ArmNumber[] {
  if (frame < 0) return []
  return Array.from({ length: Math.floor(history.runs / repeats) }, (_, arm) => {
    const runs = Array.from({ length: repeats }, (_, repeat) => arm * repeats + repeat)
    const values = runs.map((run) => history.value(frame, split, run, metric))
    const mean = values.reduce((sum, value) => sum + value, 0) / repeats
    return { mean, low: Math.min(...values), high: Math.max(...values) }
  })
}
