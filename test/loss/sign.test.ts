import { describe, expect, it } from 'vitest'
import { type Loss, lossPresets, pushBackIntervals } from '../../src/loss/index.ts'

const ce: Loss = { gamma: 0, terms: Infinity, epsilon: [], labelSmoothing: 0 }

describe('pushBackIntervals', () => {
  it.each(lossPresets)('finds none for the preset $name', ({ loss }) => {
    expect(pushBackIntervals(loss)).toEqual([])
  })

  // m(p) = 1 + εp changes sign at −1/ε.
  it.each([-1.25, -2, -4])('finds (−1/ε, 1) for Poly-1 with ε = %s', (epsilon) => {
    const [[from, to], ...others] = pushBackIntervals({ ...ce, epsilon: [epsilon] })
    expect(from).toBeCloseTo(-1 / epsilon, 7)
    expect(to).toBe(1)
    expect(others).toEqual([])
  })

  it('finds none at ε = −1, the bound itself', () => {
    expect(pushBackIntervals({ ...ce, epsilon: [-1] })).toEqual([])
  })

  it('finds an interval inside (0, 1): m = 1 + p(ε₁ + 2ε₂q) with ε = (0, −3) is 1 − 6p(1−p)', () => {
    const [[from, to]] = pushBackIntervals({ ...ce, epsilon: [0, -3] })
    const root = Math.sqrt(1 / 4 - 1 / 6)
    expect(from).toBeCloseTo(0.5 - root, 7)
    expect(to).toBeCloseTo(0.5 + root, 7)
  })

  it('finds all of (0, 1) where every coefficient is negative', () => {
    expect(pushBackIntervals({ ...ce, terms: 1, epsilon: [-2] })).toEqual([[0, 1]])
  })
})
