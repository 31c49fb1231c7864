import type { SplitName } from '../../experiment/layout.ts'
import type { MetricId } from '../../experiment/metrics.ts'
import { isShifted, shiftNote } from '../../experiment/shift.ts'
import { useExperiment } from '../../store/experiment.ts'

/** What a shift of class frequencies does to a metric of a figure, in a few words; empty where it does nothing. */
export function useShiftNote(id: MetricId, split: SplitName): string {
  const shifted = useExperiment(({ experiment }) => isShifted(experiment.data))
  return shifted && split === 'test' ? shiftNote(id) : ''
}
