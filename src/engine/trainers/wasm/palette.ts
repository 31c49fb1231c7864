/** Features as they are kept: what has few values, as pixels do, a byte each. */
export interface Packed {
  /** Numbers themselves, or for each its place in the palette. */
  readonly values: Float32Array | Uint8Array
  /** [256] */
  readonly palette?: Float32Array
}

const MOST = 256
const SLOTS = 4096

/** The features as bytes where they have at most 256 different values, bit for bit; otherwise as they are. */
export function pack(features: Float32Array): Packed {
  const bits = new Uint32Array(features.buffer, features.byteOffset, features.length)
  const keys = new Uint32Array(SLOTS)
  const places = new Int16Array(SLOTS).fill(-1)
  const bytes = new Uint8Array(features.length)
  const palette = new Uint32Array(MOST)
  let count = 0
  for (let i = 0; i < bits.length; i++) {
    const key = bits[i]
    let slot = Math.imul(key, 0x9e3779b1) >>> 20
    while (places[slot] >= 0 && keys[slot] !== key) slot = (slot + 1) % SLOTS
    if (places[slot] < 0) {
      if (count === MOST) return { values: features }
      keys[slot] = palette[count] = key
      places[slot] = count++
    }
    bytes[i] = places[slot]
  }
  return { values: bytes, palette: new Float32Array(palette.buffer) }
}

/** Some of the features, in memory of their own. */
export function sliceOf({ values, palette }: Packed, from: number, to: number): Packed {
  return { values: values.slice(from, to), palette }
}
