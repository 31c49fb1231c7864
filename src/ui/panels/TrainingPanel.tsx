import { schema } from '../../experiment/index.ts'
import { setField, useExperiment } from '../../store/experiment.ts'
import { Choice } from '../controls/Choice.tsx'
import { FieldDial } from '../controls/FieldDial.tsx'
import { Panel } from './Panel.tsx'

const { vary } = schema.training

/** How long and how often each arm is trained. The engine is chosen in the bar. */
export function TrainingPanel() {
  return (
    <Panel title="Training">
      <FieldDial group="training" name="steps" />
      <FieldDial group="training" name="repeats" />
      <FieldDial group="training" name="seed" />
      <Choice
        label={vary.label}
        help={vary.help}
        options={vary.options}
        value={useExperiment(({ experiment }) => experiment.training.vary)}
        onChange={(value) => setField('training', 'vary', value)}
      />
    </Panel>
  )
}
