import { FieldDial } from '../controls/FieldDial.tsx'
import { Panel } from './Panel.tsx'

/** How long and how often each arm is trained. The engine is chosen in the bar. */
export function TrainingPanel() {
  return (
    <Panel title="Training">
      <FieldDial group="training" name="steps" />
      <FieldDial group="training" name="repeats" />
      <FieldDial group="training" name="seed" />
      <FieldDial group="training" name="vary" />
    </Panel>
  )
}
