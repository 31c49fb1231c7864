import { clipToPlot } from '../plot/clipToPlot.ts'
import type { Palette } from '../plot/CanvasLayer.tsx'
import { canvasDash } from '../plot/paintLines.ts'
import { linePath } from '../plot/linePath.ts'
import { path } from '../plot/path.ts'
import type { PlotScale } from '../plot/plotScale.ts'
import type { ArmLife } from './life.ts'

/** Points of the thin lines together: more would hold the page up. */
const MOST_THIN = 8000

/** Draws P_t over steps: a thin line for each repeat, the mean of each arm thick over them all. */
export function paintLife(
  context: CanvasRenderingContext2D,
  { arms: colors }: Palette,
  { x, y, area }: PlotScale,
  steps: ArrayLike<number>,
  arms: readonly ArmLife[],
  em: number,
): void {
  clipToPlot(context, { area }, em / 7, em / 7)
  context.lineJoin = 'round'
  const xs = Array.from(steps, x)
  const stroke = (line: readonly number[], every = 1) => {
    const kept = line.map((_, entry) => entry).filter((entry) => entry % every === 0 || entry === line.length - 1)
    context.stroke(path(linePath(kept.map((entry) => xs[entry]), kept.map((entry) => y(line[entry])))))
  }
  const thin = arms.flatMap(({ repeats }) => repeats).length * xs.length
  context.lineWidth = 1
  context.globalAlpha = 0.35
  arms.forEach(({ repeats }, arm) => {
    context.strokeStyle = colors[arm]
    if (repeats.length > 1) repeats.forEach((line) => stroke(line, Math.ceil(thin / MOST_THIN)))
  })
  context.globalAlpha = 1
  context.lineWidth = em / 5
  arms.forEach(({ mean }, arm) => {
    context.strokeStyle = colors[arm]
    context.setLineDash(canvasDash(arm))
    stroke(mean)
  })
}
