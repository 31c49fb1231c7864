import { Menu } from '@base-ui/react/menu'
import { presets } from '../../experiment/presets.ts'
import { loadExperiment } from '../../store/experiment.ts'

/** Experiments to start from, each a question. */
export function PresetMenu() {
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className="button">Experiments</Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="popup-positioner" align="end" sideOffset={6} collisionPadding={8}>
          <Menu.Popup className="popup menu" aria-label="Experiments">
            {presets.map(({ id, question, about, experiment }) => (
              <Menu.Item key={id} className="menu-item" label={question} onClick={() => loadExperiment(experiment)}>
                <span className="menu-question">{question}</span>
                <span className="menu-about">{about}</span>
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
