import { describe, expect, it } from 'vitest'
import { stack, stackExtent } from '../../../src/ui/why/stack.ts'

describe('stack', () => {
  const layers = stack([
    [2, -1],
    [1, 3],
    [-4, -2],
  ])

  it('puts what is positive on top of each other, what is negative below zero', () => {
    expect(layers.map(({ up }) => up)).toEqual([
      { low: [0, 0], high: [2, 0] },
      { low: [2, 0], high: [3, 3] },
      { low: [3, 3], high: [3, 3] },
    ])
    expect(layers.map(({ down }) => down)).toEqual([
      { high: [0, 0], low: [0, -1] },
      { high: [0, -1], low: [0, -1] },
      { high: [0, -1], low: [-4, -3] },
    ])
  })

  it('reaches as far as its sums, rounding left out', () => {
    expect(stackExtent(layers)).toEqual([-4, 3])
    expect(stackExtent(stack([[0.6], [0.4000001]]))).toEqual([0, 1])
    expect(stackExtent([])).toEqual([0, 0])
  })

  it('leaves a gap where a run diverged', () => {
    expect(stack([[NaN, 1]])[0].up.high).toEqual([NaN, 1])
    expect(stackExtent(stack([[NaN, 1]]))).toEqual([0, 1])
  })
})
