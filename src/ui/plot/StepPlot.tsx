import { type ReactNode, useMemo } from 'react'
import type { Mark } from '../../store/session.ts'
import type { Axis } from './axis.ts'
import { CanvasLayer, type Palette } from './CanvasLayer.tsx'
import { formatStepShort } from './format.ts'
import { Marks } from './Marks.tsx'
import { PlotAxes, SMALL } from './PlotAxes.tsx'
import { type PlotScale, plotScale } from './plotScale.ts'
import { StepPointer } from './StepPointer.tsx'
import type { PlotSize } from './usePlotSize.ts'

/** What is to be seen of some steps, in every plot over them. */
export interface Looked {
  readonly marks?: readonly Mark[]
  /** The step that is looked at, and the one that the whole page looks back to; undefined where none is. */
  readonly hovered?: number
  readonly moment?: number
}

interface Props extends Looked {
  /** What the drawing is, for a screen reader. */
  readonly title: string
  readonly size: PlotSize
  readonly scale: PlotScale
  readonly x: Axis
  readonly y: Axis
  readonly yName: string
  readonly yTick: (value: number) => string
  /** What is painted, the lowest first; each kept the same while nothing changes. */
  readonly layers: readonly ((context: CanvasRenderingContext2D, palette: Palette) => void)[]
  /** Drawn over the layers, under the cursor. */
  readonly children?: ReactNode
}

const ROOM = { top: 1.25, bottom: 1.5 }

/** The scale of a plot over the steps. */
export function useStepScale(size: PlotSize, x: Axis, y: Axis): PlotScale {
  return useMemo(() => plotScale(size, ROOM, x, y), [size, x, y])
}

/** A plot over the steps: axes, layers, what was changed, and the step that is looked at. */
export function StepPlot({ size, scale, x, layers, marks = [], hovered, moment, children, ...axes }: Props) {
  const { em, width, height } = size
  const { area } = scale
  const seen = (step: number | undefined) => step !== undefined && step >= x.domain[0] && step <= x.domain[1]
  const upright = (step: number | undefined, className: string) =>
    step !== undefined &&
    seen(step) && <line className={className} x1={scale.x(step)} x2={scale.x(step)} y1={area.y} y2={area.y + area.height} />
  return (
    <>
      <PlotAxes {...axes} size={size} room={ROOM} x={x} xTick={formatStepShort} />
      {layers.map((paint, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- a layer is its place
        <CanvasLayer key={i} size={size} paint={paint} />
      ))}
      <svg className="chart-over" width={width} height={height} aria-hidden="true">
        <text x={em * 3.7} y={height - em * 0.35} fontSize={em * SMALL} textAnchor="end">
          step
        </text>
        {children}
        {upright(moment, 'chart-moment')}
        {upright(hovered, 'chart-cursor')}
        <Marks marks={marks.filter(({ step }) => seen(step))} scale={scale} fontSize={em * 0.8} />
        <StepPointer scale={scale} />
      </svg>
    </>
  )
}
