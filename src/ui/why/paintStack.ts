import type { Palette } from '../plot/CanvasLayer.tsx'
import { path } from '../plot/path.ts'
import { bandPath, linePath } from '../plot/linePath.ts'
import type { PlotScale } from '../plot/plotScale.ts'
import type { Layer } from './stack.ts'
import { TERM_TINTS } from './terms.ts'

/** Draws the layers of an arm's terms in tints of its colour, a hairline of the ground between them. */
export function paintStack(
  context: CanvasRenderingContext2D,
  { arms: colors, ground }: Palette,
  scale: PlotScale,
  at: readonly number[],
  layers: readonly Layer[],
  arm: number,
): void {
  const xs = at.map(scale.x)
  context.lineWidth = 0.75
  context.setLineDash([])
  layers.forEach(({ up, down }, term) => {
    for (const [{ low, high }, edge] of [[up, up.high], [down, down.low]] as const) {
      if (low.every((value, i) => value === high[i])) continue
      fillWith(context, colors[arm], TERM_TINTS[term], bandPath(xs, low.map(scale.y), high.map(scale.y)))
      context.strokeStyle = ground
      context.stroke(path(linePath(xs, edge.map(scale.y))))
    }
  })
}

/** Fills an outline with a tint of a colour. */
export function fillWith(context: CanvasRenderingContext2D, color: string, tint: number, outline: string): void {
  context.fillStyle = color
  context.globalAlpha = tint
  for (const area of [path(outline)]) context.fill(area)
  context.globalAlpha = 1
}

/** Draws a line that can be seen on every tint: on a broader one of the ground. */
export function paintOutlined(
  context: CanvasRenderingContext2D,
  ground: string,
  line: Path2D,
  color: string,
  width: number,
  dash: number[],
): void {
  context.lineJoin = 'round'
  context.setLineDash([])
  context.strokeStyle = ground
  context.lineWidth = 2 * width
  context.stroke(line)
  context.setLineDash(dash)
  context.strokeStyle = color
  context.lineWidth = width
  context.stroke(line)
}
