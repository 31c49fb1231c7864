import { type PointerEvent, useCallback, useMemo } from 'react'
import type { Mark } from '../../store/session.ts'
import type { Axis } from '../charts/axis.ts'
import { CanvasLayer, type Palette } from '../charts/CanvasLayer.tsx'
import { formatStepShort, formatTick } from '../charts/format.ts'
import { linePath } from '../charts/linePath.ts'
import { Marks } from '../charts/Marks.tsx'
import { PlotFrame, SMALL } from '../charts/PlotFrame.tsx'
import { plotScale } from '../charts/plotScale.ts'
import type { PlotSize } from '../charts/usePlotSize.ts'
import { useView } from '../charts/view.ts'
import { clipToPlot, drawOutlined, drawStack } from './drawStack.ts'
import type { Course } from './shares.ts'
import { type Layer, stack, stackExtent } from './stack.ts'
import { TERM_NAMES } from './terms.ts'
import { useSettledAxis } from './useSettledAxis.ts'

interface Props {
  readonly size: PlotSize
  readonly x: Axis
  readonly course: Course
  readonly arm: number
  readonly marks: readonly Mark[]
  /** The step that is looked at, and the one that the whole page looks back to; undefined where none is. */
  readonly hovered: number | undefined
  readonly moment: number | undefined
}

const ROOM = { top: 1.25, bottom: 1.5 }
/** Where the whole gradient nearly vanishes a share grows without bound; the axis stops here. */
const FOLLOWED = [-2, 3] as const
const CLOSED_DASH = [6, 4]

/** Shares of the terms stacked over the steps, negative ones below zero; the closed form of the first as a dashed line. */
export function TermsPlot({ size, x, course, arm, marks, hovered, moment }: Props) {
  const { em, width, height } = size
  const layers = useMemo(() => stack(course.terms), [course])
  const [low, high] = stackExtent(layers)
  const y = useSettledAxis(Math.max(low, FOLLOWED[0]), Math.min(Math.max(1, high), FOLLOWED[1]), 5)
  const scale = useMemo(() => plotScale(size, ROOM, x, y), [size, x, y])
  const draw = useCallback(
    (context: CanvasRenderingContext2D, palette: Palette) => {
      clipToPlot(context, scale)
      drawStack(context, palette, scale, course.steps, layers, arm)
      const path = new Path2D(linePath(course.steps.map(scale.x), course.closed.map(scale.y)))
      drawOutlined(context, palette.ground, path, palette.arms[arm], em / 7, CLOSED_DASH)
    },
    [scale, course, layers, arm, em],
  )
  const { area } = scale
  const upright = { y1: area.y, y2: area.y + area.height }
  const end = scale.x(course.steps.at(-1) ?? 0)
  return (
    <>
      <PlotFrame title="Share of each term over steps" size={size} room={ROOM} x={x} xTick={formatStepShort} y={y} yTick={formatTick} yName="share" />
      <CanvasLayer size={size} draw={draw} />
      <svg className="chart-over" width={width} height={height} aria-hidden="true">
        <text x={em * 3.3} y={height - em * 0.35} fontSize={em * SMALL} textAnchor="end">
          step
        </text>
        <line className="chart-zero" x1={area.x} x2={area.x + area.width} y1={scale.y(0)} y2={scale.y(0)} />
        {course.steps.length > 1 &&
          labels(layers, scale.y, em).map(({ name, y }) => (
            <text key={name} x={end + em * 0.3} y={y} dy="0.35em" fontSize={em * SMALL}>
              {name}
            </text>
          ))}
        {moment !== undefined && <line className="why-moment" x1={scale.x(moment)} x2={scale.x(moment)} {...upright} />}
        {hovered !== undefined && <line className="chart-cursor" x1={scale.x(hovered)} x2={scale.x(hovered)} {...upright} />}
        <Marks marks={marks} scale={scale} fontSize={em * 0.8} />
        <rect {...area} onPointerDown={look} onPointerMove={look} onPointerLeave={lookAway} />
      </svg>
    </>
  )

  function look(event: PointerEvent<SVGRectElement>) {
    const box = event.currentTarget.getBoundingClientRect()
    useView.setState({ hovered: scale.xAt((event.clientX - box.left) / box.width) })
  }
}

/** The pointer's step is shared by all charts over steps. */
function lookAway() {
  useView.setState({ hovered: undefined })
}

/** Names for the layers that are high enough at their end, with the middle of their height. */
function labels(layers: readonly Layer[], y: (share: number) => number, em: number) {
  return layers.flatMap(({ up, down }, term) =>
    [up, down].flatMap(({ low, high }) => {
      const [bottom, top] = [y(low.at(-1) ?? NaN), y(high.at(-1) ?? NaN)]
      return bottom - top > em * 0.9 ? [{ name: TERM_NAMES[term], y: (bottom + top) / 2 }] : []
    }),
  )
}
