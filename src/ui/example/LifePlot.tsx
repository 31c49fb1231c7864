import { useCallback } from 'react'
import { type Axis, axisUpTo } from '../plot/axis.ts'
import type { Palette } from '../plot/CanvasLayer.tsx'
import { formatTick } from '../plot/format.ts'
import { StepPlot, useStepScale } from '../plot/StepPlot.tsx'
import type { PlotSize } from '../plot/usePlotSize.ts'
import { paintLife } from './paintLife.ts'
import type { ArmLife } from './life.ts'

interface Props {
  readonly size: PlotSize
  readonly x: Axis
  readonly steps: ArrayLike<number>
  readonly arms: readonly ArmLife[]
  readonly classes: number
  /** The step that is looked at, where it is not the last. */
  readonly at: number | undefined
}

const UNIT = axisUpTo(1, 5)

/** P_t of one example over the steps, under every arm and repeat. */
export function LifePlot({ size, x, steps, arms, classes, at }: Props) {
  const { em } = size
  const scale = useStepScale(size, x, UNIT)
  const paint = useCallback(
    (context: CanvasRenderingContext2D, palette: Palette) => paintLife(context, palette, scale, steps, arms, em),
    [scale, steps, arms, em],
  )
  const { area } = scale
  const chance = scale.y(1 / classes)
  return (
    <StepPlot title="Pₜ of one example over steps" size={size} scale={scale} x={x} y={UNIT} yTick={formatTick} yName="Pₜ" layers={[paint]} hovered={at}>
      <line className="life-chance" x1={area.x} x2={area.x + area.width} y1={chance} y2={chance} />
      <text x={area.x + area.width - em * 0.3} y={chance - em * 0.3} fontSize={em * 0.8} textAnchor="end">
        chance, 1/{classes}
      </text>
    </StepPlot>
  )
}
