import { describe, expect, test } from 'vitest'
import { kernelBytes } from '../../../../src/engine/trainers/wasm/kernel.ts'

type OfOne = (x: number) => number
interface Functions {
  readonly exp: OfOne
  readonly expDown: OfOne
  readonly tanh: OfOne
  readonly logistic: OfOne
  readonly exp64: OfOne
  readonly log64: OfOne
  readonly log1p64: OfOne
  readonly expm164: OfOne
  readonly pow64: (x: number, y: number) => number
}
const kernel = (await WebAssembly.instantiate(await kernelBytes())).instance.exports as unknown as Functions

const bits = new Uint32Array(1)
const float = new Float32Array(bits.buffer)

/** Every float32 whose bits are a multiple of a prime: each sign and exponent, some thousands of each. */
function* grid(): Generator<number> {
  for (let word = 0; word < 2 ** 32; word += 1009) {
    bits[0] = word
    if (Number.isFinite(float[0])) yield float[0]
  }
}

/** Half the distance from the float32 nearest to a value to the next, twice. */
function ulp32(value: number): number {
  const exponent = Math.floor(Math.log2(Math.max(Math.abs(value), 2 ** -126)))
  return 2 ** (exponent - 23)
}

const logistic = (x: number) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)))

describe('in float32', () => {
  test.each<readonly [keyof Functions, OfOne, (x: number) => boolean]>([
    ['exp', Math.exp, () => true],
    ['expDown', Math.exp, (x) => x <= 0 && x >= -87],
    ['tanh', Math.tanh, () => true],
    ['logistic', logistic, () => true],
  ])('%s is within 4 units in the last place, everywhere', (name, exact, isAsked) => {
    let worst = { x: 0, off: 0 }
    for (const x of grid()) {
      if (!isAsked(x)) continue
      const wanted = exact(x)
      const got = (kernel[name] as OfOne)(x)
      // What rounds to infinity or 0 may be there a little early.
      const off = Math.fround(wanted) === got ? 0 : Math.abs(got - wanted) / ulp32(wanted)
      if (!(off <= worst.off)) worst = { x, off }
    }
    expect(worst.off).toBeLessThanOrEqual(4)
  })

  test.each<readonly [keyof Functions, number, number]>([
    ['exp', 0, 1],
    ['exp', -0, 1],
    ['exp', Infinity, Infinity],
    ['exp', 89, Infinity],
    ['exp', 3.4e38, Infinity],
    ['exp', -Infinity, 0],
    ['exp', -104, 0],
    ['exp', -103, 2 ** -149],
    ['exp', 2 ** -149, 1],
    ['exp', NaN, NaN],
    ['expDown', 0, 1],
    ['expDown', -0, 1],
    ['expDown', -88, 0],
    ['expDown', -3.4e38, 0],
    ['expDown', -Infinity, 0],
    ['expDown', NaN, NaN],
    ['tanh', 0, 0],
    ['tanh', -0, -0],
    ['tanh', 2 ** -149, 2 ** -149],
    ['tanh', -(2 ** -149), -(2 ** -149)],
    ['tanh', Infinity, 1],
    ['tanh', -Infinity, -1],
    ['tanh', NaN, NaN],
    ['logistic', 0, 0.5],
    ['logistic', -0, 0.5],
    ['logistic', Infinity, 1],
    ['logistic', -Infinity, 0],
    ['logistic', NaN, NaN],
  ])('%s(%d) is %d', (name, x, wanted) => {
    expect((kernel[name] as OfOne)(x)).toBe(wanted)
  })
})

/** Numbers of a sign over all exponents of float64, a hundred of each power of ten. */
function* doubles(from: number, to: number): Generator<number> {
  for (let i = from * 100; i <= to * 100; i++) yield 10 ** (i / 100)
}

/** By how many units in the last place of float64 one is off the other. */
function offBy(got: number, wanted: number): number {
  if (Object.is(got, wanted)) return 0
  return Math.abs(got - wanted) / 2 ** (Math.floor(Math.log2(Math.max(Math.abs(wanted), 2 ** -1022))) - 52)
}

describe('in float64', () => {
  test.each<readonly [keyof Functions, OfOne, () => Generator<number>]>([
    ['exp64', Math.exp, function* () { for (const x of doubles(-20, 2.9)) yield* [x, -x] }],
    ['log64', Math.log, () => doubles(-307, 307)],
    ['log1p64', Math.log1p, function* () { for (const x of doubles(-20, 0)) yield* [x, -0.999 * x] }],
    ['expm164', Math.expm1, function* () { for (const x of doubles(-20, 2)) yield* [x, -x] }],
  ])('%s is within 4 units in the last place', (name, exact, values) => {
    let worst = 0
    for (const x of values()) worst = Math.max(worst, offBy((kernel[name] as OfOne)(x), exact(x)))
    expect(worst).toBeLessThanOrEqual(4)
  })

  test('pow64 is within 4 units in the last place, for q from 1 to nothing and any γ', () => {
    let worst = 0
    for (const q of doubles(-40, 0)) {
      for (const gamma of [0.1, 0.5, 1, 1.3, 2, 3, 5, 7.25]) worst = Math.max(worst, offBy(kernel.pow64(q, gamma), q ** gamma))
    }
    expect(worst).toBeLessThanOrEqual(4)
    expect(kernel.pow64(0, 2)).toBe(0)
    expect(kernel.pow64(1, 0.5)).toBe(1)
    expect(kernel.log64(0)).toBe(-Infinity)
    expect(kernel.log1p64(-1)).toBe(-Infinity)
    expect(kernel.exp64(-Infinity)).toBe(0)
    expect(kernel.expm164(-Infinity)).toBe(-1)
    for (const name of ['exp64', 'log64', 'log1p64', 'expm164'] as const) expect(kernel[name](NaN)).toBeNaN()
  })
})
