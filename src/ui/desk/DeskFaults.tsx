import { useMemo } from 'react'
import type { Experiment } from '../../experiment/index.ts'
import { differences } from '../../experiment/differences.ts'
import { differenceText } from '../../store/differenceText.ts'
import { useExperiment } from '../../store/experiment.ts'
import { faultsOf } from '../../store/faults.ts'
import { backToLastGood, hasDiverged, lastGood, useTrials } from '../../store/lastGood.ts'
import { useSession } from '../../store/session.ts'

/** Says why arms cannot learn as they are set, or that training diverged, with the way back. */
export function DeskFaults() {
  const experiment = useExperiment(({ experiment }) => experiment)
  const data = useSession(({ data }) => data)
  const diverged = useSession(hasDiverged)
  const faults = useMemo(() => faultsOf(experiment, data), [experiment, data])
  const isFaulty = diverged || faults.length > 0
  return (
    <output className={isFaulty ? 'message warning desk-faults' : undefined}>
      {isFaulty && (
        <>
          <span>
            {diverged && 'Training diverged with these settings. '}
            {faults.join(' ')}
          </span>
          <WayBack experiment={experiment} />
        </>
      )}
    </output>
  )
}

function WayBack({ experiment }: { readonly experiment: Experiment }) {
  const trials = useTrials()
  const found = differences(experiment, lastGood(trials, experiment))
  if (found.length === 0) return null
  return (
    <button type="button" className="button" title={found.map(differenceText).join(', ')} onClick={backToLastGood}>
      Back to the last good setting
    </button>
  )
}
