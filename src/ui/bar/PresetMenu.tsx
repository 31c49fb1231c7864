import { Popover } from '@base-ui/react/popover'
import { presets } from '../../experiment/presets.ts'
import { loadExperiment } from '../../store/experiment.ts'
import { popups } from '../popups.ts'

/** Experiments to start from, each a question. */
export function PresetMenu() {
  return (
    <Popover.Root>
      <Popover.Trigger className="button">Experiments</Popover.Trigger>
      <Popover.Portal container={popups}>
        <Popover.Positioner className="popup-positioner" align="end" sideOffset={6} collisionPadding={8}>
          <Popover.Popup className="popup presets" aria-label="Experiments">
            <ul>
              {presets.map(({ id, question, about, experiment }) => (
                <li key={id}>
                  <Popover.Close className="preset" onClick={() => loadExperiment(experiment)}>
                    <span className="preset-question">{question}</span>
                    <span className="preset-about">{about}</span>
                  </Popover.Close>
                </li>
              ))}
            </ul>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
