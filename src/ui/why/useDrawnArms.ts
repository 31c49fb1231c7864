import type { Arm } from '../../experiment/index.ts'
import { useExperiment } from '../../store/experiment.ts'
import type { Shown } from '../plot/redraw.ts'
import { useStable } from '../plot/useStable.ts'

/** The arms whose losses are drawn as functions: as they are set now, or as they were at the moment that the page looks back to. */
export function useDrawnArms({ history, frame, moment }: Pick<Shown, 'history' | 'frame' | 'moment'>): readonly Arm[] {
  const arms = useExperiment((state) => state.experiment.arms)
  const past = moment !== null && frame >= 0 ? history.settings(frame).arms : []
  return useStable(arms.map((arm, i) => past[i] ?? arm))
}
