import { useExperiment } from '../../store/experiment.ts'
import { type Axis, stepAxis, stepsEnd } from './axis.ts'
import { useStable } from './useStable.ts'
import { useView } from './view.ts'

/** The axis that all plots over the steps share: what they are zoomed to, or all steps that are planned or done. */
export function useStepAxis(last: number): Axis {
  const planned = useExperiment((state) => state.experiment.training.steps)
  const zoom = useView((view) => view.zoom)
  const scale = useView((view) => view.steps)
  return useStable(stepAxis(zoom ?? [0, stepsEnd(planned, last)], scale))
}
