import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'

/** What a stream is drawn for: the second part of its seed, so that no two purposes share numbers. */
export const PURPOSE = { examples: 1, split: 2, imbalance: 3, labelNoise: 4, weights: 5, batches: 6, testClasses: 7, sample: 8 } as const

/** A stream of random numbers, the same bit for bit in every browser. */
export interface Random {
  /** Even over [0, 1), a multiple of 2⁻⁵³. */
  uniform(): number
  /** A whole number, even over 0 … count − 1. */
  integer(count: number): number
  /** Standard normal. */
  normal(): number
  /** Puts the items into an order drawn evenly from all orders, in place (Fisher–Yates). */
  shuffle(items: Int32Array): void
}

/** A bijection on 32 bits in which every input bit moves every output bit (MurmurHash3's finaliser, Appleby). */
function scramble(word: number): number {
  let h = word
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** One word of a generator's state; `lane` makes the four words of a state differ. */
function hash(parts: readonly number[], lane: number): number {
  let h = scramble(Math.imul(lane + 1, 0x9e3779b9) + parts.length)
  for (const part of parts) {
    h = scramble((h ^ part) + 0x9e3779b9)
    h = scramble((h ^ Math.floor(part / 2 ** 32)) + 0x9e3779b9)
  }
  return h
}

/**
 * The stream of these whole numbers (each below 2⁵³ in size): (seed, purpose, repeat, …). Streams whose parts
 * differ anywhere are independent for all practical purposes.
 */
export function createRandom(...parts: readonly number[]): Random {
  const generator = xoroshiro128plusFromState([0, 1, 2, 3].map((lane) => hash(parts, lane)))
  const uniform = () => uniformFloat64(generator)
  const integer = (count: number) => uniformInt(generator, 0, count - 1)
  return {
    uniform,
    integer,
    normal: () => normal(uniform),
    shuffle(items) {
      for (let i = items.length - 1; i > 0; i--) {
        const j = integer(i + 1)
        const item = items[i]
        items[i] = items[j]
        items[j] = item
      }
    },
  }
}

/**
 * A standard normal as a ratio of uniforms (Kinderman & Monahan, 1977) between Leva's bounds (ACM TOMS 18, 1992).
 * Box–Muller would put a logarithm and a sine into the value, and those may differ in their last bit between
 * browsers. Here the value is one division, and the logarithm only says whether to keep it, in about one draw of a
 * hundred; a last bit could change that answer only where both sides agree to sixteen digits.
 */
function normal(uniform: () => number): number {
  for (;;) {
    const u = 1 - uniform()
    const v = 1.7156 * (uniform() - 0.5)
    const x = u - 0.449871
    const y = Math.abs(v) + 0.386595
    const bound = x * x + y * (0.196 * y - 0.25472 * x)
    if (bound < 0.27597) return v / u
    if (bound <= 0.27846 && v * v <= -4 * u * u * Math.log(u)) return v / u
  }
}
