import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extended, openEnds } from '../../src/experiment/extend.ts'
import { MAX_SWEEP_VALUES, type SweepAxis, sweepables, sweepableOf, sweepValues } from '../../src/experiment/sweep.ts'
import { readSweep } from '../../src/experiment/sweepLink.ts'

const axisOf = (text: string): SweepAxis => readSweep(new Map([['sweep', text]]), 2, [])!
const more = (text: string, end: number) => extended(axisOf(text), 'bent', end)

describe('a range', () => {
  it.each([
    ['eps1:-2..6:9', -2, { from: -7, to: 6, count: 14, spacing: 'linear' }],
    ['eps1:-2..6:9', 6, { from: -2, to: 11, count: 14, spacing: 'linear' }],
    ['eps1:-9..-1:9', -9, { from: -10, to: -1, count: 10, spacing: 'linear' }],
    ['lr:0.001..0.1:3log', 0.1, { from: 0.001, to: 10, count: 5, spacing: 'log' }],
    ['lr:0.001..0.1:3log', 0.001, { from: 0.00001, to: 0.1, count: 5, spacing: 'log' }],
    ['noise:0..0.5:3', 0.5, { from: 0, to: 1, count: 5, spacing: 'linear' }],
  ] as const)('%s goes on beyond %d', (text, end, wanted) => expect(more(text, end)).toEqual(wanted))

  it('keeps the values that it had', () => {
    const before = sweepValues(axisOf('lrx:0.25..4:9log'))
    const after = sweepValues({ field: 'lrx', values: more('lrx:0.25..4:9log', 4)! })
    expect(after.slice(0, 9)).toEqual(before)
    expect(after[after.length - 1]).toBeGreaterThan(4)
  })

  it('takes the bound where its next step would pass it, and nothing at the bound', () => {
    expect(more('eps1:-9.5..6.5:9', -9.5)).toEqual([-10, -9.5, -7.5, -5.5, -3.5, -1.5, 0.5, 2.5, 4.5, 6.5])
    expect(more('eps1:-10..6:9', -10)).toBeNull()
    expect(more('smooth:0..0.4:5', 0)).toBeNull()
  })
})

describe('a list', () => {
  it.each([
    ['eps1:0,1,3', 3, [0, 1, 3, 9, 27]],
    ['eps1:0,2', 2, [0, 2, 4, 6]],
    ['eps1:-1,2', -1, [-7, -4, -1, 2]],
    ['terms:2,8,all', 2, [1, 2, 8, Infinity]],
    ['terms:8,all', 8, [2, 4, 8, Infinity]],
    ['wd:0,0.001,0.01', 0.01, [0, 0.001, 0.01, 0.1, 1]],
  ])('%s goes on beyond %d', (text, end, wanted) => expect(more(text, end)).toEqual(wanted))

  it('ends at all terms, and at the classes that a set has', () => {
    expect(more('terms:1,8,all', Infinity)).toBeNull()
    expect(extended(axisOf('classes:2,10'), 'spirals', 10)).toBeNull()
    expect(extended(axisOf('classes:2,10'), 'bent', 10)).toEqual([2, 10, 50])
  })
})

it('of any number stays within bounds and within what a sweep takes, has what it had, and goes beyond the end', () => {
  const axes = fc.record({
    of: fc.constantFrom(...sweepables),
    a: fc.double({ min: 0, max: 1, noNaN: true }),
    b: fc.double({ min: 0, max: 1, noNaN: true }),
    count: fc.integer({ min: 2, max: MAX_SWEEP_VALUES }),
    spacing: fc.constantFrom('linear' as const, 'log' as const),
  })
  fc.assert(
    fc.property(axes, fc.boolean(), ({ of, a, b, count, spacing }, isLow) => {
      const { bounds, field } = sweepableOf(of.field)
      const [from, to] = [a, b].sort((x, y) => x - y).map((share) => bounds.min + share * (bounds.max - bounds.min))
      const axis: SweepAxis = { field, values: { from, to, count, spacing } }
      const before = sweepValues(axis)
      const end = isLow ? before[0] : before[before.length - 1]
      const values = extended(axis, 'bent', end)
      expect(openEnds(axis, 'bent').includes(end)).toBe(values !== null || (before.length === 1 && openEnds(axis, 'bent').length > 0))
      if (!values) return
      const after = sweepValues({ field, values })
      expect(after.length).toBeLessThanOrEqual(MAX_SWEEP_VALUES)
      expect(isLow ? end - after[0] : after[after.length - 1] - end).toBeGreaterThan(0)
      for (const value of after) {
        expect(value).toBeGreaterThanOrEqual(bounds.min)
        expect(value).toBeLessThanOrEqual(bounds.max)
      }
    }),
    { seed: 1 },
  )
})
