import type { Metric } from '../../experiment/metrics.ts'
import { type Axis, extent, niceAxis } from '../plot/axis.ts'
import type { Strip } from './strip.ts'

/** An interval of two repeats may be a hundred times as wide as what was measured; the axis shows this much of it. */
const BEYOND = 1

/** The axis of a metric: all that was measured, and intervals as far as they do not dwarf it. */
export function metricAxis({ unit }: Metric, strip: Strip | null): Axis {
  const spreads = strip ? [...strip.lines.flatMap(({ points }) => points), ...strip.levels] : []
  const measured = extent(spreads.map(({ runs }) => runs))
  if (!measured) return niceAxis(0, 1)
  const span = Math.max(measured[1] - measured[0], 0.01)
  const [least, most] = [measured[0] - BEYOND * span, measured[1] + BEYOND * span]
  const bounds = spreads.flatMap(({ interval }) => interval ?? []).map((bound) => Math.min(most, Math.max(least, bound)))
  const [low, high] = extent([measured, bounds]) ?? measured
  const within = (value: number) => (unit === 'points' ? Math.min(1, Math.max(0, value)) : Math.max(0, value))
  return niceAxis(within(low), within(Math.max(high, low + 0.01)), 4)
}
