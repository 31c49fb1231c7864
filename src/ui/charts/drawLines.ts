import { armDash } from '../arms.ts'
import type { Palette } from './CanvasLayer.tsx'
import type { Curve } from './curves.ts'
import { bandPath, linePath } from './linePath.ts'
import type { PlotScale } from './plotScale.ts'

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

/** Draws bands, then lines over them, clipped to the plot; dots on the point that is looked at, if any. */
export function drawLines(
  context: CanvasRenderingContext2D,
  { arms: colors, ground }: Palette,
  { x, y, area }: PlotScale,
  { steps, arms, bands }: Lines,
  em: number,
  hovered: number | undefined,
): void {
  context.beginPath()
  context.rect(area.x, area.y - em / 7, area.width, area.height + em / 7)
  context.clip()
  const xs = steps.map(x)
  const paths = arms.map(({ mean, low, high }) => ({
    line: new Path2D(linePath(xs, mean.map(y))),
    band: bands ? new Path2D(bandPath(xs, low.map(y), high.map(y))) : undefined,
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
  if (hovered === undefined) return
  context.setLineDash([])
  context.lineWidth = em / 12
  context.strokeStyle = ground
  arms.forEach(({ mean }, arm) => {
    if (!Number.isFinite(mean[hovered])) return
    context.fillStyle = colors[arm]
    context.beginPath()
    context.arc(xs[hovered], y(mean[hovered]), em / 3.5, 0, 2 * Math.PI)
    context.fill()
    context.stroke()
  })
}
