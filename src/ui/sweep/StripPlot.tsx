import { type PointerEvent, useCallback, useMemo } from 'react'
import type { Metric } from '../../experiment/metrics.ts'
import type { Axis } from '../plot/axis.ts'
import { CanvasLayer, type Palette } from '../plot/CanvasLayer.tsx'
import { formatTick, percentTick } from '../plot/format.ts'
import { PlotAxes, SMALL } from '../plot/PlotAxes.tsx'
import { plotScale } from '../plot/plotScale.ts'
import { placeOf } from '../plot/PointerArea.tsx'
import type { PlotSize } from '../plot/usePlotSize.ts'
import { paintStrip } from './paintStrip.ts'
import { StripReader } from './StripReadOut.tsx'
import type { Strip, Swept } from './strip.ts'
import { useSweepView } from './sweepView.ts'
import { takeValue } from './takeValue.ts'
import { valueAxis } from './valueAxis.ts'
import { sweptName } from './words.ts'

interface Props {
  readonly size: PlotSize
  readonly name: string
  readonly metric: Metric
  readonly strip: Strip
  readonly y: Axis
  readonly swept: Swept
  readonly isMeasured: boolean
}

const ROOM = { top: 0.7, bottom: 2.6 }
/** Room for a tick of a list, in em. */
const TICK = 2.6

/** A metric against the swept number; a click on a value makes it an arm. */
export function StripPlot({ size, name, metric, strip, y, swept, isMeasured }: Props) {
  const { em, width, height } = size
  const { experiment, plan } = swept
  const { sweep } = experiment
  const { values } = strip
  // The values of a sweep stay; its points come in time.
  const key = values.join(' ')
  const most = Math.max(2, Math.floor(width / (TICK * em)))
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the key stands for the values
  const x = useMemo(() => valueAxis(sweep, values, most), [sweep, key, most])
  const scale = useMemo(() => plotScale(size, ROOM, x.axis, y), [size, x, y])
  const paint = useCallback(
    (context: CanvasRenderingContext2D, palette: Palette) => paintStrip(context, palette, scale, strip, { at: x.at, steps: plan.steps, em }),
    [scale, strip, x, plan, em],
  )
  const hovered = useSweepView((view) => view.hovered)
  const place = hovered === undefined ? -1 : values.indexOf(hovered)
  const { area } = scale
  const cursor = place < 0 ? 0 : scale.x(x.at(values[place]))
  const valueAt = (event: PointerEvent<SVGRectElement>) => values[x.nearest(scale.xAt(placeOf(event).across))]
  return (
    <>
      <PlotAxes
        title={name}
        size={size}
        room={ROOM}
        x={x.axis}
        xTick={x.tick}
        y={y}
        yTick={metric.unit === 'points' ? percentTick : formatTick}
        yName={metric.unit === 'points' ? '%' : 'nats'}
      />
      <CanvasLayer size={size} paint={paint} />
      <svg className="chart-over" width={width} height={height} aria-hidden="true">
        <text x={area.x + area.width / 2} y={height - em * 0.4} fontSize={em * SMALL} textAnchor="middle">
          {sweptName(sweep.field)}
          {x.spacing === 'log' ? ', log axis' : x.spacing === 'list' ? ', not to scale' : ''}
        </text>
        {place >= 0 && <line className="chart-cursor" x1={cursor} x2={cursor} y1={area.y} y2={area.y + area.height} />}
        {isMeasured && (
          <rect className="chart-pointer sweep-pointer" {...area} onPointerMove={look} onPointerDown={look} onPointerUp={take} onPointerLeave={lookAway} />
        )}
      </svg>
      {isMeasured && <StripReader name={name} metric={metric} strip={strip} swept={swept} />}
    </>
  )

  function look(event: PointerEvent<SVGRectElement>) {
    useSweepView.setState({ hovered: valueAt(event), reading: metric.id })
  }

  function lookAway() {
    useSweepView.setState({ hovered: undefined, reading: undefined })
  }

  function take(event: PointerEvent<SVGRectElement>) {
    if (event.button !== 0) return
    const value = valueAt(event)
    // A finger reads; what it read can be made an arm by the button.
    const isTouch = event.pointerType === 'touch'
    useSweepView.setState({ chosen: value, ...(isTouch ? {} : { said: takeValue(experiment, value) }) })
  }
}
