import { allocated } from './allocated.ts'
import type { Extent } from './dataset.ts'

/** How a standardised feature goes back to what it was: feature · scale + shift. */
export interface Standard {
  /** One per feature, or one for all. */
  readonly scale: Float64Array
  readonly shift: Float64Array
}

/**
 * Mean (shift) and standard deviation (scale) of the given examples, of each feature, or of all values together
 * where features share a unit, as pixels do: one scale and one shift for all pixels and all channels, so that a
 * colour keeps its place among the others. `features` is [examples × dimensions]. What does not vary has scale 1.
 */
export function standardOf(
  features: Float32Array | Uint8Array,
  dimensions: number,
  examples: Int32Array,
  together: boolean,
): Standard {
  const groups = together ? 1 : dimensions
  const shift = new Float64Array(groups)
  const scale = new Float64Array(groups)
  const count = examples.length * (together ? dimensions : 1)
  const accumulate = (sums: Float64Array, of: (value: number, group: number) => number) => {
    for (const example of examples) {
      for (let i = 0; i < dimensions; i++) {
        const group = together ? 0 : i
        sums[group] += of(features[example * dimensions + i], group)
      }
    }
  }
  accumulate(shift, (value) => value)
  shift.forEach((sum, group) => (shift[group] = sum / count))
  accumulate(scale, (value, group) => (value - shift[group]) * (value - shift[group]))
  scale.forEach((sum, group) => {
    const deviation = Math.sqrt(sum / count)
    // The mean of equal values is off by rounding, which must not be blown up to one deviation.
    scale[group] = deviation > 1e-9 * (1 + Math.abs(shift[group])) ? deviation : 1
  })
  return { scale, shift }
}

/** The extent of a fixed plane once it is standardised: points spread over it have a deviation of about 1. */
export const STANDARD_EXTENT: Extent = [-2, 2, -2, 2]

/** Takes a plane of this extent to the standard one, whatever lies in it. */
export function standardOfExtent([x0, x1, y0, y1]: Extent): Standard {
  return { scale: Float64Array.of((x1 - x0) / 4, (y1 - y0) / 4), shift: Float64Array.of((x0 + x1) / 2, (y0 + y1) / 2) }
}

/** The given examples standardised, [examples × dimensions]. Throws a DataError where there is no memory for them. */
export function standardise(
  features: Float32Array | Uint8Array,
  dimensions: number,
  examples: Int32Array,
  { scale, shift }: Standard,
): Float32Array {
  const size = examples.length * dimensions
  const result = allocated(Float32Array.BYTES_PER_ELEMENT * size, () => new Float32Array(size))
  examples.forEach((example, row) => {
    for (let i = 0; i < dimensions; i++) {
      const group = scale.length === 1 ? 0 : i
      result[row * dimensions + i] = (features[example * dimensions + i] - shift[group]) / scale[group]
    }
  })
  return result
}
