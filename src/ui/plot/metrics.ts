import { type Axis, axisUpTo, extent, niceAxis } from './axis.ts'
import type { Curve } from './curves.ts'
import { plainDifference, pointsDifference } from './difference.ts'
import { formatPercent, formatTick, formatValue, percentTick } from './format.ts'
import type { Face } from './lineKind.ts'

/** A loss this many times the one at the start has diverged; the axis does not follow it there. */
const FOLLOWED = 4
const UNIT = axisUpTo(1, 5)

/** The axis of a loss. */
export function lossAxis(curves: readonly Curve[]): Axis {
  const [low, high] = extent(curves.flatMap((curve) => [curve.low, curve.high])) ?? [0, 1]
  const start = Math.max(...curves.map((curve) => curve.high[0] ?? 1).filter(Number.isFinite), 1)
  return niceAxis(Math.max(Math.min(0, low), -FOLLOWED * start), Math.min(high, FOLLOWED * start))
}

/** A share of examples, or a probability, on an axis from 0 to 100%. */
function share(what: string) {
  const inPercent = { yAxis: () => UNIT, tick: percentTick, format: (value: number) => formatPercent(value) }
  return { ...inPercent, yName: `${what}, %`, difference: pointsDifference(what) }
}

/** The metrics that are compared across arms. */
export const METRICS = {
  nll: {
    yName: 'NLL, nats',
    yAxis: lossAxis,
    tick: formatTick,
    format: formatValue,
    difference: plainDifference('NLL', 'nats', { least: 0.05, most: 4 }),
  },
  accuracy: share('accuracy'),
  balancedAccuracy: share('balanced accuracy'),
  confidence: share('mean max-probability'),
  meanPt: share('mean Pₜ'),
  ece: share('ECE'),
} as const satisfies Readonly<Record<string, Face & { readonly difference: Face }>>

export type Metric = keyof typeof METRICS
