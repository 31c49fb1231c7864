import { useCallback, useMemo } from 'react'
import { type Axis, niceAxis } from '../plot/axis.ts'
import type { Palette } from '../plot/CanvasLayer.tsx'
import { formatTick } from '../plot/format.ts'
import { linePath } from '../plot/linePath.ts'
import { path } from '../plot/path.ts'
import type { PlotScale } from '../plot/plotScale.ts'
import { type Looked, StepPlot, useStepScale } from '../plot/StepPlot.tsx'
import type { PlotSize } from '../plot/usePlotSize.ts'
import { clipToPlot } from '../plot/clipToPlot.ts'
import { paintOutlined, paintStack } from './paintStack.ts'
import type { Course } from './shares.ts'
import { type Layer, stack, stackExtent } from './stack.ts'
import { TERM_NAMES } from './terms.ts'
import { useSettled } from '../plot/useSettled.ts'

interface Props extends Looked {
  readonly size: PlotSize
  readonly x: Axis
  readonly course: Course
  readonly arm: number
}

/** Where the whole gradient nearly vanishes a share grows without bound; the axis stops here. */
export const FOLLOWED = [-2, 3] as const
const CLOSED_DASH = [6, 4]

/** Shares of the terms stacked over the steps, negative ones below zero; the closed form of the first as a dashed line. */
export function TermsPlot({ size, x, course, arm, ...looked }: Props) {
  const { em } = size
  const layers = useMemo(() => stack(course.terms), [course])
  const [low, high] = stackExtent(layers)
  const y = useSettled(niceAxis(Math.max(low, FOLLOWED[0]), Math.min(Math.max(1, high), FOLLOWED[1]), 5))
  const scale = useStepScale(size, x, y)
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
  const end = Math.min(scale.x(course.steps.at(-1) ?? 0), area.x + area.width)
  return (
    <StepPlot title="Share of each term over steps" size={size} scale={scale} x={x} y={y} yTick={formatTick} yName="share" layers={[paint]} {...looked}>
      <line className="chart-zero" x1={area.x} x2={area.x + area.width} y1={scale.y(0)} y2={scale.y(0)} />
      {course.steps.length > 1 &&
        labels(layers, scale, em).map(({ name, y }) => (
          <text key={name} x={end + em * 0.15} y={y} dy="0.35em" fontSize={em * 0.8}>
            {name}
          </text>
        ))}
    </StepPlot>
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
