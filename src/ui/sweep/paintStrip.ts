import { clipToPlot } from '../plot/clipToPlot.ts'
import type { Palette } from '../plot/CanvasLayer.tsx'
import { canvasDash } from '../plot/paintLines.ts'
import { linePath } from '../plot/linePath.ts'
import { markerPath } from '../plot/markers.ts'
import { path } from '../plot/path.ts'
import type { PlotScale } from '../plot/plotScale.ts'
import type { Spread, Strip } from './strip.ts'

/** How far arms stand beside each other at a value, in em. */
const APART = 0.45

/**
 * Draws a strip: levels as bands over all values, with their means; lines as means with intervals, every repeat a faint
 * dot, and a cross at the top for a value with runs that diverged. A mean that is not at the last step is hollow.
 *
 * @param at where a value stands on the x axis
 * @param steps the last step
 */
export function paintStrip(
  context: CanvasRenderingContext2D,
  { arms: colors, ground }: Palette,
  { x, y, area }: PlotScale,
  { lines, levels }: Strip,
  { at, steps, em }: { readonly at: (value: number) => number; readonly steps: number; readonly em: number },
): void {
  const right = area.x + area.width
  context.save()
  clipToPlot(context, { area }, em / 3, em / 3)
  for (const { arm, interval, mean } of levels) {
    if (interval) {
      context.globalAlpha = 0.14
      context.fillStyle = colors[arm]
      context.fillRect(area.x, y(interval[1]), area.width, y(interval[0]) - y(interval[1]))
    }
    context.globalAlpha = 1
    context.strokeStyle = colors[arm]
    context.lineWidth = em / 9
    context.setLineDash(canvasDash(arm))
    context.stroke(path(linePath([area.x, right], [y(mean.mean), y(mean.mean)])))
  }
  lines.forEach(({ arm, points }, place) => {
    const aside = (place - (lines.length - 1) / 2) * APART * em
    const xs = points.map(({ value }) => x(at(value)) + aside)
    context.strokeStyle = colors[arm]
    context.fillStyle = colors[arm]
    context.setLineDash([])
    context.globalAlpha = 0.3
    points.forEach(({ runs }, i) => {
      for (const run of runs) if (Number.isFinite(run)) context.fill(path(markerPath(0, xs[i], y(run), em / 7)))
    })
    context.globalAlpha = 0.5
    context.lineWidth = em / 12
    context.setLineDash(canvasDash(arm))
    context.stroke(path(linePath(xs, points.map(({ mean }) => y(mean.mean)))))
    context.globalAlpha = 1
    context.setLineDash([])
    context.lineWidth = em / 9
    points.forEach(({ interval }, i) => {
      if (interval) context.stroke(path(linePath([xs[i], xs[i]], interval.map(y))))
    })
    points.forEach((point, i) => paintMean(context, point, { arm, at: [xs[i], y(point.mean.mean)], ground, hollow: point.step < steps, em }))
    points.forEach(({ mean }, i) => {
      if (mean.diverged.length > 0) context.stroke(path(cross(xs[i], area.y + em / 2, em / 4)))
    })
  })
  context.restore()
}

interface Mark {
  readonly arm: number
  readonly at: readonly [number, number]
  readonly ground: string
  readonly hollow: boolean
  readonly em: number
}

function paintMean(context: CanvasRenderingContext2D, { mean }: Spread, { arm, at, ground, hollow, em }: Mark): void {
  if (!Number.isFinite(mean.mean)) return
  const marker = path(markerPath(arm, ...at, em / 3.6))
  const color = context.fillStyle
  if (hollow) context.fillStyle = ground
  context.fill(marker)
  context.stroke(marker)
  context.fillStyle = color
}

function cross(x: number, y: number, half: number): string {
  return `M${x - half},${y - half}L${x + half},${y + half}M${x - half},${y + half}L${x + half},${y - half}`
}
