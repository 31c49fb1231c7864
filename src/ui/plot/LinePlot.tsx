import { useCallback } from 'react'
import { armColor } from '../arms.ts'
import type { Axis } from './axis.ts'
import type { Palette } from './CanvasLayer.tsx'
import { paintOverlays, type Overlay } from './overlays.ts'
import { type Lines, paintLines } from './paintLines.ts'
import { type Looked, StepPlot, useStepScale } from './StepPlot.tsx'
import type { PlotSize } from './usePlotSize.ts'

interface Props extends Omit<Looked, 'hovered' | 'moment'> {
  readonly title: string
  readonly size: PlotSize
  readonly x: Axis
  readonly y: Axis
  readonly yName: string
  readonly yTick: (value: number) => string
  readonly lines: Lines
  readonly overlays: readonly Overlay[]
  /** The point that is looked at; undefined where none is. */
  readonly hovered: number | undefined
  /** The point of the moment that the page shows; undefined while it is live. */
  readonly moment: number | undefined
  /** Whether zero stands for the baseline. */
  readonly fromBaseline: boolean
}

/** A line for each arm over the steps, with a band over its repeats. */
export function LinePlot({ lines, overlays, hovered, moment, fromBaseline, ...plot }: Props) {
  const { size, x, y } = plot
  const { em } = size
  const scale = useStepScale(size, x, y)
  const paint = useCallback(
    (context: CanvasRenderingContext2D, palette: Palette) =>
      paintLines(context, palette, scale, lines, em, [moment, hovered].filter((point) => point !== undefined)),
    [scale, lines, em, hovered, moment],
  )
  const paintUnder = useCallback(
    (context: CanvasRenderingContext2D, palette: Palette) => paintOverlays(context, palette, scale, overlays, em),
    [scale, overlays, em],
  )
  const stepOf = (point: number | undefined) => (point === undefined ? undefined : lines.steps[point])
  const { area } = scale
  return (
    <StepPlot
      {...plot}
      scale={scale}
      layers={overlays.length > 0 ? [paintUnder, paint] : [paint]}
      hovered={stepOf(hovered)}
      moment={stepOf(moment)}
    >
      {fromBaseline && <line x1={area.x} x2={area.x + area.width} y1={scale.y(0)} y2={scale.y(0)} stroke={armColor(0)} />}
    </StepPlot>
  )
}
