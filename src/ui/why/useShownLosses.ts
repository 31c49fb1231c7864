import type { Loss } from '../../loss/index.ts'
import { useExperiment } from '../../store/experiment.ts'
import type { Shown } from '../plot/redraw.ts'
import { useStable } from '../plot/useStable.ts'

/** The loss of each arm: as it is set now, or as it was at the moment that the page looks back to. */
export function useShownLosses({ history, frame, moment }: Pick<Shown, 'history' | 'frame' | 'moment'>): readonly Loss[] {
  const arms = useExperiment((state) => state.experiment.arms)
  const past = moment !== null && frame >= 0 ? history.settings(frame).arms : []
  const losses = arms.map((arm, i) => {
    const { gamma, terms, epsilon, labelSmoothing } = past[i] ?? arm
    return { gamma, terms, epsilon, labelSmoothing }
  })
  return useStable(losses)
}
