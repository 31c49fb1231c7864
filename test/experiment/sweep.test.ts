import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_SWEEP_VALUES, sweepableOf, sweepables, sweepValues } from '../../src/experiment/sweep.ts'
import { anyAxes } from './arbitrary.ts'

describe('the values of a sweep', () => {
  it('are evenly spaced, ends included', () => {
    const values = { from: -1, to: 5, count: 9, spacing: 'linear' } as const
    expect(sweepValues({ field: 'eps1', values })).toEqual([-1, -0.25, 0.5, 1.25, 2, 2.75, 3.5, 4.25, 5])
    expect(sweepValues({ field: 'eps1', values: { ...values, from: 0, to: 0.6, count: 7 } })).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
  })

  it('are each the same multiple of the one before on a logarithmic scale, to six digits', () => {
    const values = { from: 0.001, to: 0.1, count: 5, spacing: 'log' } as const
    expect(sweepValues({ field: 'lr', values })).toEqual([0.001, 0.00316228, 0.01, 0.0316228, 0.1])
  })

  it('are whole where the number is, ascending, and each there once', () => {
    expect(sweepValues({ field: 'classes', values: { from: 5, to: 2, count: 20, spacing: 'linear' } })).toEqual([2, 3, 4, 5])
    expect(sweepValues({ field: 'terms', values: [Infinity, 8, 1, 8, 2] })).toEqual([1, 2, 8, Infinity])
  })

  it('lie within bounds, no more than there may be, whatever the axis', () => {
    fc.assert(
      fc.property(anyAxes, (axes) => {
        for (const axis of axes) {
          const { min, max, integer } = sweepableOf(axis.field).bounds
          const values = sweepValues(axis)
          expect(values.length).toBeGreaterThan(0)
          expect(values.length).toBeLessThanOrEqual(MAX_SWEEP_VALUES)
          expect(values).toEqual([...new Set(values)].sort((a, b) => a - b))
          const finite = values.filter((value) => value !== Infinity)
          expect(finite.every((value) => value >= min && value <= max && (!integer || Number.isInteger(value)))).toBe(true)
        }
      }),
    )
  })

  it.each(sweepables)('of $field are within bounds unless others are chosen', ({ field, values, bounds }) => {
    const usual = sweepValues({ field, values })
    expect(usual).toHaveLength('from' in values ? values.count : values.length)
    expect(usual[0]).toBeGreaterThanOrEqual(bounds.min)
  })
})
