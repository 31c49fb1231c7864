import { useExperiment } from '../../store/experiment.ts'
import type { Curve } from './curves.ts'
import { useView } from './view.ts'

/** Shows these steps in all line charts; two steps at least. */
export function zoomTo(from: number, to: number): void {
  const [first, last] = [Math.max(0, Math.floor(Math.min(from, to))), Math.ceil(Math.max(from, to))]
  useView.setState({ zoom: [first, Math.max(first + 2, last)] })
}

/** Shows all steps again. */
export function zoomOut(): void {
  useView.setState({ zoom: undefined })
}

// Another experiment has steps of its own.
useExperiment.subscribe((now, then) => {
  if (now.loads !== then.loads) zoomOut()
})

/** Points of all arms over the steps. */
export interface Points {
  readonly steps: readonly number[]
  readonly arms: readonly Curve[]
}

/** The points between two steps, and one more on either side, so that lines go on to the edge. */
export function pointsBetween({ steps, arms }: Points, [from, to]: readonly [number, number]): Points {
  const inside = steps.findIndex((step) => step >= from)
  const start = Math.max(0, (inside < 0 ? steps.length : inside) - 1)
  const end = steps.findLastIndex((step) => step <= to) + 2
  const cut = (values: readonly number[]) => values.slice(start, end)
  return {
    steps: cut(steps),
    arms: arms.map(({ mean, low, high }) => ({ mean: cut(mean), low: cut(low), high: cut(high) })),
  }
}
