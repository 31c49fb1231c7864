import type { Shown } from '../charts/redraw.ts'

/** Classes from the largest to the smallest of the training data; equal ones in their own order. */
export function bySize(trainCounts: readonly number[]): number[] {
  return trainCounts.map((_, index) => index).sort((a, b) => trainCounts[b] - trainCounts[a] || a - b)
}

/** Share of each class's test examples that each arm gets right at the last frame, mean over repeats: [arms][classes]. */
export function recalls({ history, repeats, frame }: Pick<Shown, 'history' | 'repeats' | 'frame'>): readonly (readonly number[])[] {
  if (frame < 0) return []
  return Array.from({ length: Math.floor(history.runs / repeats) }, (_, arm) => {
    const runs = Array.from({ length: repeats }, (_, repeat) => history.list(frame, 'test', arm * repeats + repeat, 'recall'))
    return Array.from(runs[0], (_, index) => runs.reduce((sum, run) => sum + run[index], 0) / repeats)
  })
}
