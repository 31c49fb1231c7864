import { Popover } from '@base-ui/react/popover'
import { catalogue, datasetOf } from '../../data/catalogue.ts'
import { readPoints } from '../../data/points.ts'
import { drawingOf } from '../../store/drawing.ts'
import { useExperiment } from '../../store/experiment.ts'
import { Menu } from '../controls/Menu.tsx'
import { draw } from './drawing.ts'

const SETS = catalogue.filter(({ kind }) => datasetOf(kind).plane)

/** Puts a made set in the place of what is drawn. */
export function StartFrom() {
  return (
    <Menu label="Start from…" className="presets" title="Puts a made set on the board, in place of what is drawn">
      <ul>
        {SETS.map(({ kind, label }) => (
          <li key={kind}>
            <Popover.Close className="preset" onClick={() => draw(readPoints(drawingOf(kind, useExperiment.getState().experiment.data)).points)}>
              {label}
            </Popover.Close>
          </li>
        ))}
      </ul>
    </Menu>
  )
}
