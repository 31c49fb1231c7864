import { useCallback, useMemo, useState } from 'react'
import type { Arm } from '../../experiment/index.ts'
import { CanvasLayer, type Palette } from '../plot/CanvasLayer.tsx'
import { canvasDash } from '../plot/paintLines.ts'
import { linePath } from '../plot/linePath.ts'
import { markerPath } from '../plot/markers.ts'
import { path } from '../plot/path.ts'
import { plotScale } from '../plot/plotScale.ts'
import { partAt, PointerArea } from '../plot/PointerArea.tsx'
import type { PlotSize } from '../plot/usePlotSize.ts'
import { ClassAxes, UNIT } from './ClassAxes.tsx'
import { ClassReadOut } from './ClassReadOut.tsx'

interface Props {
  readonly size: PlotSize
  /** The arms that the numbers are of. */
  readonly settings: readonly Arm[]
  /** [arms][classes], each from 0 to 1, in the order in which they are drawn. */
  readonly values: readonly (readonly number[])[]
  /** Training examples of each class, in that order. */
  readonly counts: readonly number[]
  /** Names of the classes, in that order. */
  readonly names: readonly string[]
  readonly metric: 'recall' | 'classPt'
}

const ROOM = { top: 0.6, bottom: 2.7 }

/** A number of each class and arm, over bars that show how large the classes are. */
export function ClassPlot({ size, settings, values, counts, names, metric }: Props) {
  const [rank, setRank] = useState<number>()
  const { em, width, height } = size
  const classes = counts.length
  const scale = useMemo(() => plotScale(size, ROOM, { domain: [0, classes], ticks: [] }, UNIT), [size, classes])
  const paint = useCallback(
    (context: CanvasRenderingContext2D, { arms }: Palette) => {
      const xs = Array.from({ length: classes }, (_, rank) => scale.x(rank + 0.5))
      const r = Math.min(em / 4, (0.35 * scale.area.width) / classes + 0.8)
      values.forEach((ofArm, arm) => {
        const ys = ofArm.map(scale.y)
        context.strokeStyle = context.fillStyle = arms[arm]
        context.setLineDash(canvasDash(arm))
        context.globalAlpha = 0.6
        context.stroke(path(linePath(xs, ys)))
        context.globalAlpha = 1
        const markers = xs.map((x, rank) => (Number.isFinite(ys[rank]) ? markerPath(arm, x, ys[rank], r) : ''))
        context.fill(path(markers.join('')))
      })
    },
    [scale, values, classes, em],
  )
  const { area } = scale
  const shown = rank !== undefined && rank < classes && values.length > 0 ? rank : undefined
  const at = shown === undefined ? 0 : scale.x(shown + 0.5)
  return (
    <>
      <ClassAxes size={size} scale={scale} counts={counts} names={names} metric={metric} />
      <CanvasLayer size={size} paint={paint} />
      <svg className="chart-over" width={width} height={height} aria-hidden="true">
        {shown !== undefined && (
          <line className="chart-cursor" x1={at} x2={at} y1={area.y} y2={area.y + area.height} />
        )}
        <PointerArea {...area} onLook={(place) => setRank(place && partAt(place.across, classes))} />
      </svg>
      {values.length > 0 && (
        <ClassReadOut arms={settings} rank={shown} values={values} counts={counts} names={names} metric={metric} onRank={setRank} />
      )}
    </>
  )
}
