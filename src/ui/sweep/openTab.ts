import { useEffect } from 'react'
import { useExperiment } from '../../store/experiment.ts'
import { useView } from '../plot/view.ts'

/** Opens the tab of sweeps whenever an experiment is loaded that has one set up. */
export function useSweepTab(): void {
  useEffect(() => {
    open()
    return useExperiment.subscribe((now, before) => {
      if (now.loads !== before.loads) open()
    })
  }, [])
}

function open(): void {
  if (useExperiment.getState().experiment.sweep) useView.setState({ tab: 'sweep' })
}
