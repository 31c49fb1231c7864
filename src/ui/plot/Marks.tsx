import type { Mark } from '../../store/session.ts'
import { markLabels } from './markLabels.ts'
import type { PlotScale } from './plotScale.ts'

interface Props {
  readonly marks: readonly Mark[]
  readonly scale: PlotScale
  /** Size of the labels, in pixels. */
  readonly fontSize: number
}

/** Live changes and gaps as thin lines on the time axis. */
export function Marks({ marks, scale, fontSize }: Props) {
  const { x, area } = scale
  const xs = marks.map((mark) => x(mark.step))
  const labels = markLabels(marks, xs, [area.x, area.x + area.width], (text) => text.length * fontSize * 0.56)
  return (
    <g className="chart-marks">
      {marks.map((mark, i) => {
        const label = labels[i]
        return (
          // Several marks may share a step.
          // oxlint-disable-next-line react/no-array-index-key
          <g key={i} data-kind={mark.kind}>
            <line x1={xs[i]} x2={xs[i]} y1={area.y - fontSize * 0.9} y2={area.y + area.height} />
            {label && (
              <text x={label.x} y={area.y - fontSize * 0.3} fontSize={fontSize} textAnchor={label.anchor}>
                {label.text}
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}
