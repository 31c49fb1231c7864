import { extent, niceAxis } from './axis.ts'
import type { Curve } from './curves.ts'
import { formatDifference, formatPoints, formatTick, percentTick } from './format.ts'
import type { Face } from './lineKind.ts'

/** How far the axis of a difference reaches to either side. */
interface Reach {
  /** It never shows less: before training all differences are zero. */
  readonly least: number
  /** It never follows farther, to what diverged. */
  readonly most: number
}

/** Differences go to both sides of zero: with few ticks half of the plot may stay empty. */
const TICKS = 6

function face(yName: string, { least, most }: Reach, tick: Face['tick'], format: Face['format']): Face {
  const yAxis = (curves: readonly Curve[]) => {
    const [low, high] = extent(curves.flatMap((curve) => [curve.low, curve.high])) ?? [0, 0]
    return niceAxis(Math.max(-most, Math.min(-least, low)), Math.min(most, Math.max(least, high)), TICKS)
  }
  return { yName, yAxis, tick, format }
}

/** A difference in the quantity's own unit, if it has one. */
export function plainDifference(what: string, unit: string, reach: Reach): Face {
  return face([`${what} − baseline's`, unit].filter(Boolean).join(', '), reach, formatTick, formatDifference)
}

/** A difference of shares, in percentage points. */
export function pointsDifference(what: string): Face {
  return face(`${what} − baseline's, pp`, { least: 0.01, most: 1 }, percentTick, formatPoints)
}
