import { useExperiment } from '../../store/experiment.ts'
import { FieldDial } from '../controls/FieldDial.tsx'
import { Panel } from './Panel.tsx'

/** How gradients become updates. */
export function OptimizerPanel() {
  const hasMomentum = useExperiment(({ experiment }) => experiment.optimizer.kind === 'sgd')
  return (
    <Panel title="Optimizer">
      <FieldDial group="optimizer" name="kind" />
      <FieldDial group="optimizer" name="learningRate" />
      {hasMomentum && <FieldDial group="optimizer" name="momentum" />}
      <FieldDial group="optimizer" name="weightDecay" />
      <FieldDial group="optimizer" name="batchSize" />
    </Panel>
  )
}
