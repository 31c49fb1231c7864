import type { PlotScale } from './plotScale.ts'

/** Keeps what is painted from now on within the plot, with this much room above and below for thick lines. */
export function clipToPlot(context: CanvasRenderingContext2D, { area }: Pick<PlotScale, 'area'>, above = 0, below = 0): void {
  context.beginPath()
  context.rect(area.x, area.y - above, area.width, area.height + above + below)
  context.clip()
}
