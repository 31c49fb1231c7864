import { describe, expect, it } from 'vitest'
import { wrongWays } from '../../src/snippets/index.ts'
import { MEMBERS } from './members.ts'

const poly1 = { gamma: 0, terms: Infinity, epsilon: [2], labelSmoothing: 0 }
const way = (title: RegExp, loss = poly1, weights: readonly number[] | null = null) => wrongWays({ loss, weights }).find((one) => title.test(one.title))

describe('what public code would give', () => {
  it('is a number, or infinite where a logarithm is, and never right', () => {
    for (const member of MEMBERS) {
      for (const { title, right, wrong } of wrongWays(member)) {
        expect(Number.isFinite(right)).toBe(true)
        expect(Number.isNaN(wrong)).toBe(false)
        expect(Number.isFinite(wrong) || /logarithm of the softmax/.test(title)).toBe(true)
      }
    }
    expect(wrongWays({ loss: poly1, weights: null }).filter(({ right, wrong }) => right === wrong).map(({ title }) => title)).toEqual(['εⱼ divided by j', 'Only the last ε'])
  })

  it('follows from Pₜ = e² / (e² + e^½ + e⁻¹)', () => {
    const p = Math.exp(2) / (Math.exp(2) + Math.exp(0.5) + Math.exp(-1))
    const [ce, q] = [-Math.log(p), 1 - p]
    expect(way(/one term only/)).toMatchObject({ right: expect.closeTo(0.25 * (ce + 2 * q), 12), wrong: expect.closeTo(0.25 * ce + 2 * q, 12) })
    expect(way(/weighted CE/, poly1, [3, 1, 1])).toMatchObject({ right: expect.closeTo(3 * (ce + 2 * q), 12), wrong: expect.closeTo(3 * ce + 2 * (1 - p ** 3), 12) })
    const small = way(/difference in float32/)
    expect(small).toMatchObject({ right: expect.closeTo(3 / (1 + Math.exp(20)), 15), wrong: 0 })
    const terms = { ...poly1, epsilon: [1, 1, 1] }
    expect(way(/divided by j/, terms)).toMatchObject({ right: expect.closeTo(ce + q + q * q + q ** 3, 12), wrong: expect.closeTo(ce + q + (q * q) / 2 + q ** 3 / 3, 12) })
    expect(way(/Only the last/, terms)?.wrong).toBeCloseTo(ce + q ** 3, 12)
  })

  it('is that of smoothed labels', () => {
    // The case of the oracle: logits (2, 0.5, −1, 0) have another softmax, so the smoothed CE is worked out here.
    const logSum = Math.log(Math.exp(2) + Math.exp(0.5) + Math.exp(-1))
    const shares = [0.9 + 0.1 / 3, 0.1 / 3, 0.1 / 3]
    const logits = [2, 0.5, -1]
    const smoothed = shares.reduce((sum, share, k) => sum + share * (logSum - logits[k]), 0)
    const q = shares.reduce((sum, share, k) => sum + share * (1 - Math.exp(logits[k] - logSum)), 0)
    expect(way(/smoothed labels/)).toMatchObject({ right: expect.closeTo(smoothed + 2 * q, 12), wrong: expect.closeTo(smoothed + 2 * (1 - Math.exp(-smoothed)), 12) })
  })
})
