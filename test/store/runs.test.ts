import { describe, expect, it } from 'vitest'
import { metrics } from '../../src/experiment/metrics.ts'
import { defaultExperiment, type Experiment, type Settings } from '../../src/experiment/index.ts'
import { meanCurves, pack, unpack } from '../../src/store/packed.ts'
import { History } from '../../src/store/history.ts'
import { pointsOf, runsOf, spread } from '../../src/store/runs.ts'

const trained: Experiment = { ...defaultExperiment, training: { ...defaultExperiment.training, repeats: 2, steps: 30 } }
const CLASSES = 2
const RUNS = 4

/** A history in which each number says where it stands: 10 · step + run + 0.5 on test data. */
function history(steps: readonly number[], settings: Settings = trained) {
  const made = new History(RUNS, CLASSES)
  for (const step of steps) {
    const values = ['train', 'test'].flatMap((split) =>
      Array.from({ length: RUNS }, (_, run) => Array.from({ length: made.layout.size }, () => 10 * step + run + (split === 'test' ? 0.5 : 0))),
    )
    made.append({ step, measurements: Float32Array.from(values.flat()), settings, pictures: { repeat: 0 } })
  }
  return made
}

describe('the runs of a course', () => {
  it('are those of the frame that is asked for, in the order of arms and repeats', () => {
    const runs = runsOf({ history: history([0, 10, 20]), trained }, 30, 1)
    expect(runs.map(({ arm, repeat, step, outcome }) => [arm, repeat, step, outcome])).toEqual([
      [0, 0, 10, 'stopped'],
      [0, 1, 10, 'stopped'],
      [1, 0, 10, 'stopped'],
      [1, 1, 10, 'stopped'],
    ])
    expect(runs.map(({ train, test }) => [train.nll, test.nll])).toEqual([[100, 100.5], [101, 101.5], [102, 102.5], [103, 103.5]])
  })

  it('have finished at the last step', () => {
    expect(runsOf({ history: history([0, 30]), trained }, 30, 1).map(({ outcome }) => outcome)).toEqual(Array(RUNS).fill('finished'))
  })

  it('are none before the first frame', () => {
    expect(runsOf({ history: history([]), trained }, 30, -1)).toEqual([])
    expect(runsOf({ history: history([0]), trained: null }, 30, 0)).toEqual([])
  })

  it('have the settings of the frame, the rest of the opening, and end where training is to end now', () => {
    const settings: Settings = {
      optimizer: { ...trained.optimizer, learningRate: 0.5 },
      arms: [trained.arms[0], { ...trained.arms[1], epsilon: [-1], classWeights: 'inverse' }],
    }
    const [, , run] = runsOf({ history: history([20], settings), trained }, 20, 0)
    expect(run.settings).toMatchObject({ data: trained.data, optimizer: settings.optimizer, arm: settings.arms[1], training: { steps: 20 } })
    expect(run.outcome).toBe('finished')
  })

  it('give a curve that ends at the frame that is asked for', () => {
    const points = pointsOf({ history: history([0, 5, 10, 15, 20]), trained }, 30, 3, 3)
    expect(points.map(({ step }) => step)).toEqual([0, 10, 15].flatMap((step) => Array(RUNS).fill(step)))
  })
})

describe('numbers evenly spread', () => {
  it.each([
    [0, 3, []],
    [3, 3, [0, 1, 2]],
    [5, 3, [0, 2, 4]],
    [1000, 4, [0, 333, 666, 999]],
  ])('of %d at most %d', (count, most, expected) => expect(spread(count, most)).toEqual(expected))
})

describe('packed points', () => {
  it('come back as they were, float32 for float32', () => {
    const measured = (from: number) =>
      Object.fromEntries(metrics.map(({ id }, i) => [id, Math.fround(from + i / 3)])) as ReturnType<typeof unpack>[number]['train']
    const points = [
      { arm: 1, repeat: 3, value: null, second: null, step: 1_000_000, train: measured(1), test: measured(2) },
      { arm: 0, repeat: 0, value: Infinity, second: 0.1, step: 0, train: { ...measured(3), loss: NaN }, test: measured(-4) },
    ]
    expect(unpack(pack(points))).toEqual(points)
    expect(unpack(pack([]))).toEqual([])
  })
})

describe('the mean curves of packed points', () => {
  const all = (value: number) => Object.fromEntries(metrics.map(({ id }) => [id, id === 'nll' ? value : 99])) as ReturnType<typeof unpack>[number]['train']
  const values = [
    // step, arm, repeat, NLL on test data
    [0, 0, 0, 1], [0, 0, 1, 2], [0, 1, 0, 5], [0, 1, 1, 7],
    [10, 0, 0, 0.5], [10, 0, 1, 1], [10, 1, 0, 3], [10, 1, 1, NaN],
  ]
  const packed = pack(
    values.map(([step, arm, repeat, nll]) => ({ step, arm, repeat, value: null, second: null, train: all(99), test: all(nll) })),
  )

  it('are over repeats, and not a number where one diverged', () => {
    expect(meanCurves(packed, 'test', 'nll')).toEqual({ steps: [0, 10], arms: [[1.5, 0.75], [6, NaN]] })
  })

  it('are minus the baseline where that is asked for', () => {
    expect(meanCurves(packed, 'test', 'nll', true)).toEqual({ steps: [0, 10], arms: [[], [4.5, NaN]] })
  })
})
