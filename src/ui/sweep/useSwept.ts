import { useMemo } from 'react'
import { sweepPlan } from '../../experiment/index.ts'
import { defaultSweep } from '../../experiment/sweep.ts'
import { useExperiment } from '../../store/experiment.ts'
import type { Swept } from './strip.ts'
import { useSweepInTurn } from './useSweepInTurn.ts'

/**
 * What a figure of the strip shows: what was measured, or before the first sweep what is set up, so that the axes stand
 * when measurements come. Null where the set-up has no values.
 */
export function useSwept(): { readonly swept: Swept | null; readonly isMeasured: boolean } {
  const results = useSweepInTurn()
  const set = useExperiment(({ experiment }) => (results ? null : experiment))
  const draft = useMemo((): Swept | null => {
    if (!set) return null
    const experiment = { ...set, sweep: set.sweep ?? defaultSweep('eps1', set.arms.length) }
    const plan = sweepPlan(experiment)
    return plan && { experiment, plan, records: [] }
  }, [set])
  return { swept: results ?? draft, isMeasured: results !== null }
}
