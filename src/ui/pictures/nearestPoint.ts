import type { DataSummary, ExampleRef } from '../../engine/protocol.ts'
import { MOST_TEST, MOST_TRAIN, stride } from './paintPoints.ts'

/**
 * The point nearest to a place in a picture, among those that are drawn, within `reach`; null where there is none.
 * `place` takes data to the picture; test points, drawn on top, win over training points as near.
 */
export function nearestPoint(
  { train, test }: Pick<NonNullable<DataSummary['points']>, 'train' | 'test'>,
  place: (x: number, y: number) => readonly [number, number],
  [x, y]: readonly [number, number],
  reach: number,
): ExampleRef | null {
  let found: ExampleRef | null = null
  let least = reach
  const sets = [
    { split: 'test', points: test, most: MOST_TEST },
    { split: 'train', points: train, most: MOST_TRAIN },
  ] as const
  for (const { split, points: { positions, labels }, most } of sets) {
    for (let index = 0; index < labels.length; index += stride(labels.length, most)) {
      const [px, py] = place(positions[2 * index], positions[2 * index + 1])
      const distance = Math.hypot(px - x, py - y)
      if (distance >= least) continue
      least = distance
      found = { split, index }
    }
  }
  return found
}
