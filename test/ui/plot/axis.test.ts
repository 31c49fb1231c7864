import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { axisUpTo, extent, niceAxis, stepAxis, stepsEnd } from '../../../src/ui/plot/axis.ts'
import { niceStep } from '../../../src/ui/plot/sample.ts'

const positive = fc.double({ min: 1e-9, max: 1e9, noNaN: true })

describe('niceStep', () => {
  // By hand.
  test.each([
    [1, 1],
    [1.01, 2],
    [2, 2],
    [3, 5],
    [5.5, 10],
    [0.03, 0.05],
    [0.1, 0.1],
    [1000, 1000],
    [1001, 2000],
  ])('of %d is %d', (least, step) => expect(niceStep(least)).toBeCloseTo(step, 12))

  test('is never smaller than asked for, nor 2.5 times as large', () => {
    fc.assert(
      fc.property(positive, (least) => {
        const step = niceStep(least)
        expect(step).toBeGreaterThanOrEqual(least * (1 - 1e-8))
        expect(step).toBeLessThan(least * 2.5 * (1 + 1e-8))
      }),
    )
  })
})

describe('niceAxis', () => {
  // By hand.
  test.each([
    [0, 1.0986, [0, 0.5, 1, 1.5]],
    [0, 1, [0, 0.5, 1]],
    [-0.3, 1, [-0.5, 0, 0.5, 1]],
    [0, 0.34, [0, 0.1, 0.2, 0.3, 0.4]],
    [0, 80, [0, 20, 40, 60, 80]],
    [0, 0, [0, 0.5]],
  ])('from %d to %d has these ticks', (low, high, ticks) => {
    const axis = niceAxis(low, high)
    expect(axis.ticks).toEqual(ticks)
    expect(axis.domain).toEqual([ticks[0], ticks[ticks.length - 1]])
  })

  test('covers what it is asked to cover with few ticks', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), positive, (low, span) => {
        const high = low + span
        fc.pre(span > Math.abs(low) * 1e-6)
        const { domain, ticks } = niceAxis(low, high)
        const slack = span * 1e-6
        expect(domain[0]).toBeLessThanOrEqual(low + slack)
        expect(domain[1]).toBeGreaterThanOrEqual(high - slack)
        expect(ticks.length).toBeLessThanOrEqual(7)
      }),
    )
  })
})

describe('the time axis', () => {
  test('ends at the planned step and marks round ones', () => {
    expect(stepAxis([0, stepsEnd(2000, 700)])).toEqual({ domain: [0, 2000], ticks: [0, 500, 1000, 1500, 2000] })
    expect(axisUpTo(1234).ticks).toEqual([0, 500, 1000])
  })

  test('ends at a round step once training went beyond', () => {
    expect(stepsEnd(2000, 2001)).toBe(2500)
    expect(stepsEnd(2000, 2499)).toBe(2500)
    expect(stepsEnd(2000, 2501)).toBe(3000)
  })
})

test('the extent passes over what is not finite', () => {
  expect(extent([[3, NaN, 1], [Infinity, 2]])).toEqual([1, 3])
  expect(extent([[NaN], []])).toBeUndefined()
})
