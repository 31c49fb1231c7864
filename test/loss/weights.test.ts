import { describe, expect, it } from 'vitest'
import { classWeights } from '../../src/loss/index.ts'

describe('classWeights', () => {
  const counts = [100, 10, 1, 0]
  const meanOverExamples = (weights: Float64Array) => counts.reduce((sum, n, k) => sum + n * weights[k], 0) / 111

  it.each(['none', 'inverse', 'effective'] as const)('%s has mean 1 over the training examples', (weighting) => {
    const weights = classWeights(weighting, counts, 0.99)
    expect(meanOverExamples(weights)).toBeCloseTo(1, 12)
    expect(weights[3]).toBe(0)
  })

  it('weighs by inverse frequency', () => {
    const [a, b, c] = classWeights('inverse', counts, 0)
    expect(b / a).toBeCloseTo(10, 12)
    expect(c / a).toBeCloseTo(100, 12)
  })

  it('weighs by the effective number: (1 − β)/(1 − β^n), the ratios written out for β = 0.9', () => {
    const [a, b, c] = classWeights('effective', counts, 0.9)
    expect(c / b).toBeCloseTo((1 - 0.9 ** 10) / (1 - 0.9), 10)
    expect(c / a).toBeCloseTo((1 - 0.9 ** 100) / (1 - 0.9), 10)
  })

  it.each([1, 7.5, 50.25, 333 + 1 / 3, 60_000])('weighs mean sizes over draws as well: %d examples', (n) => {
    for (const beta of [0.5, 0.99, 0.9999]) {
      const [of, ofOne] = classWeights('effective', [n, 1], beta)
      expect((ofOne / of) * ((1 - beta) / -Math.expm1(n * Math.log(beta)))).toBeCloseTo(1, 12)
    }
  })

  it('weighs all classes alike at β = 0, and by inverse frequency as β → 1', () => {
    const flat = classWeights('effective', counts, 0)
    expect(flat[2]).toBeCloseTo(flat[0], 12)
    const steep = classWeights('effective', counts, 0.9999999)
    expect(steep[2] / steep[0]).toBeCloseTo(100, 2)
  })
})
