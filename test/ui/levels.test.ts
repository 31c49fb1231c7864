import { expect, test } from 'vitest'
import { measurementLayout } from '../../src/experiment/layout.ts'
import { defaultExperiment } from '../../src/experiment/index.ts'
import { History } from '../../src/store/history.ts'
import { bar, levels } from '../../src/ui/desk/levels.ts'
import { signText } from '../../src/ui/desk/pushBack.ts'

const layout = measurementLayout(3)

test('a level is the mean over the repeats of its arm, on training data', () => {
  const [arms, repeats] = [2, 3]
  const runs = arms * repeats
  const history = new History(runs, 3)
  for (const step of [0, 5]) {
    const measurements = new Float32Array(2 * runs * layout.size)
    // A different number for each split, run and term; floats hold them exactly.
    for (let run = 0; run < 2 * runs; run++) {
      for (let term = 0; term < 9; term++) measurements[run * layout.size + layout.at.shareLogit + term] = step + run / 4 + term / 64
    }
    history.append({ step, measurements, settings: defaultExperiment, pictures: { repeat: 0 } })
  }
  const expected = Array.from({ length: 9 }, (_, term) => 5 + (3 + 4 + 5) / 3 / 4 + term / 64)
  levels(history, 1, 1, repeats).forEach((level, term) => expect(level).toBeCloseTo(expected[term], 12))
})

test('a bar stands on the line of 0, below it for a negative share, and stays within its meter', () => {
  expect(bar(1)).toEqual({ from: 1 / 3, to: 1 })
  expect(bar(-0.25).from).toBeCloseTo(1 / 6, 12)
  expect(bar(-0.25).to).toBeCloseTo(1 / 3, 12)
  expect(bar(-7)).toEqual({ from: 0, to: 1 / 3 })
  expect(bar(7).to).toBe(1)
})

test('what is odd about a loss is said in words', () => {
  const loss = { gamma: 0, terms: Infinity, epsilon: [], labelSmoothing: 0 }
  expect(signText({ ...loss, epsilon: [2] })).toBe('')
  // Poly-1 below −1 changes sign at P_t = −1/ε.
  expect(signText({ ...loss, epsilon: [-2] })).toBe('α₁ < 0: examples surer than 0.50 are pushed back')
  // m = 1 + 2 ε₂ p q ≥ 1 − 1.2/4 > 0.
  expect(signText({ ...loss, epsilon: [0, -0.6] })).toBe('α₂ < 0, yet no example is pushed back')
  expect(signText({ ...loss, terms: 1, epsilon: [-1] })).toBe('The loss is 0 everywhere')
})
