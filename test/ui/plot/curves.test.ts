import { expect, test } from 'vitest'
import { defaultExperiment } from '../../../src/experiment/index.ts'
import { measurementLayout, SPLITS } from '../../../src/experiment/layout.ts'
import { History } from '../../../src/store/history.ts'
import { Curves } from '../../../src/ui/plot/curves.ts'
import { textAt } from '../../../src/ui/plot/lineKind.ts'

const layout = measurementLayout(3)
const ARMS = 2
const REPEATS = 2

/** Measurements in which only the test accuracy is set, to value(run). */
function measurements(value: (run: number) => number): Float32Array {
  const all = new Float32Array(SPLITS.length * ARMS * REPEATS * layout.size)
  for (let run = 0; run < ARMS * REPEATS; run++) {
    all[(ARMS * REPEATS + run) * layout.size + layout.at.accuracy] = value(run)
  }
  return all
}

function setting() {
  const history = new History(ARMS * REPEATS, 3)
  const curves = new Curves(history, { split: 'test', metric: 'accuracy', index: 0 }, REPEATS)
  return { history, curves }
}

test('mean, least and greatest of the repeats of each arm', () => {
  const { history, curves } = setting()
  history.append({ step: 0, settings: defaultExperiment, pictures: { repeat: 0 }, measurements: measurements((run) => [0.25, 0.75, 0.5, 1][run]) })
  curves.update()
  expect(curves.steps).toEqual([0])
  expect(curves.arms).toEqual([
    { mean: [0.5], low: [0.25], high: [0.75] },
    { mean: [0.75], low: [0.5], high: [1] },
  ])
})

test('a diverged repeat makes its arm, and no other, not a number', () => {
  const { history, curves } = setting()
  history.append({ step: 0, settings: defaultExperiment, pictures: { repeat: 0 }, measurements: measurements((run) => (run === 1 ? NaN : 0.5)) })
  curves.update()
  expect(curves.arms[0].mean).toEqual([NaN])
  expect(curves.arms[1].mean).toEqual([0.5])
})

test('follows a history that grows, is taken back, and is thinned out', () => {
  const { history, curves } = setting()
  const fresh = () => {
    const other = new Curves(history, { split: 'test', metric: 'accuracy', index: 0 }, REPEATS)
    other.update()
    return other
  }
  const append = (step: number, value: number) =>
    history.append({ step, settings: defaultExperiment, pictures: { repeat: 0 }, measurements: measurements((run) => value + run / 8) })
  for (let step = 0; step < 10; step++) append(step, step / 16)
  curves.update()
  append(10, 1)
  curves.update()
  expect([curves.steps, curves.arms]).toEqual([fresh().steps, fresh().arms])
  for (let step = 5; step < 11; step++) append(step, 2)
  curves.update()
  expect([curves.steps, curves.arms]).toEqual([fresh().steps, fresh().arms])
  expect(curves.arms[0].low[10]).toBe(2)
  for (let step = 11; step < 1500; step++) {
    append(step, step / 16)
    if (step % 7 === 0) curves.update()
  }
  curves.update()
  expect(curves.steps).toHaveLength(history.frames)
  expect([curves.steps, curves.arms]).toEqual([fresh().steps, fresh().arms])
})

test('what is not defined is told from what diverged, and from what is not measured', () => {
  const history = new History(ARMS * REPEATS, 3)
  const append = (step: number, share: (run: number) => number, nll: (run: number) => number) => {
    const all = new Float32Array(SPLITS.length * ARMS * REPEATS * layout.size)
    for (let run = 0; run < ARMS * REPEATS; run++) {
      all[run * layout.size + layout.at.shareLogit] = share(run)
      all[run * layout.size + layout.at.nll] = nll(run)
    }
    history.append({ step, settings: defaultExperiment, pictures: { repeat: 0 }, measurements: all })
  }
  append(0, () => 0.5, () => 1)
  append(1, (run) => (run === 3 ? NaN : 0.5), () => 1)
  append(2, (run) => (run === 3 ? NaN : 0.5), (run) => (run === 3 ? NaN : 1))
  const face = { format: (value: number) => (Number.isNaN(value) ? '–' : String(value)) }
  const texts = (compared: 'values' | 'difference') => {
    const curves = new Curves(history, { split: 'train', metric: 'shareLogit', index: 0 }, REPEATS, compared)
    curves.update()
    return [0, 1, 2, 3].map((frame) => [0, 1].map((arm) => textAt({ missing: 'none' }, face, curves, arm, frame)))
  }
  expect(texts('values')).toEqual([['0.5', '0.5'], ['0.5', 'none'], ['0.5', '–'], ['–', '–']])
  expect(texts('difference')).toEqual([['0', '0'], ['0', 'none'], ['0', '–'], ['–', '–']])
  // The same step trained again, and not defined again, is another.
  const curves = new Curves(history, { split: 'train', metric: 'shareLogit', index: 0 }, REPEATS)
  append(1, () => NaN, () => 1)
  curves.update()
  append(1, () => NaN, () => 2)
  append(0, () => 0.25, () => 2)
  append(1, () => NaN, () => 2)
  curves.update()
  expect(curves.arms[0].mean).toEqual([0.25, NaN])
})
