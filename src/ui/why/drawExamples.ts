import type { Palette } from '../charts/CanvasLayer.tsx'
import { outline } from '../charts/histogram.ts'
import type { PlotScale } from '../charts/plotScale.ts'
import { drawOutlined } from './drawStack.ts'

/** Draws two histograms over P_t: the share of the gradient filled, the share of examples as a line. */
export function drawExamples(
  context: CanvasRenderingContext2D,
  { arms, ground }: Palette,
  { x, y }: PlotScale,
  examples: readonly number[],
  gradient: readonly number[],
  arm: number,
  em: number,
): void {
  const filled = new Path2D(outline(gradient, x, y))
  context.fillStyle = arms[arm]
  context.globalAlpha = 0.4
  context.fill(filled)
  context.globalAlpha = 1
  drawOutlined(context, ground, new Path2D(outline(examples, x, y)), arms[arm], em / 8, [])
}
