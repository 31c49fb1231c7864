import { useCallback, useMemo } from 'react'
import { axisUpTo } from '../charts/axis.ts'
import { CanvasLayer, type Palette } from '../charts/CanvasLayer.tsx'
import { canvasDash } from '../charts/drawLines.ts'
import { linePath } from '../charts/linePath.ts'
import { plotScale } from '../charts/plotScale.ts'
import type { PlotSize } from '../charts/usePlotSize.ts'

interface Props {
  readonly size: PlotSize
  /** [arms][classes], in the order in which they are drawn. */
  readonly recalls: readonly (readonly number[])[]
  /** Training examples of each class, in that order. */
  readonly counts: readonly number[]
}

const UNIT = axisUpTo(1, 5)
const ROOM = { top: 0.6, bottom: 1.6 }

/** Recall of each class and arm, over bars that show how large the classes are. */
export function RecallPlot({ size, recalls, counts }: Props) {
  const { em, width, height } = size
  const scale = useMemo(() => plotScale(size, ROOM, { domain: [0, counts.length], ticks: [] }, UNIT), [size, counts])
  const draw = useCallback(
    (context: CanvasRenderingContext2D, { arms }: Palette) => {
      const xs = counts.map((_, rank) => scale.x(rank + 0.5))
      const r = Math.min(em / 4, (0.35 * scale.area.width) / counts.length + 0.8)
      recalls.forEach((recall, arm) => {
        const ys = recall.map(scale.y)
        context.strokeStyle = context.fillStyle = arms[arm]
        context.setLineDash(canvasDash(arm))
        context.globalAlpha = 0.6
        context.stroke(new Path2D(linePath(xs, ys)))
        context.globalAlpha = 1
        context.beginPath()
        xs.forEach((x, rank) => {
          context.moveTo(x + r, ys[rank])
          context.arc(x, ys[rank], r, 0, 2 * Math.PI)
        })
        context.fill()
      })
    },
    [scale, recalls, counts, em],
  )
  const { area } = scale
  const largest = Math.max(...counts)
  const smallest = Math.min(...counts)
  const small = em * 0.875
  return (
    <>
      <svg className="chart-over recall-axes" width={width} height={height} aria-hidden="true">
        {counts.map((count, rank) => {
          const top = scale.y(count / largest)
          const [from, to] = [scale.x(rank + 0.1), scale.x(rank + 0.9)]
          // oxlint-disable-next-line react/no-array-index-key -- a class is its rank here
          return <rect key={rank} x={from} width={to - from} y={top} height={area.y + area.height - top} />
        })}
        {UNIT.ticks.map((tick) => (
          <g key={tick}>
            <line x1={area.x} x2={area.x + area.width} y1={scale.y(tick)} y2={scale.y(tick)} />
            <text x={area.x - em * 0.5} y={scale.y(tick) + em * 0.3} fontSize={small} textAnchor="end">
              {Math.round(tick * 100)}
            </text>
          </g>
        ))}
        <text
          fontSize={small}
          textAnchor="middle"
          transform={`translate(${em} ${area.y + area.height / 2}) rotate(-90)`}
        >
          recall, %
        </text>
        <text x={area.x} y={height - em * 0.4} fontSize={small}>
          {smallest === largest ? `classes, n = ${largest} each` : `largest class, n = ${largest}`}
        </text>
        {smallest < largest && (
          <text x={area.x + area.width} y={height - em * 0.4} fontSize={small} textAnchor="end">
            smallest, n = {smallest}
          </text>
        )}
      </svg>
      <CanvasLayer size={size} draw={draw} />
    </>
  )
}
