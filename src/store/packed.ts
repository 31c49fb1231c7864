import type { RunPoint } from '../experiment/columns.ts'
import { type SplitName, SPLITS } from '../experiment/layout.ts'
import { type MetricId, type Metrics, metrics } from '../experiment/metrics.ts'

/** Points of curves in a few typed arrays: small enough to be kept by the hundred thousand. */
export interface Packed {
  /** Arm, repeat, swept value, second value and step of each point; NaN where there is no value. [points × 5] */
  readonly places: Float64Array
  /** All metrics on training, then on test data, as they were measured. [points × 2 × metrics] */
  readonly values: Float32Array
}

const PLACES = 5

/** Packs points; `unpack` gives them back, exactly. */
export function pack(points: readonly RunPoint[]): Packed {
  const places = points.flatMap(({ arm, repeat, value, second, step }) => [arm, repeat, value ?? NaN, second ?? NaN, step])
  const values = points.flatMap((point) => SPLITS.flatMap((split) => metrics.map(({ id }) => point[split][id])))
  return { places: Float64Array.from(places), values: Float32Array.from(values) }
}

/** The points that were packed. */
export function unpack({ places, values }: Packed): RunPoint[] {
  const metricsAt = (point: number, split: number) => {
    const start = (point * SPLITS.length + split) * metrics.length
    return Object.fromEntries(metrics.map(({ id }, i) => [id, values[start + i]])) as Metrics
  }
  return Array.from({ length: places.length / PLACES }, (_, point): RunPoint => {
    const [arm, repeat, value, second, step] = places.subarray(point * PLACES, (point + 1) * PLACES)
    const orNull = (value: number) => (Number.isNaN(value) ? null : value)
    return { arm, repeat, value: orNull(value), second: orNull(second), step, train: metricsAt(point, 0), test: metricsAt(point, 1) }
  })
}

/**
 * One measure over the steps, for each arm the mean over its repeats; NaN where one diverged. Points of a step stand
 * together. With `fromBaseline` minus that of arm 0, which then has no points.
 */
export function meanCurves(
  { places, values }: Packed,
  split: SplitName,
  metric: MetricId,
  fromBaseline = false,
): { steps: number[]; arms: number[][] } {
  const at = SPLITS.indexOf(split) * metrics.length + metrics.findIndex(({ id }) => id === metric)
  const steps: number[] = []
  const sums: number[][] = []
  const counts: number[][] = []
  for (let point = 0; point < places.length / PLACES; point++) {
    const [arm, , , , step] = places.subarray(point * PLACES, (point + 1) * PLACES)
    if (steps.at(-1) !== step) steps.push(step)
    const i = steps.length - 1
    const [sum, count] = [(sums[arm] ??= []), (counts[arm] ??= [])]
    sum[i] = (sum[i] ?? 0) + values[point * SPLITS.length * metrics.length + at]
    count[i] = (count[i] ?? 0) + 1
  }
  const means = sums.map((sum, arm) => sum.map((value, i) => value / counts[arm][i]))
  if (!fromBaseline) return { steps, arms: means }
  return { steps, arms: means.map((mean, arm) => (arm === 0 ? [] : mean.map((value, i) => value - means[0][i]))) }
}
