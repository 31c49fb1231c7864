import { differences } from '../experiment/differences.ts'
import type { Experiment } from '../experiment/index.ts'

/** Changes of the same fields within this many milliseconds are one gesture. */
export const FOLD_MS = 600

/** A change that more of the same may follow: one position of a slider that is being dragged. */
export interface Gesture {
  /** Names the fields that it changes. */
  readonly key: string
  /** When it was last heard of, in milliseconds. */
  readonly at: number
}

/** The gesture that leads from one experiment to another; null where no field differs. */
export function gestureOf(before: Experiment, after: Experiment, now: number): Gesture | null {
  const found = differences(before, after)
  return found.length === 0 ? null : { key: found.map(({ key }) => key).join(' '), at: now }
}

/** Whether a gesture goes on with the one before. Adding an arm and adding another are two. */
export function goesOn(before: Gesture | null, gesture: Gesture): boolean {
  return before?.key === gesture.key && gesture.at - before.at <= FOLD_MS && !gesture.key.split(' ').includes('arms')
}
