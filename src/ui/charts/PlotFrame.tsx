import { memo, type ReactNode } from 'react'
import { CartesianGrid, ComposedChart, XAxis, YAxis } from 'recharts'
import type { Axis } from './axis.ts'
import type { PlotSize } from './usePlotSize.ts'

interface Props {
  /** What the drawing is, for a screen reader. */
  readonly title: string
  readonly size: PlotSize
  readonly x: Axis
  readonly xTick: (value: number) => string
  /** Height of the x axis, in em. */
  readonly xHeight: number
  readonly y: Axis
  readonly yTick: (value: number) => string
  /** The name of the y axis, with its unit. */
  readonly yName: string
  /** Room above the plot, in em. */
  readonly top: number
  /** What is drawn inside; the same element each time, or the axes are drawn again. */
  readonly children: ReactNode
}

/** Axis numbers and labels, in em of the figure. */
export const SMALL = 0.875

/**
 * Axes and grid. They are drawn again only when they change: what moves while training is drawn by the
 * children from a context, because recharts takes tens of milliseconds to draw lines of its own.
 */
export const PlotFrame = memo(function PlotFrame(props: Props) {
  const { title, size, x, xTick, xHeight, y, yTick, yName, top, children } = props
  const { width, height, em } = size
  const fontSize = em * SMALL
  return (
    <ComposedChart
      width={width}
      height={height}
      data={NO_DATA}
      margin={{ top: em * top, right: em * 1.6, bottom: 0, left: 0 }}
      accessibilityLayer={false}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it is an svg
      role="img"
      title={title}
    >
      <CartesianGrid vertical={false} />
      <XAxis
        type="number"
        domain={[...x.domain]}
        ticks={[...x.ticks]}
        interval={0}
        tickFormatter={xTick}
        allowDataOverflow
        height={em * xHeight}
        tickSize={4}
        fontSize={fontSize}
      />
      <YAxis
        type="number"
        domain={[...y.domain]}
        ticks={[...y.ticks]}
        interval={0}
        tickFormatter={yTick}
        allowDataOverflow
        width={em * 3.9}
        tickSize={4}
        fontSize={fontSize}
        label={{ value: yName, angle: -90, position: 'insideLeft', offset: em * 0.9, fontSize, style: { textAnchor: 'middle' } }}
      />
      {children}
    </ComposedChart>
  )
})

const NO_DATA: never[] = []
