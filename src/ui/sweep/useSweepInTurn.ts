import { type SweepResults, useSweep } from '../../store/sweep.ts'
import { useInTurn } from '../plot/redraw.ts'

/** A sweep is drawn three times a second at most. */
export const REST_MS = 333

/** What the sweep has measured, for a figure that draws in turn with the others. */
export function useSweepInTurn(): SweepResults | null {
  return useInTurn(onResults, results, REST_MS)
}

function onResults(changed: () => void): () => void {
  return useSweep.subscribe((now, before) => {
    if (now.results !== before.results) changed()
  })
}

function results(): SweepResults | null {
  return useSweep.getState().results
}
