import { useCallback, useMemo } from 'react'
import type { Axis } from '../plot/axis.ts'
import { CanvasLayer, type Palette } from '../plot/CanvasLayer.tsx'
import { formatTick } from '../plot/format.ts'
import { PlotAxes } from '../plot/PlotAxes.tsx'
import { type PlotScale, plotScale } from '../plot/plotScale.ts'
import { type Row, UNIT } from './rows.ts'

interface Props {
  readonly title: string
  readonly row: Row
  readonly y: Axis
  readonly yTick: (value: number) => string
  readonly yName: string
  /** Kept the same while nothing changes. */
  readonly paint: (context: CanvasRenderingContext2D, palette: Palette, scale: PlotScale) => void
}

/** One plot over P_t; of all that stand under each other the last carries the numbers of P_t. */
export function PtRow({ row, paint, ...axes }: Props) {
  const { size, room, top, last } = row
  const { y } = axes
  const scale = useMemo(() => plotScale(size, room, UNIT, y), [size, room, y])
  const paintRow = useCallback(
    (context: CanvasRenderingContext2D, palette: Palette) => paint(context, palette, scale),
    [paint, scale],
  )
  const zero = scale.y(0)
  return (
    <div className="why-row" style={{ insetBlockStart: top, blockSize: size.height }}>
      <PlotAxes {...axes} size={size} room={room} x={UNIT} xTick={last ? formatTick : nothing} />
      <CanvasLayer size={size} paint={paintRow} />
      {y.domain[0] < 0 && (
        <svg className="chart-over" width={size.width} height={size.height} aria-hidden="true">
          <line className="chart-zero" x1={scale.area.x} x2={scale.area.x + scale.area.width} y1={zero} y2={zero} />
        </svg>
      )}
    </div>
  )
}

const nothing = () => ''
