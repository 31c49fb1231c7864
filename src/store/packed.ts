import { type Measures, measures, type RunPoint } from '../experiment/columns.ts'

/** Points of curves in a few typed arrays: small enough to be kept by the hundred thousand. */
export interface Packed {
  /** Arm, repeat, swept value, second value and step of each point; NaN where there is no value. [points × 5] */
  readonly places: Float64Array
  /** All measures on training, then on test data, as they were measured. [points × 2 × measures] */
  readonly values: Float32Array
}

const PLACES = 5
const SPLITS = ['train', 'test'] as const

/** Packs points; `unpack` gives them back, exactly. */
export function pack(points: readonly RunPoint[]): Packed {
  const places = points.flatMap(({ arm, repeat, value, second, step }) => [arm, repeat, value ?? NaN, second ?? NaN, step])
  const values = points.flatMap((point) => SPLITS.flatMap((split) => measures.map(({ id }) => point[split][id])))
  return { places: Float64Array.from(places), values: Float32Array.from(values) }
}

/** The points that were packed. */
export function unpack({ places, values }: Packed): RunPoint[] {
  const measuresAt = (point: number, split: number) => {
    const start = (point * SPLITS.length + split) * measures.length
    return Object.fromEntries(measures.map(({ id }, i) => [id, values[start + i]])) as Measures
  }
  return Array.from({ length: places.length / PLACES }, (_, point): RunPoint => {
    const [arm, repeat, value, second, step] = places.subarray(point * PLACES, (point + 1) * PLACES)
    const orNull = (value: number) => (Number.isNaN(value) ? null : value)
    return { arm, repeat, value: orNull(value), second: orNull(second), step, train: measuresAt(point, 0), test: measuresAt(point, 1) }
  })
}
