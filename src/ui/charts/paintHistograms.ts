import type { Palette } from '../plot/CanvasLayer.tsx'
import { canvasDash } from '../plot/paintLines.ts'
import { type Histogram, outline } from './histogram.ts'
import { path } from '../plot/path.ts'

const DIAMOND = [
  [0, -1.2],
  [1.2, 0],
  [0, 1.2],
  [-1.2, 0],
] as const

/** Height of the lane of each arm above the histograms, in em. */
export function laneHeight(arms: number): number {
  return arms > 3 ? 0.62 : 0.8
}

/** Where one arm's histogram is drawn, in pixels. */
export interface Panel {
  readonly x: (probability: number) => number
  readonly y: (value: number) => number
  /** The middle of the lane of its means. */
  readonly lane: number
}

/** Draws outlines with light fills: right upward, wrong downward from the zero line. */
export function paintHistograms(
  context: CanvasRenderingContext2D,
  { arms: colors }: Palette,
  panelOf: (arm: number) => Panel,
  histograms: readonly Histogram[],
  em: number,
): void {
  context.lineWidth = em / 8
  histograms.forEach(({ right, wrong }, arm) => {
    const { x, y } = panelOf(arm)
    const paths = [path(outline(right, x, y)), path(outline(wrong, x, (value) => y(-value)))]
    context.fillStyle = context.strokeStyle = colors[arm]
    context.setLineDash(canvasDash(arm))
    for (const path of paths) {
      context.globalAlpha = 0.08
      context.fill(path)
      context.globalAlpha = 1
      context.stroke(path)
    }
  })
}

/**
 * Draws a lane for each arm above the plot: a circle at its accuracy, a diamond at its mean probability.
 * Where the diamond is right of the circle, the arm is surer than it is right.
 */
export function paintLanes(
  context: CanvasRenderingContext2D,
  { arms: colors, ground, hairline }: Palette,
  panelOf: (arm: number) => Panel,
  histograms: readonly Histogram[],
  em: number,
): void {
  const r = laneHeight(histograms.length) * em * 0.42
  context.setLineDash([])
  histograms.forEach(({ mean, accuracy }, arm) => {
    if (!Number.isFinite(mean + accuracy)) return
    const { x, lane: y } = panelOf(arm)
    const [right, sure] = [x(accuracy), x(mean)]
    context.lineWidth = 1
    context.strokeStyle = hairline
    context.stroke(path(`M${x(0)},${y}H${x(1)}`))
    context.lineWidth = em / 8
    context.strokeStyle = colors[arm]
    context.stroke(path(`M${right},${y}H${sure}`))
    context.beginPath()
    context.arc(right, y, r, 0, 2 * Math.PI)
    context.fillStyle = ground
    context.fill()
    context.stroke()
    context.beginPath()
    for (const [dx, dy] of DIAMOND) context.lineTo(sure + dx * r, y + dy * r)
    context.fillStyle = colors[arm]
    context.fill()
  })
}
