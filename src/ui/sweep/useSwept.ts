import { useMemo } from 'react'
import { type Experiment, planOf } from '../../experiment/index.ts'
import { defaultSweep } from '../../experiment/sweep.ts'
import { useExperiment } from '../../store/experiment.ts'
import { useSweep } from '../../store/sweep.ts'
import { useInTurn } from '../plot/redraw.ts'
import type { Swept } from './strip.ts'
import { REST_MS, useSweepInTurn } from './useSweepInTurn.ts'

/**
 * What a figure of the strip shows: what was measured, or before the first sweep what is set up, so that the axes stand
 * when measurements come. Null where the set-up has no values.
 */
export function useSwept(): { readonly swept: Swept | null; readonly isMeasured: boolean } {
  const results = useSweepInTurn()
  const draft = useInTurn(onDraft, draftNow, REST_MS)
  const planned = useMemo(() => draft && drafted(draft), [draft])
  return { swept: results ?? planned, isMeasured: results !== null }
}

function onDraft(changed: () => void): () => void {
  return useExperiment.subscribe(() => {
    if (!useSweep.getState().results) changed()
  })
}

function draftNow(): Experiment | null {
  return useSweep.getState().results ? null : useExperiment.getState().experiment
}

function drafted(set: Experiment): Swept {
  const experiment = { ...set, sweep: set.sweep ?? defaultSweep('eps1', set.arms.length) }
  return { experiment, plan: planOf(experiment), records: [] }
}
