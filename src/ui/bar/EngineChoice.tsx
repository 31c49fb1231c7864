import { schema } from '../../experiment/index.ts'
import { setField, useExperiment } from '../../store/experiment.ts'
import { useSession } from '../../store/session.ts'
import { Help } from '../controls/Help.tsx'
import { Select } from '../controls/Select.tsx'

const { help, options } = schema.training.engine

/** What trains now, and which engine is asked for. */
export function EngineChoice() {
  const asked = useExperiment(({ experiment }) => experiment.training.engine)
  const engine = useSession((session) => session.engine)
  const text = engine ? engine.label : 'starting…'
  const about = [text.replace(/\.?$/, '.'), engine?.reason ?? engine?.why ?? help].join(' ')
  const faster = engine?.faster
  return (
    <>
    <Help side="bottom" className={engine?.reason ? 'engine other' : 'engine'} text={about}>
      <span className="engine-text">Engine: {text}</span>
      <Select label="Choose engine" className="select bare" value={asked} options={options} onChange={(chosen) => setField('training', 'engine', chosen)} />
    </Help>
    {faster && (
      <button type="button" className="link-button" onClick={() => setField('training', 'engine', faster.name)}>
        {faster.label}: {faster.times} as fast here
      </button>
    )}
    </>
  )
}
