import { useSession } from '../../store/session.ts'
import type { Axis } from './axis.ts'
import { formatStep } from './format.ts'
import { Reader } from './Reader.tsx'
import { along } from './scales.ts'
import { useEscape } from './useEscape.ts'
import { useView } from './view.ts'
import { zoomOut } from './zoom.ts'

interface Props {
  /** The figure's. */
  readonly name: string
  readonly x: Axis
  /** The last step that there is; 0 before the first. */
  readonly last: number
  /** The step whose values are shown. */
  readonly step: number
  /** The values there. */
  readonly text: string
  /** What is missing, where it is not only training. */
  readonly missing?: string
  /** Whether differences from the baseline are shown, from which there is a way back. */
  readonly fromBaseline?: boolean
}

const POSITIONS = 50

/**
 * What stands over every plot over the steps: the ways back from what was chosen, each in sight while there is one, and
 * the keyboard's way to read it: the arrow keys move the step that is looked at, leaving it returns to the present.
 */
export function StepReading({ name, x, last, step, text, missing, fromBaseline = false }: Props) {
  const hovered = useView((view) => view.hovered)
  const zoomed = useView((view) => view.zoom !== undefined)
  const trains = useSession((session) => session.state === 'training')
  useEscape(zoomed, zoomOut)
  const axis = along(x)
  const end = Math.min(1, axis.share(last))
  const position = hovered === undefined ? POSITIONS : Math.round((axis.share(hovered) / end) * POSITIONS)
  return (
    <>
      {(zoomed || fromBaseline) && (
        <div className="chart-back">
          {fromBaseline && (
            <button type="button" onClick={() => useView.setState({ compared: 'values' })}>
              Show values
            </button>
          )}
          {zoomed && (
            <button type="button" onClick={zoomOut}>
              Zoom out
            </button>
          )}
        </div>
      )}
      {last > 0 && (
        <Reader
          label={`${name}, step to read`}
          text={`Step ${formatStep(step)}: ${text}`}
          last={POSITIONS}
          value={Math.min(POSITIONS, Math.max(0, position))}
          onRead={(at) => useView.setState({ hovered: at === undefined ? undefined : axis.value((at / POSITIONS) * end) })}
        />
      )}
      {last === 0 && (missing ?? !trains) && <p className="chart-hint">{missing ?? 'Press Train'}</p>}
    </>
  )
}
