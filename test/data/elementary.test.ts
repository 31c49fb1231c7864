import { expect, it } from 'vitest'
import { cosine, logarithm, sine } from '../../src/data/elementary.ts'

it('is Math.sin and Math.cos within 1e-12', () => {
  let worst = 0
  for (let i = -40_000; i <= 40_000; i++) {
    for (const x of [i / 1000, i * 1.37, i * 24.9]) {
      worst = Math.max(worst, Math.abs(sine(x) - Math.sin(x)), Math.abs(cosine(x) - Math.cos(x)))
    }
  }
  expect(worst).toBeLessThan(1e-12)
})

it('is right where a quarter turn begins and ends', () => {
  for (const quarter of [-3, -2, -1, 0, 1, 2, 3, 4]) {
    for (const offset of [-1e-9, 0, 1e-9, Math.PI / 4]) {
      const x = (quarter * Math.PI) / 2 + offset
      expect(sine(x)).toBeCloseTo(Math.sin(x), 14)
      expect(cosine(x)).toBeCloseTo(Math.cos(x), 14)
    }
  }
})

it('is Math.log within 1e-15 of its size, from the smallest normal number to the largest', () => {
  for (let x = 2.3e-308; x < 1e308; x *= 1.0371) {
    expect(Math.abs(logarithm(x) - Math.log(x))).toBeLessThanOrEqual(1e-15 * Math.max(Math.abs(Math.log(x)), 0.1))
  }
  expect(logarithm(1)).toBe(0)
})
