import { describe, expect, test } from 'vitest'
import { bandPath, linePath } from '../../../src/ui/plot/linePath.ts'
import { markLabels } from '../../../src/ui/plot/markLabels.ts'
import { plotScale } from '../../../src/ui/plot/plotScale.ts'
import type { Mark } from '../../../src/store/session.ts'

describe('linePath', () => {
  test('joins neighbours and breaks where there is no number', () => {
    expect(linePath([0, 1, 2, 3, 4], [5, 6, NaN, 7, 8])).toBe('M0.0,5.0L1.0,6.0M3.0,7.0L4.0,8.0')
    expect(linePath([0, 1], [NaN, NaN])).toBe('')
  })

  test('a band goes along the top and back along the bottom', () => {
    expect(bandPath([0, 1], [1, 2], [3, 4])).toBe('M0.0,3.0L1.0,4.0L1.0,2.0L0.0,1.0Z')
    expect(bandPath([0, 1, 2], [1, NaN, 1], [2, 2, 2])).toBe('M0.0,2.0L0.0,1.0ZM2.0,2.0L2.0,1.0Z')
  })
})

test('a plot scale puts the ends of the axes at the corners of its area', () => {
  const scale = plotScale({ width: 400, height: 200, em: 10 }, { top: 1, bottom: 2 }, axis(0, 50), axis(-1, 1))
  expect(scale.area).toEqual({ x: 43, y: 10, width: 341, height: 170 })
  expect([scale.x(0), scale.x(50)]).toEqual([43, 384])
  expect([scale.y(-1), scale.y(0), scale.y(1)]).toEqual([180, 95, 10])
})

function axis(from: number, to: number) {
  return { domain: [from, to] as const, ticks: [] }
}

describe('markLabels', () => {
  const marks = (...texts: string[]): Mark[] => texts.map((text, step) => ({ step, kind: 'change', text }))
  // Ten pixels a character, so that a gap is 5.
  const width = (text: string) => text.length * 10

  test('stand right of their line, or left of it where the plot ends', () => {
    expect(markLabels(marks('abc', 'def'), [100, 290], [0, 300], width)).toEqual([
      { text: 'abc', x: 105, anchor: 'start' },
      { text: 'def', x: 285, anchor: 'end' },
    ])
  })

  test('where it is crowded the newest are kept, and none overlap', () => {
    const labels = markLabels(marks('abc', 'def', 'ghi'), [100, 105, 110], [0, 300], width)
    expect(labels).toEqual([null, { text: 'def', x: 100, anchor: 'end' }, { text: 'ghi', x: 115, anchor: 'start' }])
  })
})
