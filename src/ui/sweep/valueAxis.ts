import type { SweepAxis } from '../../experiment/index.ts'
import { type Axis, axisBetween, logTicks } from '../plot/axis.ts'
import { along } from '../plot/scales.ts'
import { numberText } from '../../experiment/text.ts'

/** The axis of a swept number. */
export interface ValueAxis {
  readonly axis: Axis
  /** Where a value stands on `axis`. */
  readonly at: (value: number) => number
  readonly tick: (at: number) => string
  /** The place of the value that is nearest to a point of the axis. */
  readonly nearest: (at: number) => number
  /** How values are spread, where that is not evenly. */
  readonly spacing: 'linear' | 'log' | 'list'
}

/** Room beside the first and the last value, as a share of the axis. */
const MARGIN = 0.05

/**
 * The axis of a swept number: linear or logarithmic where it takes a range; values of a list stand side by side, since
 * they may be spread in any way, “all” among them.
 *
 * @param values as they are trained, ascending
 * @param most how many ticks of a list there is room for
 */
export function valueAxis({ values: wanted }: SweepAxis, values: readonly number[], most: number): ValueAxis {
  const [low, high] = [values[0], values[values.length - 1]]
  const isRange = 'from' in wanted && high > low && Number.isFinite(high)
  const isLog = isRange && wanted.spacing === 'log' && low > 0
  if (isLog) {
    const factor = (high / low) ** MARGIN
    const axis: Axis = { domain: [low / factor, high * factor], ticks: logTicks(low, high), scale: 'log' }
    return { axis, at: (value) => value, tick: numberText, nearest: nearestOf(axis, values), spacing: 'log' }
  }
  if (isRange) {
    const room = MARGIN * (high - low)
    const { ticks } = axisBetween(low, high, 5)
    const axis: Axis = { domain: [low - room, high + room], ticks }
    return { axis, at: (value) => value, tick: numberText, nearest: nearestOf(axis, values), spacing: 'linear' }
  }
  const every = Math.ceil(values.length / most)
  const places = values.map((_, place) => place)
  const axis: Axis = { domain: [-0.5, values.length - 0.5], ticks: places.filter((place) => place % every === 0) }
  return {
    axis,
    at: (value) => values.indexOf(value),
    tick: (place) => numberText(values[place]),
    nearest: nearestOf(axis, places),
    spacing: 'list',
  }
}

function nearestOf(axis: Axis, stands: readonly number[]): (at: number) => number {
  const { share } = along(axis)
  return (at) => {
    const apart = stands.map((one) => Math.abs(share(one) - share(at)))
    return apart.indexOf(Math.min(...apart))
  }
}
