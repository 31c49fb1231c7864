import { useCallback, useMemo } from 'react'
import { type Axis, axisUpTo } from '../plot/axis.ts'
import { CanvasLayer, type Palette } from '../plot/CanvasLayer.tsx'
import { formatStepShort, formatTick } from '../plot/format.ts'
import { PlotAxes, SMALL } from '../plot/PlotAxes.tsx'
import { plotScale } from '../plot/plotScale.ts'
import { StepPointer } from '../plot/StepPointer.tsx'
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
const ROOM = { top: 0.6, bottom: 1.5 }

/** P_t of one example over the steps, under every arm and repeat. */
export function LifePlot({ size, x, steps, arms, classes, at }: Props) {
  const { em, width, height } = size
  const scale = useMemo(() => plotScale(size, ROOM, x, UNIT), [size, x])
  const paint = useCallback(
    (context: CanvasRenderingContext2D, palette: Palette) => paintLife(context, palette, scale, steps, arms, em),
    [scale, steps, arms, em],
  )
  const { area } = scale
  const chance = scale.y(1 / classes)
  return (
    <>
      <PlotAxes
        title="Pₜ of one example over steps"
        size={size}
        room={ROOM}
        x={x}
        xTick={formatStepShort}
        y={UNIT}
        yTick={formatTick}
        yName="Pₜ"
      />
      <svg className="chart-over" width={width} height={height} aria-hidden="true">
        <line className="life-chance" x1={area.x} x2={area.x + area.width} y1={chance} y2={chance} />
        <text x={area.x + area.width - em * 0.3} y={chance - em * 0.3} fontSize={em * 0.8} textAnchor="end">
          chance, 1/{classes}
        </text>
      </svg>
      <CanvasLayer size={size} paint={paint} />
      <svg className="chart-over" width={width} height={height} aria-hidden="true">
        <text x={em * 3.3} y={height - em * 0.35} fontSize={em * SMALL} textAnchor="end">
          step
        </text>
        {at !== undefined && at >= x.domain[0] && at <= x.domain[1] && (
          <line className="chart-cursor" x1={scale.x(at)} x2={scale.x(at)} y1={area.y} y2={area.y + area.height} />
        )}
        <StepPointer scale={scale} />
      </svg>
    </>
  )
}
