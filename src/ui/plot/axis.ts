import { niceStep } from './sample.ts'
import type { ScaleName } from './scales.ts'

/** An axis with its ticks, ascending. */
export interface Axis {
  readonly domain: readonly [number, number]
  readonly ticks: readonly number[]
  /** How values are spread along it; linear where nothing is said. */
  readonly scale?: ScaleName
}

function multiples(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  // Multiplying keeps 0.3 closer to 0.3 than adding 0.1 thrice, and rounding takes the rest.
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}

/** An axis that covers low…high and ends on its ticks, about `count` of them apart by 1, 2 or 5 times a power of ten. */
export function niceAxis(low: number, high: number, count = 4): Axis {
  const span = high - low > 0 ? high - low : 1
  const step = niceStep(span / count)
  const from = Math.floor(low / step + 1e-9) * step
  const to = Math.max(Math.ceil(high / step - 1e-9) * step, from + step)
  const ticks = multiples(from, to, step)
  return { domain: [ticks[0], ticks[ticks.length - 1]], ticks }
}

/** Round numbers from 0 to `end`, the axis ending at `end` itself, round or not. */
export function axisUpTo(end: number, count = 4): Axis {
  return { domain: [0, end], ticks: multiples(0, end, niceStep(end / count)) }
}

/** Round numbers between two ends that need not be round. */
export function axisBetween(low: number, high: number, count = 4): Axis {
  return { domain: [low, high], ticks: multiples(low, high, niceStep((high - low) / count)) }
}

/** The end of the time axis: the planned steps; once training went beyond, a round number that holds the last one. */
export function stepsEnd(planned: number, last: number): number {
  if (last <= planned) return planned
  const step = niceStep(last / 10)
  return Math.ceil(last / step) * step
}

/** The time axis from one step to another; a logarithmic one shows step 0, too. */
export function stepAxis([from, to]: readonly [number, number], scale: ScaleName = 'linear'): Axis {
  return scale === 'linear' ? axisBetween(from, to) : { domain: [from, to], ticks: logTicks(from, to), scale: 'log1p' }
}

/** A logarithmic axis that covers low…high, 0 < low ≤ high, and ends on 1, 2 or 5 times a power of ten. */
export function logAxis(low: number, high: number): Axis {
  const from = Number((1 / niceStep(1 / low)).toPrecision(12))
  const to = Number(Math.max(niceStep(high), niceStep(from * 1.5)).toPrecision(12))
  return { domain: [from, to], ticks: logTicks(from, to), scale: 'log' }
}

/** A logarithmic axis of counts to either side of zero, by log(1 + n), each side as long as it must be. */
export function mirroredLogAxis(below: number, above: number): Axis {
  const [down, up] = [niceStep(Math.max(1, below)), niceStep(Math.max(1, above))]
  const powers = (end: number) =>
    Array.from({ length: Math.floor(Math.log10(end) + 1e-9) + 1 }, (_, power) => 10 ** power)
  const ticks = [...powers(down).map((tick) => -tick).reverse(), 0, ...powers(up)]
  return { domain: [-down, up], ticks, scale: 'log1p' }
}

/** The most ticks of a logarithmic axis. */
const MOST_LOG_TICKS = 7

/** Powers of ten between two numbers ≥ 0, zero itself included; 1, 2 and 5 times them where there are few. */
export function logTicks(low: number, high: number): number[] {
  const zero = low <= 0 ? [0] : []
  // A power below the first that shows would stand on the zero.
  const first = low > 0 ? Math.floor(Math.log10(low)) : 0
  const powers = Array.from({ length: Math.max(1, Math.floor(Math.log10(high)) - first + 1) }, (_, i) => first + i)
  const within = (mantissas: readonly number[], powers: readonly number[]) =>
    powers
      .flatMap((power) => mantissas.map((mantissa) => Number(`${mantissa}e${power}`)))
      .filter((tick) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9))
  const fine = within([1, 2, 5], powers)
  if (fine.length <= MOST_LOG_TICKS) return [...zero, ...fine]
  const every = Math.ceil(powers.length / MOST_LOG_TICKS)
  return [...zero, ...within([1], powers.filter((_, i) => i % every === 0))]
}

/**
 * The axis to draw while measurements come, so that it does not jump to and fro: the one before, as long as it holds
 * all that the wanted one does, and less than half of it would not do.
 */
export function settledAxis(before: Axis, wanted: Axis): Axis {
  const [[low, high], [from, to]] = [before.domain, wanted.domain]
  return from >= low && to <= high && to - from > (high - low) / 2 ? before : wanted
}

/** The least and greatest finite number of all lists, or undefined where there is none. */
export function extent(lists: readonly (readonly number[])[]): [number, number] | undefined {
  let low = Infinity
  let high = -Infinity
  for (const list of lists) {
    for (const value of list) {
      if (!Number.isFinite(value)) continue
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  return low <= high ? [low, high] : undefined
}
