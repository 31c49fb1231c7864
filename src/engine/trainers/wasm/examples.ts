/** Examples as they are kept: features that have few values, as pixels do, a byte each. */
export interface Examples {
  /** Features themselves, or for each its place in the palette, [examples × inputs]. */
  readonly values: Float32Array | Uint8Array
  /** [256] */
  readonly palette?: Float32Array
  /** [examples × positions], or none where nothing is measured. */
  readonly labels: Int32Array
}

const MOST = 256
const SLOTS = 4096

/** Features as bytes where they have at most 256 different values, from which they come back bit for bit. */
export function packed(features: Float32Array, labels: Int32Array): Examples {
  const bits = new Uint32Array(features.buffer, features.byteOffset, features.length)
  const keys = new Uint32Array(SLOTS)
  const places = new Int16Array(SLOTS).fill(-1)
  const bytes = new Uint8Array(features.length)
  const palette = new Uint32Array(MOST)
  let count = 0
  for (let i = 0; i < bits.length; i++) {
    const key = bits[i]
    // Pixels of a background follow one another.
    if (i > 0 && key === bits[i - 1]) {
      bytes[i] = bytes[i - 1]
      continue
    }
    let slot = Math.imul(key, 0x9e3779b1) >>> 20
    while (places[slot] >= 0 && keys[slot] !== key) slot = (slot + 1) % SLOTS
    if (places[slot] < 0) {
      if (count === MOST) return { values: features, labels }
      keys[slot] = palette[count] = key
      places[slot] = count++
    }
    bytes[i] = places[slot]
  }
  return { values: bytes, palette: new Float32Array(palette.buffer), labels }
}

/** Some ranges of examples one after another, in memory of their own; and that memory, which can be handed over. */
export function partOf(
  { values, palette, labels }: Examples,
  inputs: number,
  ranges: readonly (readonly [from: number, to: number])[] = [[0, values.length / inputs]],
): [Examples, Transferable[]] {
  const positions = (labels.length * inputs) / values.length
  const part = { values: cut(values, ranges, inputs), palette, labels: cut(labels, ranges, positions) }
  return [part, [part.values.buffer as ArrayBuffer, part.labels.buffer as ArrayBuffer]]
}

function cut<T extends Float32Array | Uint8Array | Int32Array>(all: T, ranges: readonly (readonly [number, number])[], size: number): T {
  const total = ranges.reduce((sum, [from, to]) => sum + to - from, 0)
  const part = new (all.constructor as new (length: number) => T)(total * size)
  let at = 0
  for (const [from, to] of ranges) {
    part.set(all.subarray(from * size, to * size), at)
    at += (to - from) * size
  }
  return part
}
