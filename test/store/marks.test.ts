import { describe, expect, test } from 'vitest'
import { defaultExperiment } from '../../src/experiment/index.ts'
import { changes } from '../../src/store/changes.ts'
import { withChange } from '../../src/store/marks.ts'

/** ε₁ of arm 1 from one value to another, as the store finds it. */
function epsilonChange(from: number, to: number) {
  const [before, after] = [from, to].map((epsilon) => {
    const [baseline, arm] = defaultExperiment.arms
    return { ...defaultExperiment, arms: [baseline, { ...arm, epsilon: [epsilon] }] }
  })
  return changes(before, after)[0]
}

function learningRateChange(from: number, to: number) {
  const [before, after] = [from, to].map((learningRate) => ({
    ...defaultExperiment,
    optimizer: { ...defaultExperiment.optimizer, learningRate },
  }))
  return changes(before, after)[0]
}

describe('withChange', () => {
  test('one change is one mark that says field, values and arm', () => {
    const { marks } = withChange([], null, epsilonChange(2, 3), 120, 0)
    expect(marks).toEqual([{ step: 120, kind: 'change', text: 'ε₁ 2 → 3 (arm 1)' }])
  })

  test('changes of one field within 600 ms are one mark, from first to last, where they began', () => {
    const first = withChange([], null, epsilonChange(2, 2.5), 120, 0)
    const second = withChange(first.marks, first.gesture, epsilonChange(2.5, 3), 130, 500)
    const third = withChange(second.marks, second.gesture, epsilonChange(3, -1), 140, 1100)
    expect(third.marks).toEqual([{ step: 120, kind: 'change', text: 'ε₁ 2 → −1 (arm 1)' }])
  })

  test('a pause or another field begins another mark', () => {
    const first = withChange([], null, epsilonChange(2, 3), 120, 0)
    const later = withChange(first.marks, first.gesture, epsilonChange(3, 4), 150, 601)
    const other = withChange(later.marks, later.gesture, learningRateChange(0.01, 0.1), 150, 700)
    expect(other.marks.map(({ step, text }) => [step, text])).toEqual([
      [120, 'ε₁ 2 → 3 (arm 1)'],
      [150, 'ε₁ 3 → 4 (arm 1)'],
      [150, 'Learning rate 0.01 → 0.1'],
    ])
  })

  test('a gap between them keeps two changes apart', () => {
    const first = withChange([], null, epsilonChange(2, 3), 120, 0)
    const gap = { step: 125, kind: 'gap', text: 'Reference on the CPU' } as const
    const { marks } = withChange([...first.marks, gap], first.gesture, epsilonChange(3, 4), 130, 100)
    expect(marks).toHaveLength(3)
  })
})
