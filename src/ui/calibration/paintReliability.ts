import type { Palette } from '../plot/CanvasLayer.tsx'
import { canvasDash } from '../plot/paintLines.ts'
import { linePath } from '../plot/linePath.ts'
import { markerPath } from '../plot/markers.ts'
import { path } from '../plot/path.ts'
import type { PlotScale } from '../plot/plotScale.ts'
import type { ReliabilityBin } from './reliability.ts'

/** Where the counts are drawn, below the plot, upward from `bottom`; without a strip they are not. */
export interface Strip {
  readonly bottom: number
  readonly height: number
}

const most = (arms: readonly (readonly ReliabilityBin[])[]) => Math.max(...arms.flat().map(({ count }) => count), 1e-9)

/** Draws accuracy against mean confidence, a point for each bin, its area by its count; the counts as outlines below. */
export function paintPointsOfArms(
  context: CanvasRenderingContext2D,
  { arms: colors, ground }: Palette,
  { x, y }: PlotScale,
  strip: Strip | null,
  arms: readonly (readonly ReliabilityBin[])[],
  em: number,
): void {
  const largest = most(arms)
  arms.forEach((bins, arm) => {
    const filled = bins.filter(({ count }) => count > 0)
    context.strokeStyle = context.fillStyle = colors[arm]
    context.setLineDash(canvasDash(arm))
    context.lineWidth = em / 8
    const [xs, ys] = [filled.map(({ confidence }) => x(confidence)), filled.map(({ accuracy }) => y(accuracy))]
    context.stroke(path(linePath(xs, ys)))
    if (strip) {
      const levels = bins.map(({ count }) => strip.bottom - (count / largest) * strip.height)
      const outline = levels.map((level, bin) => `V${level}H${x((bin + 1) / bins.length)}`).join('')
      context.stroke(path(`M${x(0)},${strip.bottom}${outline}V${strip.bottom}`))
    }
    context.setLineDash([])
    context.strokeStyle = ground
    context.lineWidth = em / 12
    for (const { count, confidence, accuracy } of filled) {
      const marker = path(markerPath(arm, x(confidence), y(accuracy), em * (0.12 + 0.38 * Math.sqrt(count / largest))))
      context.fill(marker)
      context.stroke(marker)
    }
  })
}

/** Draws the bins of one arm: a bar up to its accuracy, the gap to its mean confidence hatched, its count below. */
export function paintBinsOfArm(
  context: CanvasRenderingContext2D,
  color: string,
  { x, y }: PlotScale,
  strip: Strip | null,
  bins: readonly ReliabilityBin[],
  em: number,
): void {
  const largest = most([bins])
  context.strokeStyle = context.fillStyle = color
  bins.forEach(({ count, accuracy, confidence }, bin) => {
    if (count === 0) return
    const [from, to] = [x((bin + 0.06) / bins.length), x((bin + 0.94) / bins.length)]
    const box = (top: number, bottom: number) => path(`M${from},${bottom}V${top}H${to}V${bottom}Z`)
    context.globalAlpha = 0.6
    if (strip) context.fill(box(strip.bottom - (count / largest) * strip.height, strip.bottom))
    context.globalAlpha = 0.25
    context.fill(box(y(accuracy), y(0)))
    context.globalAlpha = 1
    context.lineWidth = em / 6
    context.stroke(path(`M${from},${y(accuracy)}H${to}`))
    context.lineWidth = 1
    const gap = [Math.min(y(accuracy), y(confidence)), Math.max(y(accuracy), y(confidence))] as const
    context.stroke(box(...gap))
    context.stroke(path(hatching(from, to, ...gap, em / 2.4)))
    context.fill(path(markerPath(0, x(confidence), y(confidence), em / 4)))
  })
}

/** Lines that rise at 45° through a box, `apart` from each other across. */
function hatching(left: number, right: number, top: number, bottom: number, apart: number): string {
  const height = bottom - top
  let text = ''
  for (let foot = left - height + apart / 2; foot < right; foot += apart) {
    const from = Math.max(foot, left)
    const to = Math.min(foot + height, right)
    text += `M${from},${bottom - (from - foot)}L${to},${bottom - (to - foot)}`
  }
  return text
}
