import type { Curve } from './curves.ts'

/** The most points that a line is drawn with; more cost time and show nothing more. */
export const MOST_POINTS = 300
/** The most rows of a table twin. */
export const MOST_ROWS = 50

const MANTISSAS = [1, 2, 5]

/** The smallest of 1, 2, 5, 10, 20, 50, … (any power of ten) that is at least `least`; 1 where that is not above 0 or no number. */
export function niceStep(least: number): number {
  if (!(least > 0 && least < Infinity)) return 1
  const power = 10 ** Math.floor(Math.log10(least))
  // Rounding may leave the power one too low or a hair too high.
  for (const scale of [power, power * 10]) {
    for (const mantissa of MANTISSAS) if (mantissa * scale >= least * (1 - 1e-9)) return mantissa * scale
  }
  return power * 100
}

function halves(span: number, buckets: number): number {
  return 2 ** Math.max(0, Math.ceil(Math.log2((span + 1) / (buckets - 1))))
}

/** Frames grouped by ⌊step / width⌋: [first, end) of each group. */
function groups(steps: readonly number[], from: number, to: number, width: number): [number, number][] {
  const found: [number, number][] = []
  for (let start = from; start < to; ) {
    const bucket = Math.floor(steps[start] / width)
    let end = start + 1
    while (end < to && Math.floor(steps[end] / width) === bucket) end++
    found.push([start, end])
    start = end
  }
  return found
}

function average(values: readonly number[], from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += values[i]
  return sum / (to - from)
}

/**
 * The frames to draw, at most `most`, ascending, first and last included. Largest Triangle Three Buckets
 * (Steinarsson, 2013) with two changes: the triangles of all lines are summed, so that every line keeps the
 * same frames; and buckets are fixed stretches of steps whose width only ever doubles, so that what is
 * drawn already does not shift while training goes on.
 */
export function pickFrames(steps: readonly number[], curves: readonly Curve[], most = MOST_POINTS): number[] {
  const count = steps.length
  if (count <= most) return Array.from(steps, (_, frame) => frame)
  const lines = curves.flatMap(({ mean, low, high }) => [mean, low, high])
  const buckets = groups(steps, 1, count - 1, halves(steps[count - 1] - steps[0], most - 2))
  const picked = [0]
  buckets.forEach(([start, end], bucket) => {
    const [nextStart, nextEnd] = buckets[bucket + 1] ?? [count - 1, count]
    const before = picked[picked.length - 1]
    const nextStep = average(steps, nextStart, nextEnd)
    const nextValues = lines.map((line) => average(line, nextStart, nextEnd))
    let best = start
    let bestArea = -1
    for (let frame = start; frame < end; frame++) {
      let area = 0
      lines.forEach((line, i) => {
        const twice =
          (steps[before] - nextStep) * (line[frame] - line[before]) -
          (steps[before] - steps[frame]) * (nextValues[i] - line[before])
        if (Number.isFinite(twice)) area += Math.abs(twice)
      })
      if (area > bestArea) [best, bestArea] = [frame, area]
    }
    picked.push(best)
  })
  picked.push(count - 1)
  return picked
}

/** The frames that a table lists, at most `most`, newest first: the last, and the first of each round stretch of steps. */
export function tableFrames(steps: readonly number[], most = MOST_ROWS): number[] {
  const count = steps.length
  if (count <= most) return Array.from(steps, (_, frame) => count - 1 - frame)
  const width = niceStep((steps[count - 1] - steps[0] + 1) / (most - 2))
  const listed = groups(steps, 0, count - 1, width).map(([first]) => first)
  return [...listed, count - 1].reverse()
}
