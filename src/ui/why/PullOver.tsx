import type { ReactNode } from 'react'
import { SMALL } from '../plot/PlotAxes.tsx'
import { PointerArea } from '../plot/PointerArea.tsx'
import type { PlotSize } from '../plot/usePlotSize.ts'
import { Pt } from '../plot/Pt.tsx'
import { boxOf, type Row } from './rows.ts'
import { useWhy } from './why.ts'

/** What is laid over the rows. */
export interface Over {
  readonly size: PlotSize
  readonly rows: readonly Row[]
  /** What each row shows. */
  readonly captions: readonly ReactNode[]
  /** Where m(P_t) < 0, and what to say of it. */
  readonly intervals: readonly (readonly [number, number])[]
  readonly pushedText: string
  /** The P_t that is looked at, and whether a person chose it. */
  readonly at: number | undefined
  readonly chosen: boolean
}

/** Width of a letter of small bold type, in em, on average. */
const LETTER = 0.56

/** What goes through all rows: captions, the range that is pushed back, the crosshair. */
export function PullOver({ size, rows, captions, intervals, pushedText, at, chosen }: Over) {
  const { width, height, em } = size
  const { x, left, width: across, top, bottom } = boxOf(size)
  return (
    <svg className="chart-over why-over" width={width} height={height} aria-hidden="true">
      {intervals.map(([from, to]) => (
        <rect key={from} className="why-pushed" x={x(from)} width={x(to) - x(from)} y={top} height={bottom - top} />
      ))}
      {captions.map((caption, i) => (
        // The rows have no other identity than their place.
        // oxlint-disable-next-line react/no-array-index-key
        <text key={i} x={left} y={rows[i].top + em} fontSize={em * SMALL}>
          {caption}
        </text>
      ))}
      {pushedText && <Pushed text={pushedText} range={intervals[intervals.length - 1]} size={size} />}
      <text x={left + across / 2} y={height - em * 0.3} fontSize={em * SMALL} textAnchor="middle">
        <Pt />
      </text>
      {at !== undefined && (
        <line className="chart-cursor" data-chosen={chosen} x1={x(at)} x2={x(at)} y1={top} y2={bottom} />
      )}
      <PointerArea x={left} width={across} y={0} height={height} onLook={(place) => useWhy.setState({ pt: place?.across })} />
    </svg>
  )
}

interface PushedProps {
  readonly text: string
  readonly range: readonly [number, number]
  readonly size: PlotSize
}

/** Names the range: within it where it is broad enough, otherwise ending where it does; in two lines where the plot is narrow. */
function Pushed({ text, range: [from, to], size }: PushedProps) {
  const { em } = size
  const { x, left, width, top } = boxOf(size)
  const wide = (text.length * LETTER + 1) * em
  const isWithin = x(to) - x(from) >= wide
  const end = Math.max(x(to), Math.min(left + wide, left + width))
  const at = isWithin ? x(from) + em / 2 : end - em / 2
  const lines = wide > width ? text.split(/(?<=:) /) : [text]
  return (
    <text className="why-pushed-text" y={top + em * 0.2} fontSize={em * SMALL} textAnchor={isWithin ? 'start' : 'end'}>
      {lines.map((line) => (
        <tspan key={line} x={at} dy="1.1em">
          {line}
        </tspan>
      ))}
    </text>
  )
}
