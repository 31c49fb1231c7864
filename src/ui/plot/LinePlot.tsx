import { useCallback, useMemo } from 'react'
import type { Mark } from '../../store/session.ts'
import { armColor } from '../arms.ts'
import type { Axis } from './axis.ts'
import { CanvasLayer, type Palette } from './CanvasLayer.tsx'
import { paintLines, type Lines } from './paintLines.ts'
import { formatStepShort } from './format.ts'
import { Marks } from './Marks.tsx'
import { paintOverlays, type Overlay } from './overlays.ts'
import { PlotAxes, SMALL } from './PlotAxes.tsx'
import { plotScale } from './plotScale.ts'
import { StepPointer } from './StepPointer.tsx'
import type { PlotSize } from './usePlotSize.ts'

interface Props {
  readonly title: string
  readonly size: PlotSize
  readonly x: Axis
  readonly y: Axis
  readonly yName: string
  readonly yTick: (value: number) => string
  readonly lines: Lines
  readonly overlays: readonly Overlay[]
  readonly marks: readonly Mark[]
  /** The point that is looked at; undefined where none is. */
  readonly hovered: number | undefined
  /** The point of the moment that the page shows; undefined while it is live. */
  readonly moment: number | undefined
  /** Whether zero stands for the baseline. */
  readonly fromBaseline: boolean
}

const ROOM = { top: 1.25, bottom: 1.5 }

/** A line for each arm over the steps, with a band over its repeats. */
export function LinePlot({ size, x, y, lines, overlays, marks, hovered, moment, fromBaseline, ...axes }: Props) {
  const { em, height, width } = size
  const scale = useMemo(() => plotScale(size, ROOM, x, y), [size, x, y])
  const paint = useCallback(
    (context: CanvasRenderingContext2D, palette: Palette) =>
      paintLines(context, palette, scale, lines, em, [moment, hovered].filter((point) => point !== undefined)),
    [scale, lines, em, hovered, moment],
  )
  const paintUnder = useCallback(
    (context: CanvasRenderingContext2D, palette: Palette) => paintOverlays(context, palette, scale, overlays, em),
    [scale, overlays, em],
  )
  const { area } = scale
  const right = area.x + area.width
  const seen = (step: number) => step >= x.domain[0] && step <= x.domain[1]
  const upright = (point: number | undefined, className: string) => {
    if (point === undefined || !seen(lines.steps[point])) return null
    const at = scale.x(lines.steps[point])
    return <line className={className} x1={at} x2={at} y1={area.y} y2={area.y + area.height} />
  }
  return (
    <>
      <PlotAxes {...axes} size={size} room={ROOM} x={x} xTick={formatStepShort} y={y} />
      {overlays.length > 0 && <CanvasLayer size={size} paint={paintUnder} />}
      <CanvasLayer size={size} paint={paint} />
      <svg className="chart-over" width={width} height={height} aria-hidden="true">
        <text x={em * 3.7} y={height - em * 0.35} fontSize={em * SMALL} textAnchor="end">
          step
        </text>
        {fromBaseline && <line x1={area.x} x2={right} y1={scale.y(0)} y2={scale.y(0)} stroke={armColor(0)} />}
        {upright(moment, 'chart-moment')}
        {upright(hovered, 'chart-cursor')}
        <Marks marks={marks.filter(({ step }) => seen(step))} scale={scale} fontSize={em * 0.8} />
        <StepPointer scale={scale} />
      </svg>
    </>
  )
}
