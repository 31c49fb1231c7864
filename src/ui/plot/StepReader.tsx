import type { Axis } from './axis.ts'
import { formatStep } from './format.ts'
import { Reader } from './Reader.tsx'
import { along } from './scales.ts'
import { useView } from './view.ts'

interface Props {
  readonly name: string
  readonly x: Axis
  /** The last step that there is. */
  readonly last: number
  /** The step whose values are shown. */
  readonly step: number
  /** The values there. */
  readonly text: string
}

const POSITIONS = 50

/** Reads a line chart by keyboard: the arrow keys move the step that is looked at, leaving it returns to the present. */
export function StepReader({ name, x, last, step, text }: Props) {
  const hovered = useView((view) => view.hovered)
  const axis = along(x)
  const end = Math.min(1, axis.share(last))
  const position = hovered === undefined ? POSITIONS : Math.round((axis.share(hovered) / end) * POSITIONS)
  return (
    <Reader
      label={`${name}, step to read`}
      text={`Step ${formatStep(step)}: ${text}`}
      last={POSITIONS}
      value={Math.min(POSITIONS, Math.max(0, position))}
      onRead={(at) => useView.setState({ hovered: at === undefined ? undefined : axis.value((at / POSITIONS) * end) })}
    />
  )
}
