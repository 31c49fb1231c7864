import { Popover } from '@base-ui/react/popover'
import type { Experiment } from '../../experiment/index.ts'
import { presets } from '../../experiment/presets.ts'
import { loadExperiment, useExperiment } from '../../store/experiment.ts'
import { say } from '../../store/messages.ts'
import { Expected } from '../controls/Expected.tsx'
import { Menu } from '../controls/Menu.tsx'
import { useHints } from '../hints.ts'
import { useView } from '../plot/view.ts'

/** So long a question can be read. */
const READ_MS = 20_000

/** Experiments to start from, each a question. */
export function PresetMenu() {
  return (
    <Menu label="Experiments" className="presets">
      <ul>
        {presets.map(({ id, question, about, expect, experiment }) => (
          <li key={id}>
            <Popover.Close className="preset" onClick={() => choose(experiment, `${question} ${about}`)}>
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

/** Opens a ready-made experiment on the engine that is chosen, and leaves its question on the page for a while. */
function choose(experiment: Experiment, question: string): void {
  const { engine } = useExperiment.getState().experiment.training
  loadExperiment({ ...experiment, training: { ...experiment.training, engine } })
  if (experiment.sweep) useView.setState({ tab: 'sweep' })
  useHints.setState({ shown: false })
  say({ place: 'training', level: 'info', text: question }, READ_MS)
}
