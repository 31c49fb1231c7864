import type { Mark } from '../../store/session.ts'

/** A mark's label beside its line; left out where there is no room. */
export interface MarkLabel {
  readonly text: string
  readonly x: number
  readonly anchor: 'start' | 'end'
}

/**
 * Labels for marks at these x, one per mark or null: the newest come first, each to the right of its line or,
 * where the plot ends or another label stands, to the left. `width` tells how wide a text is.
 */
export function markLabels(
  marks: readonly Mark[],
  xs: readonly number[],
  [left, right]: readonly [number, number],
  width: (text: string) => number,
): readonly (MarkLabel | null)[] {
  const gap = width('n') / 2
  const taken: [number, number][] = []
  const labels: (MarkLabel | null)[] = marks.map(() => null)
  for (let i = marks.length - 1; i >= 0; i--) {
    const { text } = marks[i]
    const x = xs[i]
    const wide = width(text) + 2 * gap
    const sides = [
      { from: x, to: x + wide, label: { text, x: x + gap, anchor: 'start' as const } },
      { from: x - wide, to: x, label: { text, x: x - gap, anchor: 'end' as const } },
    ]
    const free = sides.find(
      ({ from, to }) => from >= left && to <= right && taken.every(([start, end]) => to <= start || from >= end),
    )
    if (!free) continue
    taken.push([free.from, free.to])
    labels[i] = free.label
  }
  return labels
}
