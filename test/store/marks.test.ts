import { describe, expect, test } from 'vitest'
import { defaultExperiment, type Change } from '../../src/experiment/index.ts'
import { marksOf } from '../../src/store/marks.ts'

/** Marks of the default experiment, 2,000 steps long, with these changes. */
function marks(...changes: readonly (readonly [step: number, key: string, value: Change['value']])[]) {
  return marksOf({ ...defaultExperiment, changes: changes.map(([step, key, value]) => ({ step, key, value })) }).map(({ step, text }) => [step, text])
}

describe('marksOf', () => {
  test('one change is one mark that says field, values and arm', () => {
    expect(marks([120, 'arm1.eps1', 3])).toEqual([[120, 'ε₁ 2 → 3 (arm 1)']])
    expect(marks([7, 'lr', 0.1])).toEqual([[7, 'Learning rate 0.01 → 0.1']])
    expect(marks([7, 'arm0.weights', 'inverse'])).toEqual([[7, 'Class weights None → Inverse frequency (arm 0)']])
  })

  test('what was dragged is one mark, from first to last, where it began', () => {
    expect(marks([120, 'arm1.eps1', 2.5], [130, 'arm1.eps1', 3], [180, 'arm1.eps1', -1])).toEqual([[120, 'ε₁ 2 → −1 (arm 1)']])
  })

  test('two that are dragged together are two marks', () => {
    const found = marks([10, 'arm1.eps1', 3], [10, 'lr', 0.02], [20, 'arm1.eps1', 4], [20, 'lr', 0.03])
    expect(found).toEqual([[10, 'Learning rate 0.01 → 0.03'], [10, 'ε₁ 2 → 4 (arm 1)']])
  })

  test('a pause or another field begins another mark', () => {
    expect(marks([120, 'arm1.eps1', 3], [250, 'arm1.eps1', 4], [250, 'lr', 0.1])).toEqual([
      [120, 'ε₁ 2 → 3 (arm 1)'],
      [250, 'Learning rate 0.01 → 0.1'],
      [250, 'ε₁ 3 → 4 (arm 1)'],
    ])
  })

  test('a preset moves several coefficients of an arm and is one mark, named by its families', () => {
    expect(marks([50, 'arm1.eps1', 0], [50, 'arm1.gamma', 2])).toEqual([[50, 'Loss Poly-1 → Focal (arm 1)']])
  })

  test('what was taken back leaves none, and what changes nothing makes none', () => {
    expect(marks([50, 'arm1.eps1', 3], [60, 'arm1.eps1', 2])).toEqual([])
    expect(marks([50, 'arm7.eps1', 3], [60, 'noise', 1], [70, 'arm1.eps1', 2])).toEqual([])
  })
})
