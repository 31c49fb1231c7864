import { useCallback, useMemo } from 'react'
import type { Mark } from '../../store/session.ts'
import { type Axis, niceAxis } from '../plot/axis.ts'
import { CanvasLayer, type Palette } from '../plot/CanvasLayer.tsx'
import { formatStepShort, formatTick } from '../plot/format.ts'
import { linePath } from '../plot/linePath.ts'
import { Marks } from '../plot/Marks.tsx'
import { PlotAxes, SMALL } from '../plot/PlotAxes.tsx'
import { path } from '../plot/path.ts'
import { type PlotScale, plotScale } from '../plot/plotScale.ts'
import { StepPointer } from '../plot/StepPointer.tsx'
import type { PlotSize } from '../plot/usePlotSize.ts'
import { clipToPlot, paintOutlined, paintStack } from './paintStack.ts'
import type { Course } from './shares.ts'
import { type Layer, stack, stackExtent } from './stack.ts'
import { TERM_NAMES } from './terms.ts'
import { useSettled } from '../plot/useSettled.ts'

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
export const FOLLOWED = [-2, 3] as const
const CLOSED_DASH = [6, 4]

/** Shares of the terms stacked over the steps, negative ones below zero; the closed form of the first as a dashed line. */
export function TermsPlot({ size, x, course, arm, marks, hovered, moment }: Props) {
  const { em, width, height } = size
  const layers = useMemo(() => stack(course.terms), [course])
  const [low, high] = stackExtent(layers)
  const y = useSettled(niceAxis(Math.max(low, FOLLOWED[0]), Math.min(Math.max(1, high), FOLLOWED[1]), 5))
  const scale = useMemo(() => plotScale(size, ROOM, x, y), [size, x, y])
  const paint = useCallback(
    (context: CanvasRenderingContext2D, palette: Palette) => {
      clipToPlot(context, scale)
      paintStack(context, palette, scale, course.steps, layers, arm)
      const closed = path(linePath(course.steps.map(scale.x), course.closed.map(scale.y)))
      paintOutlined(context, palette.ground, closed, palette.arms[arm], em / 7, CLOSED_DASH)
    },
    [scale, course, layers, arm, em],
  )
  const { area } = scale
  const seen = (step: number) => step >= x.domain[0] && step <= x.domain[1]
  const upright = (step: number | undefined, className: string) =>
    step !== undefined &&
    seen(step) && (
      <line className={className} x1={scale.x(step)} x2={scale.x(step)} y1={area.y} y2={area.y + area.height} />
    )
  const end = Math.min(scale.x(course.steps.at(-1) ?? 0), area.x + area.width)
  return (
    <>
      <PlotAxes title="Share of each term over steps" size={size} room={ROOM} x={x} xTick={formatStepShort} y={y} yTick={formatTick} yName="share" />
      <CanvasLayer size={size} paint={paint} />
      <svg className="chart-over" width={width} height={height} aria-hidden="true">
        <text x={em * 3.3} y={height - em * 0.35} fontSize={em * SMALL} textAnchor="end">
          step
        </text>
        <line className="chart-zero" x1={area.x} x2={area.x + area.width} y1={scale.y(0)} y2={scale.y(0)} />
        {course.steps.length > 1 &&
          labels(layers, scale, em).map(({ name, y }) => (
            <text key={name} x={end + em * 0.15} y={y} dy="0.35em" fontSize={em * 0.8}>
              {name}
            </text>
          ))}
        {upright(moment, 'chart-moment')}
        {upright(hovered, 'chart-cursor')}
        <Marks marks={marks.filter(({ step }) => seen(step))} scale={scale} fontSize={em * 0.8} />
        <StepPointer scale={scale} />
      </svg>
    </>
  )
}

/** Names for the layers of which enough is in sight at their end, with the middle of that. */
function labels(layers: readonly Layer[], { y, area }: PlotScale, em: number) {
  const within = (at: number) => Math.min(area.y + area.height, Math.max(area.y, at))
  return layers.flatMap(({ up, down }, term) =>
    [up, down].flatMap(({ low, high }) => {
      const [bottom, top] = [within(y(low.at(-1) ?? NaN)), within(y(high.at(-1) ?? NaN))]
      return bottom - top > em * 0.9 ? [{ name: TERM_NAMES[term], y: (bottom + top) / 2 }] : []
    }),
  )
}
