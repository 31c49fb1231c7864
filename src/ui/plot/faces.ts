import type { Metric } from '../../experiment/metrics.ts'
import { type Axis, axisUpTo, extent, niceAxis } from './axis.ts'
import type { Curve } from './curves.ts'
import { plainDifference, pointsDifference } from './difference.ts'
import { formatMetric, formatTick, inSentence, percentTick } from './format.ts'
import type { Face } from './lineKind.ts'

/** A loss this many times the one at the start has diverged; the axis does not follow it there. */
const FOLLOWED = 4
const UNIT = axisUpTo(1, 5)

/** The axis of a loss. */
function lossAxis(curves: readonly Curve[]): Axis {
  const [low, high] = extent(curves.flatMap((curve) => [curve.low, curve.high])) ?? [0, 1]
  const start = Math.max(...curves.map((curve) => curve.high[0] ?? 1).filter(Number.isFinite), 1)
  return niceAxis(Math.max(Math.min(0, low), -FOLLOWED * start), Math.min(high, FOLLOWED * start))
}

/** How a metric is drawn over the steps: as it is, and minus the baseline's. */
export function faceOf({ label, axis = inSentence(label), unit }: Metric): Face & { readonly difference: Face } {
  const format = (value: number) => formatMetric({ unit }, value)
  if (unit === 'points') {
    return { yName: `${axis}, %`, yAxis: () => UNIT, tick: percentTick, format, difference: pointsDifference(axis) }
  }
  const named = unit === 'nats' ? `${axis}, ${unit}` : axis
  const difference = plainDifference(axis, unit === 'nats' ? unit : '', { least: 0.05, most: 4 })
  return { yName: named, yAxis: lossAxis, tick: formatTick, format, difference }
}
