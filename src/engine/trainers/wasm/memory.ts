import { sizeText } from '../../../experiment/text.ts'

const PAGE = 2 ** 16
const ALIGNED = 16

/** The kernel's memory: what is claimed stays where it is and begins as zeros. */
export class Memory {
  readonly #memory: WebAssembly.Memory
  #end: number

  /** @param base the first free byte */
  constructor(memory: WebAssembly.Memory, base: number) {
    this.#memory = memory
    this.#end = base
  }

  /** The address of so many bytes. Throws, in words for a person, where there is no such memory. */
  claim(bytes: number): number {
    const at = Math.ceil(this.#end / ALIGNED) * ALIGNED
    this.#end = at + bytes
    const missing = this.#end - this.#memory.buffer.byteLength
    try {
      if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE))
    } catch {
      const size = sizeText(this.#end)
      throw new Error(`there is no memory of ${size} for each core. Fewer arms, repeats, units or examples take less`)
    }
    return at
  }

  /** Claims room for these values and writes them there. */
  put(values: Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array): number {
    const at = this.claim(values.byteLength)
    new Uint8Array(this.#memory.buffer, at, values.byteLength).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    return at
  }

  // Views go stale when memory is claimed: they are made anew for each use.

  floats(at: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, at, length)
  }

  doubles(at: number, length: number): Float64Array {
    return new Float64Array(this.#memory.buffer, at, length)
  }

  words(at: number, length: number): Int32Array {
    return new Int32Array(this.#memory.buffer, at, length)
  }
}
