import { selectArm, useExperiment } from '../../store/experiment.ts'
import { Segmented } from './Segmented.tsx'

/** Which arm a figure of one arm shows: the one that is selected everywhere. */
export function ArmChoice() {
  const arm = useArm()
  const arms = useExperiment((state) => state.experiment.arms.length)
  return (
    <div className="arm-choice">
      <span aria-hidden="true">Arm</span>
      <Segmented
        label="Arm"
        value={String(arm)}
        options={Array.from({ length: arms }, (_, i) => ({ value: String(i), label: i === 0 ? 'Baseline' : String(i) }))}
        onChange={(value) => selectArm(Number(value))}
      />
    </div>
  )
}

/** The selected arm, one that there is. */
export function useArm(): number {
  return useExperiment(({ selected, experiment }) => Math.min(selected, experiment.arms.length - 1))
}
