import type { SplitName } from '../../experiment/layout.ts'
import type { Shown } from '../plot/redraw.ts'
import { runsByArm } from '../plot/repeats.ts'

/** Whether classes differ in size by more than the splits of a balanced set do: by one. */
export function isUneven(trainCounts: readonly number[]): boolean {
  return Math.max(...trainCounts) - Math.min(...trainCounts) > 1
}

/** Whether names are numbers that count on from the first. */
export function countsOn(names: readonly string[]): boolean {
  return names.every((name, rank) => Number(name) === Number(names[0]) + rank)
}

/**
 * The order in which classes are shown: from the largest of the training data to the smallest, equal ones in their own
 * order; in their own order throughout where the set is balanced.
 */
export function classOrder(trainCounts: readonly number[]): number[] {
  const own = trainCounts.map((_, index) => index)
  return isUneven(trainCounts) ? own.sort((a, b) => trainCounts[b] - trainCounts[a] || a - b) : own
}

/**
 * Recall or mean P_t of each class under each arm at a kept frame, mean over the repeats that have examples of it in
 * the split: [arms][classes]; NaN for a class without. None for frame −1, before the first.
 */
export function byClass(
  { history, repeats, frame }: Pick<Shown, 'history' | 'repeats' | 'frame'>,
  split: SplitName,
  metric: 'recall' | 'classPt',
): readonly (readonly number[])[] {
  if (frame < 0) return []
  return runsByArm(history.runs, repeats).map((runs) =>
    Array.from({ length: history.layout.length[metric] }, (_, index) => {
      const having = runs.filter((run) => history.value(frame, split, run, 'classCount', index) > 0)
      return having.reduce((sum, run) => sum + history.value(frame, split, run, metric, index), 0) / having.length
    }),
  )
}
