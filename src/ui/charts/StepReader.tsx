import { formatStep } from './format.ts'
import { useView } from './view.ts'

interface Props {
  readonly name: string
  /** The last step that there is. */
  readonly last: number
  /** The values at the step that is looked at. */
  readonly text: string
}

const POSITIONS = 50

/** Reads a line chart by keyboard: the arrow keys move the step that is looked at, leaving it returns to the present. */
export function StepReader({ name, last, text }: Props) {
  const hovered = useView((view) => view.hovered)
  const step = hovered ?? last
  return (
    <input
      className="chart-reader"
      type="range"
      aria-label={`${name}, step to read`}
      aria-valuetext={`Step ${formatStep(Math.round(step))}: ${text}`}
      min={0}
      max={POSITIONS}
      value={Math.min(POSITIONS, Math.round((step / last) * POSITIONS))}
      onChange={(event) => useView.setState({ hovered: (Number(event.target.value) / POSITIONS) * last })}
      onBlur={() => useView.setState({ hovered: undefined })}
    />
  )
}
