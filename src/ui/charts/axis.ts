import { niceStep } from './sample.ts'

/** An axis with round ends. */
export interface Axis {
  readonly domain: readonly [number, number]
  readonly ticks: readonly number[]
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

/** The time axis: 0…planned steps; once training went beyond, a round number that holds the last one. */
export function stepAxis(planned: number, last: number): Axis {
  if (last <= planned) return axisUpTo(planned)
  const step = niceStep(last / 10)
  return axisUpTo(Math.ceil(last / step) * step)
}

/**
 * The top that an axis should have now: grows at once when asked for more, and comes down only
 * when less than half would do, so that it does not jump to and fro.
 */
export function settle(present: number, wanted: number): number {
  return wanted > present || wanted <= present / 2 ? wanted : present
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
