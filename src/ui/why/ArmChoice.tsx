import { selectArm, useExperiment } from '../../store/experiment.ts'
import { Segmented } from '../charts/Segmented.tsx'

/** Which arm is shown by its terms. It is the one that is selected everywhere. */
export function ArmChoice({ arm }: { readonly arm: number }) {
  const arms = useExperiment((state) => state.experiment.arms.length)
  return (
    <Segmented
      label="Arm shown by its terms"
      value={String(arm)}
      options={Array.from({ length: arms }, (_, i) => ({ value: String(i), label: i === 0 ? 'Baseline' : `Arm ${i}` }))}
      onChange={(value) => selectArm(Number(value))}
    />
  )
}

/** The selected arm, one that there is. */
export function useArm(): number {
  return useExperiment(({ selected, experiment }) => Math.min(selected, experiment.arms.length - 1))
}
