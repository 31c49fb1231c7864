import { Popover } from '@base-ui/react/popover'
import { presets } from '../../experiment/presets.ts'
import { loadExperiment } from '../../store/experiment.ts'
import { Expected } from '../controls/Expected.tsx'
import { Menu } from '../controls/Menu.tsx'

/** Experiments to start from, each a question. */
export function PresetMenu() {
  return (
    <Menu label="Experiments" className="presets">
      <ul>
        {presets.map(({ id, question, about, expect, experiment }) => (
          <li key={id}>
            <Popover.Close className="preset" onClick={() => loadExperiment(experiment)}>
              <span className="preset-question">{question}</span>
              <span className="preset-about">{about}</span>
            </Popover.Close>
            <Expected text={expect} />
          </li>
        ))}
      </ul>
    </Menu>
  )
}
