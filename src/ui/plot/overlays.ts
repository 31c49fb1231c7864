import { clipToPlot } from './clipToPlot.ts'
import { useMemo } from 'react'
import { type MetricId, metrics } from '../../experiment/metrics.ts'
import { type Laid, useKept } from '../../store/kept.ts'
import { meanCurves } from '../../store/packed.ts'
import type { Palette } from './CanvasLayer.tsx'
import type { Quantity } from './curves.ts'
import { linePath } from './linePath.ts'
import { path } from './path.ts'
import type { PlotScale } from './plotScale.ts'
import type { View } from './view.ts'
import { type Points, pointsBetween } from './zoom.ts'

/** The curves of a kept experiment that is laid over the present one: for each arm the mean over its repeats. */
export interface Overlay {
  readonly id: string
  readonly name: string
  readonly points: Points
  /** What tells it from another. */
  readonly dash: readonly number[]
}

const DASHES = [
  [4, 3],
  [1, 2],
] as const

/** The overlays of a line chart of this quantity, between these steps; none where it is not among what is kept. */
export function useOverlays({ split, metric, index }: Quantity, compared: View['compared'], zoom: View['zoom']): readonly Overlay[] {
  const laid = useKept((kept) => kept.laid)
  return useMemo(() => {
    const kept = index === 0 ? keptAs(metric) : undefined
    if (!kept) return NONE
    return laid.filter(isTraining).map(({ entry: { id, name }, points }, i) => {
      const { steps, arms } = meanCurves(points, split, kept, compared === 'difference')
      const whole = { steps, arms: arms.map((mean) => ({ mean, low: mean, high: mean })) }
      return { id, name, points: zoom ? pointsBetween(whole, zoom) : whole, dash: DASHES[i] }
    })
  }, [laid, split, metric, index, compared, zoom])
}

const NONE: readonly Overlay[] = []

/** The metric that is, or has as its first entry, this number of a measurement. */
function keptAs(name: Quantity['metric']): MetricId | undefined {
  return metrics.find((metric) => ('list' in metric ? metric.list : metric.id) === name)?.id
}

function isTraining({ entry }: Laid): boolean {
  return entry.kind === 'training'
}

/** Draws overlays as thin lines in the colours of their arms. */
export function paintOverlays(
  context: CanvasRenderingContext2D,
  { arms: colors }: Palette,
  { x, y, area }: PlotScale,
  overlays: readonly Overlay[],
  em: number,
): void {
  context.save()
  clipToPlot(context, { area }, em / 7)
  context.lineWidth = em / 12
  for (const { points, dash } of overlays) {
    const xs = points.steps.map(x)
    context.setLineDash([...dash])
    points.arms.forEach(({ mean }, arm) => {
      context.strokeStyle = colors[arm]
      context.stroke(path(linePath(xs, mean.map(y))))
    })
  }
  context.restore()
}
