import { schema } from '../../experiment/index.ts'
import { setField, useExperiment } from '../../store/experiment.ts'
import { useSession } from '../../store/session.ts'
import { Help } from '../controls/Help.tsx'

const { help, options } = schema.training.engine

/** What trains now, and which engine is asked for. */
export function EngineChoice() {
  const asked = useExperiment(({ experiment }) => experiment.training.engine)
  const engine = useSession((session) => session.engine)
  const text = engine ? engine.label : 'starting…'
  return (
    <Help side="bottom" className={engine?.reason ? 'engine other' : 'engine'} text={engine?.reason ? `${text}. ${engine.reason}` : `${text}. ${help}`}>
      <span className="engine-text">Engine: {text}</span>
      <select
        className="select bare"
        aria-label="Choose engine"
        value={asked}
        onChange={(event) => setField('training', 'engine', event.target.value as typeof asked)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Help>
  )
}
