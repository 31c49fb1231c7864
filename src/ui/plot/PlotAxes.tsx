import { memo } from 'react'
import { CartesianGrid, ComposedChart, Line, XAxis, YAxis } from 'recharts'
import type { Axis } from './axis.ts'
import { LEFT, type PlotRoom, RIGHT } from './plotScale.ts'
import { SCALES } from './scales.ts'
import type { PlotSize } from './usePlotSize.ts'

interface Props {
  /** What the drawing is, for a screen reader. */
  readonly title: string
  readonly size: PlotSize
  readonly room: PlotRoom
  readonly x: Axis
  readonly xTick: (value: number) => string
  readonly y: Axis
  readonly yTick: (value: number) => string
  /** The name of the y axis, with its unit. */
  readonly yName: string
}

/** Axis numbers and labels, in em of the figure. */
export const SMALL = 0.875

/** Axes and grid. They are drawn again only when they change, not whenever a curve grows. */
export const PlotAxes = memo(function PlotAxes({ title, size, room, x, xTick, y, yTick, yName }: Props) {
  const { width, height, em } = size
  const fontSize = em * SMALL
  const [along, up] = [onScale(x, xTick), onScale(y, yTick)]
  return (
    <ComposedChart
      width={width}
      height={height}
      data={CORNERS}
      margin={{ top: em * room.top, right: em * RIGHT, bottom: 0, left: 0 }}
      accessibilityLayer={false}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it is an svg
      role="img"
      title={title}
    >
      <CartesianGrid vertical={false} />
      <XAxis
        type="number"
        dataKey="x"
        {...along}
        interval={0}
        allowDataOverflow
        height={em * room.bottom}
        tickSize={4}
        fontSize={fontSize}
      />
      <YAxis
        type="number"
        {...up}
        interval={0}
        allowDataOverflow
        width={em * LEFT}
        tickSize={4}
        fontSize={fontSize}
        label={{ value: yName, angle: -90, position: 'insideLeft', offset: em * 0.5, fontSize, style: { textAnchor: 'middle' } }}
      />
      <Line dataKey="y" stroke="none" dot={false} activeDot={false} isAnimationActive={false} />
    </ComposedChart>
  )
})

/** An axis for recharts, which draws all axes as linear ones; its ticks keep the text of their values. */
function onScale({ domain, ticks, scale = 'linear' }: Axis, text: (value: number) => string) {
  const { to } = SCALES[scale]
  const texts = new Map(ticks.map((tick) => [to(tick), text(tick)]))
  return {
    domain: domain.map(to),
    ticks: ticks.map(to),
    tickFormatter: (at: number) => texts.get(at) ?? '',
  }
}

// recharts has no scale without a line and its data.
const CORNERS = [
  { x: 0, y: 0 },
  { x: 1, y: 1 },
]
