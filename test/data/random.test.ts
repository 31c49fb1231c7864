import { describe, expect, it } from 'vitest'
import { createRandom, PURPOSE } from '../../src/data/random.ts'
import { hashOf } from './helpers.ts'

const DRAWS = 200_000

// Pinned: whoever changes these changes the data, weights and batches behind every link.
const PINNED = { uniform: 'd24798f2a4d3a9d2', normal: 'beb061b2886b68d4', integer: '9674fc89c0dcbd6f' }

/** Mean and standard error of what is drawn. */
function meanOf(draw: () => number): { mean: number; error: number } {
  let sum = 0
  let squares = 0
  for (let i = 0; i < DRAWS; i++) {
    const value = draw()
    sum += value
    squares += value * value
  }
  const mean = sum / DRAWS
  return { mean, error: Math.sqrt((squares / DRAWS - mean * mean) / DRAWS) }
}

/** Five standard errors: wrong once in two million tests, if the draws were drawn anew. */
function expectMean(draw: () => number, truth: number) {
  const { mean, error } = meanOf(draw)
  expect(Math.abs(mean - truth)).toBeLessThan(5 * error)
}

describe('a stream', () => {
  it('is the one that links already sent stand on', () => {
    const random = createRandom(1, PURPOSE.weights, 0)
    expect(hashOf(Float64Array.from({ length: 1000 }, random.uniform))).toBe(PINNED.uniform)
    expect(hashOf(Float64Array.from({ length: 1000 }, random.normal))).toBe(PINNED.normal)
    expect(hashOf(Float64Array.from({ length: 1000 }, () => random.integer(10)))).toBe(PINNED.integer)
  })

  it('comes again from the same parts', () => {
    const [a, b] = [createRandom(7, 2, 3), createRandom(7, 2, 3)]
    expect(Array.from({ length: 20 }, a.normal)).toEqual(Array.from({ length: 20 }, b.normal))
  })

  it('is another one wherever its parts differ', () => {
    const parts = [[0], [1], [0, 0], [0, 1], [1, 0], [0, 0, 0], [2 ** 32], [2 ** 32, 1], [-1], [2 ** 31 - 1], [2 ** 53 - 1]]
    const firsts = new Set(parts.map((list) => createRandom(...list).uniform()))
    expect(firsts.size).toBe(parts.length)
  })

  it('is uncorrelated with that of the next seed, repeat or epoch', () => {
    for (const step of [[1, 0, 0], [0, 1, 0], [0, 0, 1]]) {
      const correlation = meanOf(
        ((part = 0) => () => {
          const [a, b] = [part, part + 1].map((n) => createRandom(...step.map((unit) => n * unit)).uniform() - 0.5)
          part++
          return a * b
        })(),
      )
      expect(Math.abs(correlation.mean)).toBeLessThan(5 * correlation.error)
    }
  })
})

describe('uniform', () => {
  it('has the moments of the even distribution: 1/2, 1/3, and no memory', () => {
    const { uniform } = createRandom(11)
    expectMean(uniform, 1 / 2)
    expectMean(() => uniform() ** 2, 1 / 3)
    expectMean(() => (uniform() - 0.5) * (uniform() - 0.5), 0)
  })

  it('stays in [0, 1) and has more than 32 bits', () => {
    const { uniform } = createRandom(12)
    const draws = Array.from({ length: 1000 }, uniform)
    expect(draws.every((value) => value >= 0 && value < 1)).toBe(true)
    expect(draws.some((value) => (value * 2 ** 32) % 1 !== 0)).toBe(true)
  })
})

describe('normal', () => {
  it('has the moments of the standard normal: 0, 1, 0, 3', () => {
    const { normal } = createRandom(13)
    for (const [power, moment] of [[1, 0], [2, 1], [3, 0], [4, 3]]) expectMean(() => normal() ** power, moment)
  })

  it('has the distribution function of the standard normal', () => {
    const { normal } = createRandom(14)
    // Abramowitz & Stegun, table 26.1.
    for (const [x, probability] of [[-2, 0.0227501], [-1, 0.1586553], [0.5, 0.6914625], [1, 0.8413447], [3, 0.9986501]]) {
      expectMean(() => (normal() < x ? 1 : 0), probability)
    }
  })
})

describe('integer and shuffle', () => {
  it('draws each number equally often', () => {
    const { integer } = createRandom(15)
    const counts = new Int32Array(7)
    for (let i = 0; i < DRAWS; i++) counts[integer(7)]++
    const expected = DRAWS / 7
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    // 0.9999 quantile of χ² with 6 degrees of freedom.
    expect(chiSquare).toBeLessThan(27.86)
  })

  it('draws each order equally often', () => {
    const { shuffle } = createRandom(16)
    const counts = new Map<string, number>()
    for (let i = 0; i < 60_000; i++) {
      const items = Int32Array.of(0, 1, 2, 3)
      shuffle(items)
      counts.set(items.join(), (counts.get(items.join()) ?? 0) + 1)
    }
    expect(counts.size).toBe(24)
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 2500) ** 2 / 2500, 0)
    // 0.9999 quantile of χ² with 23 degrees of freedom.
    expect(chiSquare).toBeLessThan(58)
  })
})
