import { type PointerEvent, useCallback, useMemo } from 'react'
import type { Mark } from '../../store/session.ts'
import type { Axis } from './axis.ts'
import { CanvasLayer, type Palette } from './CanvasLayer.tsx'
import { drawLines, type Lines } from './drawLines.ts'
import { formatStepShort } from './format.ts'
import { Marks } from './Marks.tsx'
import { PlotFrame, SMALL } from './PlotFrame.tsx'
import { plotScale } from './plotScale.ts'
import type { PlotSize } from './usePlotSize.ts'
import { useView } from './view.ts'

interface Props {
  readonly title: string
  readonly size: PlotSize
  readonly x: Axis
  readonly y: Axis
  readonly yName: string
  readonly yTick: (value: number) => string
  readonly lines: Lines
  readonly marks: readonly Mark[]
  /** The point that is looked at; undefined where none is. */
  readonly hovered: number | undefined
}

const ROOM = { top: 1.25, bottom: 1.5 }

/** A line for each arm over the steps, with a band over its repeats. */
export function LinePlot({ size, x, y, lines, marks, hovered, ...frame }: Props) {
  const { em, height, width } = size
  const scale = useMemo(() => plotScale(size, ROOM, x, y), [size, x, y])
  const draw = useCallback(
    (context: CanvasRenderingContext2D, palette: Palette) => drawLines(context, palette, scale, lines, em, hovered),
    [scale, lines, em, hovered],
  )
  const { area } = scale
  const at = hovered === undefined ? undefined : scale.x(lines.steps[hovered])
  return (
    <>
      <PlotFrame {...frame} size={size} room={ROOM} x={x} xTick={formatStepShort} y={y} />
      <CanvasLayer size={size} draw={draw} />
      <svg className="chart-over" width={width} height={height} aria-hidden="true">
        <text x={em * 3.3} y={height - em * 0.35} fontSize={em * SMALL} textAnchor="end">
          step
        </text>
        {at !== undefined && <line className="chart-cursor" x1={at} x2={at} y1={area.y} y2={area.y + area.height} />}
        <Marks marks={marks} scale={scale} fontSize={em * 0.8} />
        <rect {...area} onPointerDown={look} onPointerMove={look} onPointerLeave={lookAway} />
      </svg>
    </>
  )

  function look(event: PointerEvent<SVGRectElement>) {
    const box = event.currentTarget.getBoundingClientRect()
    useView.setState({ hovered: ((event.clientX - box.left) / box.width) * x.domain[1] })
  }
}

/** The pointer's step is shared by all line charts. */
function lookAway() {
  useView.setState({ hovered: undefined })
}
