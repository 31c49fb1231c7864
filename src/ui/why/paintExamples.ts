import type { Palette } from '../plot/CanvasLayer.tsx'
import { outline } from '../charts/histogram.ts'
import { path } from '../plot/path.ts'
import type { PlotScale } from '../plot/plotScale.ts'
import { paintOutlined, fillWith } from './paintStack.ts'

/** Draws two histograms over P_t: the share of the gradient filled, the share of examples as a line. */
export function paintExamples(
  context: CanvasRenderingContext2D,
  { arms, ground }: Palette,
  { x, y }: PlotScale,
  examples: readonly number[],
  gradient: readonly number[],
  arm: number,
  em: number,
): void {
  fillWith(context, arms[arm], 0.4, outline(gradient, x, y))
  paintOutlined(context, ground, path(outline(examples, x, y)), arms[arm], em / 8, [])
}
