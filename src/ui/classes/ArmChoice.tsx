import { useExperiment } from '../../store/experiment.ts'
import { armName } from '../arms.ts'
import { Swatch } from '../charts/Legend.tsx'
import { useView } from '../charts/view.ts'
import './armChoice.css'

/** The arm that figures of one arm show, never one that the experiment does not have. */
export function useShownArm(): number {
  const arm = useView((view) => view.arm)
  const arms = useExperiment((state) => state.experiment.arms.length)
  return Math.min(arm, arms - 1)
}

/** Chooses the arm that figures of one arm show. */
export function ArmChoice() {
  const arms = useExperiment((state) => state.experiment.arms)
  const arm = useShownArm()
  return (
    <span className="arm-choice">
      <Swatch arm={arm} />
      <select aria-label="Arm" value={arm} onChange={(event) => useView.setState({ arm: Number(event.target.value) })}>
        {arms.map((settings, arm) => (
          // Arms have no other identity than their place.
          // oxlint-disable-next-line react/no-array-index-key
          <option key={arm} value={arm}>
            {armName(settings, arm)}
          </option>
        ))}
      </select>
    </span>
  )
}
