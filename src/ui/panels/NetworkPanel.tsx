import { useShallow } from 'zustand/react/shallow'
import { schema } from '../../experiment/index.ts'
import { setField, useExperiment } from '../../store/experiment.ts'
import { Dial } from '../controls/Dial.tsx'
import { FieldDial } from '../controls/FieldDial.tsx'
import { CROSS, IconButton } from '../controls/IconButton.tsx'
import { Panel } from './Panel.tsx'

const field = schema.model.hidden
/** What an added layer starts with where there is none to follow. */
const FIRST_UNITS = 16

/** Hidden layers, each with its units, their activation, and how the output layer starts. */
export function NetworkPanel() {
  const hidden = useExperiment(useShallow(({ experiment }) => experiment.model.hidden))
  const set = (layers: readonly number[]) => setField('model', 'hidden', layers)
  return (
    <Panel title="Network">
      {hidden.map((units, i) => (
        // A layer is its place: there is nothing else to tell layers apart by.
        // oxlint-disable-next-line react/no-array-index-key
        <div className="layer" key={i}>
          <Dial
            field={field}
            label={`Hidden ${i + 1}`}
            name={`Units of hidden layer ${i + 1}`}
            value={units}
            onChange={(next) => set(hidden.with(i, next))}
          />
          <IconButton label={`Remove hidden layer ${i + 1}`} onClick={() => set(hidden.toSpliced(i, 1))} box={10} size={8} strokes={CROSS} />
        </div>
      ))}
      <div className="layer-line">
        <span>{hidden.length === 0 ? 'No hidden layer: a linear classifier' : ''}</span>
        <button
          type="button"
          className="link-button"
          disabled={hidden.length >= field.maxLength}
          onClick={() => set([...hidden, hidden.at(-1) ?? FIRST_UNITS])}
        >
          Add hidden layer
        </button>
      </div>
      <FieldDial group="model" name="activation" />
      <FieldDial group="model" name="start" />
    </Panel>
  )
}
