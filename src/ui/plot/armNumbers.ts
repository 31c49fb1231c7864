import type { Scalar, SplitName } from '../../experiment/layout.ts'
import type { Shown } from './redraw.ts'
import { runsByArm } from './repeats.ts'

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
  return runsByArm(history.runs, repeats).map((runs) => {
    const values = runs.map((run) => history.value(frame, split, run, metric))
    const mean = values.reduce((sum, value) => sum + value, 0) / repeats
    return { mean, low: Math.min(...values), high: Math.max(...values) }
  })
}
