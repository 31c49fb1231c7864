import { clipToPlot } from './clipToPlot.ts'
import { armDash } from '../arms.ts'
import type { Palette } from './CanvasLayer.tsx'
import type { Curve } from './curves.ts'
import { bandPath, linePath } from './linePath.ts'
import { markerPath } from './markers.ts'
import { path } from './path.ts'
import { isWithin, type PlotScale } from './plotScale.ts'

/** The curves of all arms. */
export interface Lines {
  /** The step of each point. */
  readonly steps: readonly number[]
  /** One per arm, with as many points. */
  readonly arms: readonly Curve[]
  /** Whether the range of the repeats is drawn, too. */
  readonly bands: boolean
}

/** A dash pattern as a canvas takes it. */
export function canvasDash(arm: number): number[] {
  return armDash(arm).split(' ').filter(Boolean).map(Number)
}

/**
 * Draws bands, then lines over them, each with its arm's marker at the end, clipped to the plot; and
 * markers on the points at the places in `marked`.
 */
export function paintLines(
  context: CanvasRenderingContext2D,
  { arms: colors, ground }: Palette,
  { x, y, area }: PlotScale,
  { steps, arms, bands }: Lines,
  em: number,
  marked: readonly number[],
): void {
  context.save()
  clipToPlot(context, { area }, em / 7)
  const xs = steps.map(x)
  const paths = arms.map(({ mean, low, high }) => ({
    line: path(linePath(xs, mean.map(y))),
    band: bands ? path(bandPath(xs, low.map(y), high.map(y))) : undefined,
  }))
  context.globalAlpha = 0.16
  paths.forEach(({ band }, arm) => {
    context.fillStyle = colors[arm]
    if (band) context.fill(band)
  })
  context.globalAlpha = 1
  context.lineWidth = em / 7
  context.lineJoin = 'round'
  paths.forEach(({ line }, arm) => {
    context.strokeStyle = colors[arm]
    context.setLineDash(canvasDash(arm))
    context.stroke(line)
  })
  context.restore()
  context.lineWidth = em / 12
  context.strokeStyle = ground
  arms.forEach(({ mean }, arm) => {
    context.fillStyle = colors[arm]
    for (const point of new Set([mean.findLastIndex(Number.isFinite), ...marked])) {
      const at = { x: xs[point], y: y(mean[point]) }
      if (!isWithin(area, at)) continue
      const marker = path(markerPath(arm, at.x, at.y, em / 3.5))
      context.fill(marker)
      context.stroke(marker)
    }
  })
}
