import type { PointerEvent, ReactNode } from 'react'
import { SMALL } from '../charts/PlotFrame.tsx'
import type { PlotSize } from '../charts/usePlotSize.ts'
import { Pt } from './Pt.tsx'
import { boxOf, type Row } from './rows.ts'
import { useWhy } from './why.ts'

interface Props {
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

/** Width of a letter, in em, on average. */
const LETTER = 0.57

/** What goes through all rows: captions, the range that is pushed back, the crosshair. */
export function PullOver({ size, rows, captions, intervals, pushedText, at, chosen }: Props) {
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
      {pushedText && (
        <text
          className="why-pushed-text"
          x={textStart(intervals[intervals.length - 1], (pushedText.length * LETTER + 1) * em, { x, left }) + em / 2}
          y={top + em * 1.2}
          fontSize={em}
        >
          {pushedText}
        </text>
      )}
      <text x={left + across / 2} y={height - em * 0.3} fontSize={em * SMALL} textAnchor="middle">
        <Pt />
      </text>
      {at !== undefined && (
        <line className="chart-cursor" data-chosen={chosen} x1={x(at)} x2={x(at)} y1={top} y2={bottom} />
      )}
      <rect x={left} width={across} y={0} height={height} onPointerDown={look} onPointerMove={look} onPointerLeave={lookAway} />
    </svg>
  )
}

/** Where a text on the range begins: within it where it is broad enough, otherwise ending where it, or the plot, does. */
function textStart(
  [from, to]: readonly [number, number],
  wide: number,
  { x, left }: Pick<ReturnType<typeof boxOf>, 'x' | 'left'>,
): number {
  return Math.max(left, Math.min(x(from), Math.max(x(to), left + wide) - wide))
}

function look(event: PointerEvent<SVGRectElement>) {
  const box = event.currentTarget.getBoundingClientRect()
  useWhy.setState({ pt: Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) })
}

function lookAway() {
  useWhy.setState({ pt: undefined })
}
