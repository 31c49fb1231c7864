import { useMemo } from 'react'
import { differences, isSetting } from '../../experiment/differences.ts'
import { useExperiment } from '../../store/experiment.ts'
import { useSession } from '../../store/session.ts'

/** What was set since the last step, while training rests, and is in no number that is shown. */
export interface Untrained {
  /** The step that training rests at; null where nothing was changed since, or nothing is trained yet. */
  readonly since: number | null
  readonly arms: ReadonlySet<number>
}

const NOTHING: Untrained = { since: null, arms: new Set() }

export function useUntrained(): Untrained {
  const experiment = useExperiment((state) => state.experiment)
  const rests = useSession(({ state, latest }) => (state === 'paused' && latest && latest.step > 0 ? latest : null))
  return useMemo(() => {
    const { arms, optimizer } = rests?.settings ?? experiment
    if (!rests || arms.length !== experiment.arms.length) return NOTHING
    const found = differences({ ...experiment, arms, optimizer }, experiment).filter(isSetting)
    return found.length === 0 ? NOTHING : { since: rests.step, arms: new Set(found.flatMap(({ arm }) => arm ?? [])) }
  }, [experiment, rests])
}
