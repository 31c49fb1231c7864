import { expect, test } from 'vitest'
import type { RunRecord } from '../../src/experiment/columns.ts'
import { planOf } from '../../src/experiment/index.ts'
import { candidatesOf, judge, namesOf, type SweptExperiment } from '../../src/experiment/judge.ts'
import { decodeLink } from '../../src/experiment/link.ts'
import { type Metrics, metricOf } from '../../src/experiment/metrics.ts'
import { trainedKey } from '../../src/experiment/same.ts'
import { verdictText } from '../../src/experiment/verdictText.ts'
import { remarksOf, verdictsOf } from '../../src/experiment/verdicts.ts'

const accuracy = metricOf('accuracy')

function experimentOf(link: string): SweptExperiment {
  const { experiment } = decodeLink(`v=1&${link}${link.includes('sweep.repeats') ? '' : '&sweep.repeats=2'}`)
  if (!experiment.sweep) throw new Error('the link has no sweep')
  return { ...experiment, sweep: experiment.sweep }
}

/** All runs of a sweep, with this number for every metric, and every setting as it was trained. */
function recordsOf(experiment: SweptExperiment, numberOf: (arm: number, value: number | null, second: number | null, repeat: number) => number, step = 500): RunRecord[] {
  const { groups, repeats } = planOf(experiment)
  return groups.flatMap(({ data, arms }) =>
    arms.flatMap(({ of, arm, optimizer, value, second }) =>
      Array.from({ length: repeats }, (_, repeat): RunRecord => {
        const measures = Object.fromEntries(['accuracy', 'nll', 'ece'].map((id) => [id, numberOf(of, value, second, repeat)])) as unknown as Metrics
        const { model, training } = experiment
        return { arm: of, repeat, value, second, step, train: measures, test: measures, outcome: 'finished', settings: { data, model, optimizer, training, arm } }
      }),
    ),
  )
}

const candidates = (experiment: SweptExperiment, records: readonly RunRecord[], second: number | null = null) =>
  candidatesOf(experiment, records, { metric: accuracy, second }).map(({ arm, value, runs, baseline, same }) => ({ arm, value, runs, baseline, ...(same ? { same } : {}) }))

test('each value and every other arm against the baseline that stands for all, by repeat and in order', () => {
  const experiment = experimentOf('arms=3&arm2.weights=inverse&sweep=eps1:-1,2')
  const records = recordsOf(experiment, (arm, value, _, repeat) => (value === -1 && repeat === 0 ? NaN : arm + (value ?? 0) / 10 + repeat / 100)).reverse()
  expect(candidates(experiment, records)).toEqual([
    { arm: 1, value: -1, runs: [NaN, 0.91], baseline: [0, 0.01] },
    { arm: 1, value: 2, runs: [1.2, 1.21], baseline: [0, 0.01] },
    { arm: 2, value: null, runs: [2, 2.01], baseline: [0, 0.01] },
  ])
  expect(namesOf(experiment)).toEqual({ swept: 'ε₁', arms: ['CE', null, 'CE weighted'] })
  expect(judge(experiment, records, { metric: accuracy, second: null }).diverged).toEqual([{ arm: 1, value: -1, repeat: 0, isBaseline: false }])
})

test('what is the baseline itself, or one thing twice, is known by what it is trained with', () => {
  const same = (link: string) => candidates(experimentOf(link), recordsOf(experimentOf(link), () => 0.5)).map(({ arm, value, same }) => [arm, value, same])
  // ε₁ = 0 is CE; arm 2 is a value of the sweep, arm 3 the baseline once more.
  expect(same('arms=4&arm2.eps=2&sweep=eps1:0,2')).toEqual([
    [1, 0, 'baseline'],
    [1, 2, undefined],
    [2, null, { arm: 1, value: 2 }],
    [3, null, 'baseline'],
  ])
  // A factor makes another learning rate, and 0.01 × 2 is 0.02.
  expect(same('arm1.eps=0&arm1.lrx=2&sweep=lr:0.005,0.02')).toEqual([[1, 0.005, 'baseline'], [1, 0.02, undefined]])
  // β without weights by the effective number, and momentum without SGD, do nothing; β = 0 weighs nothing.
  expect(same('arm1.eps=0&sweep=beta:0.9,0.99')).toEqual([[1, 0.9, 'baseline'], [1, 0.99, 'baseline']])
  expect(same('arm1.eps=0&sweep=momentum:0,0.9')).toEqual([[1, 0, 'baseline'], [1, 0.9, 'baseline']])
  expect(same('arm1.eps=0&opt=sgd&sweep=momentum:0,0.9')).toEqual([[1, 0, undefined], [1, 0.9, 'baseline']])
  expect(same('arm1.eps=0&arm1.weights=effective&sweep=beta:0,0.9')).toEqual([[1, 0, 'baseline'], [1, 0.9, undefined]])
  // A dial that the set does not have makes no other data: the second value is the first once more.
  expect(same('data=moons&sweep=classes:2,5')).toEqual([[1, 2, undefined]])
  expect(same('data=mnist&sweep=noise:0,1')).toEqual([[1, 0, undefined], [1, 1, { arm: 1, value: 0 }]])
})

test('the key of what is trained leaves out nothing that counts', () => {
  const keyOf = (link: string) => {
    const { experiment } = decodeLink(`v=1&${link}`)
    return trainedKey({ ...experiment, arm: experiment.arms[1] })
  }
  const plain = keyOf('')
  const others = [
    'data=moons', 'classes=4', 'samples=500', 'noise=0.1', 'imbalance=5', 'imbalance=5&testdata=train', 'labelnoise=0.1', 'test=0.3', 'dataseed=2', 'opt=sgd', 'opt=sgd&momentum=0',
    'lr=0.1', 'wd=0.1', 'batch=5', 'arm1.eps=1', 'arm1.eps=2,1', 'arm1.gamma=1', 'arm1.terms=5', 'arm1.smooth=0.1', 'arm1.weights=inverse', 'arm1.weights=effective', 'arm1.lrx=2',
  ].map(keyOf)
  expect(new Set([plain, ...others]).size).toBe(others.length + 1)
  for (const link of ['dims=5', 'testdata=train', 'momentum=0', 'arm1.beta=0.5', 'arm1.eps=2,0']) expect(keyOf(link)).toBe(plain)
})

test('where a number of the data is swept, every arm at each value, against the baseline on the same data', () => {
  const experiment = experimentOf('arms=3&arm2.gamma=2&sweep=labelnoise:0,0.4')
  const records = recordsOf(experiment, (arm, value, _, repeat) => (value ?? 0) + arm / 4 + repeat / 8)
  expect(candidates(experiment, records)).toEqual([
    { arm: 1, value: 0, runs: [0.25, 0.375], baseline: [0, 0.125] },
    { arm: 1, value: 0.4, runs: [0.65, 0.775], baseline: [0.4, 0.525] },
    { arm: 2, value: 0, runs: [0.5, 0.625], baseline: [0, 0.125] },
    { arm: 2, value: 0.4, runs: [0.9, 1.025], baseline: [0.4, 0.525] },
  ])
  expect(namesOf(experiment).arms).toEqual(['CE', 'Poly-1 ε₁ = 2', 'Focal γ = 2'])
  expect(namesOf(experimentOf('sweep=labelnoise')).arms).toEqual(['CE', null])
})

test('with a second number, a row has its own values, the arms that stand for all of it, and their baseline', () => {
  const arm = experimentOf('arms=3&arm2.gamma=2&sweep=eps1:2,3&sweep2=labelnoise:0,0.4')
  const ofArm = recordsOf(arm, (arm, value, second) => arm + (value ?? 0) / 10 + (second ?? 0))
  expect(candidates(arm, ofArm, 0.4)).toEqual([
    { arm: 1, value: 2, runs: [1.6, 1.6], baseline: [0.4, 0.4] },
    { arm: 1, value: 3, runs: [1.7000000000000002, 1.7000000000000002], baseline: [0.4, 0.4] },
    { arm: 2, value: null, runs: [2.4, 2.4], baseline: [0.4, 0.4] },
  ])
  // The swept arm may be arm 0: then the baseline is as it stands.
  const own = experimentOf('arms=1&sweep=labelnoise:0,0.4&sweep2=eps1:0,2&sweep.arm=0')
  expect(candidates(own, recordsOf(own, (_, value, second) => (value ?? 0) + (second ?? 10)), 2)).toEqual([
    { arm: 0, value: 0, runs: [2, 2], baseline: [10, 10] },
    { arm: 0, value: 0.4, runs: [2.4, 2.4], baseline: [10.4, 10.4] },
  ])
})

test('arms of the same name go by their number as well', () => {
  expect(namesOf(experimentOf('arms=4&arm2.weights=inverse&arm3.weights=effective&sweep=eps1')).arms).toEqual(['CE', null, 'CE weighted (arm 2)', 'CE weighted (arm 3)'])
})

test('what stands at another step than its baseline is not judged, on the page and in exports alike', () => {
  const experiment = experimentOf('arms=3&arm2.gamma=2&sweep=eps1:-1,2')
  const records = recordsOf(experiment, (arm, value, _, repeat) => arm + (value ?? 0) / 10 + repeat).map((run) => (run.value === 2 || run.arm === 2 ? run : { ...run, step: 499 }))
  expect(candidates(experiment, records).map(({ arm, value }) => [arm, value])).toEqual([[1, -1]])
  expect(verdictsOf(experiment, records)[0].text).toMatch(/^the same difference in all 2 pairs \(\+90 points at ε₁ = −1\): without spread there is no test\. /)
})

test('an edge is said where the range could go on, and not where the number ends', () => {
  const text = (link: string, better: (value: number) => number) => {
    const experiment = experimentOf(`${link}&sweep.repeats=5`)
    const records = recordsOf(experiment, (_, value, __, repeat) => (value === null ? 0 : better(value)) + (repeat + (value ?? 0)) % 3 / 1000)
    return verdictText(judge(experiment, records, { metric: accuracy, second: null }), namesOf(experiment))
  }
  expect(text('sweep=eps1:-2..6:9', (value) => -value)).toMatch(/nothing beyond −2 was tried$/)
  expect(text('sweep=eps1:-10..6:9', (value) => -value)).not.toContain('beyond')
  expect(text('sweep=terms:1,2,all', (value) => (value === Infinity ? 1 : 0))).not.toContain('beyond')
})

test('beside a p value stands what it is about, and the steps where they are not those of the training', () => {
  const about = (link: string) => remarksOf(experimentOf(`${link}&sweep=eps1`), accuracy)
  expect(about('')).toEqual(['p is about other initial weights and batch orders on this one draw of the data, after 500 steps (training: 2,000).'])
  expect(about('vary=all&steps=500')).toEqual(['p is about another draw of the data, other initial weights and batch orders.'])
  expect(about('vary=data&data=mnist&steps=500')).toEqual(['p is about another split of the data, from the same initial weights.'])
  expect(about('vary=order&sweep.steps=1')[0]).toMatch(/^p is about other batch orders, from the same .* after 1 step \(training: 2,000\)\.$/)
  expect(about('vary=weights')[0]).toContain('other initial weights, in one batch order on this one draw')
  expect(about('sweep.repeats=1')).toEqual([])
})

test('what class frequencies do to calibration and NLL is said where training and test data differ in them', () => {
  const said = (link: string, id: 'nll' | 'ece' | 'accuracy') => {
    const experiment = experimentOf(`${link}&sweep.repeats=1`)
    return remarksOf(experiment, metricOf(id)).join(' ')
  }
  expect(said('imbalance=100&sweep=eps1', 'ece')).toMatch(/^Training classes are long-tailed, test classes are not/)
  expect(said('imbalance=100&sweep=eps1', 'nll')).not.toBe('')
  expect(said('imbalance=100&sweep=eps1', 'accuracy')).toBe('')
  expect(said('imbalance=100&testdata=train&sweep=eps1', 'nll')).toBe('')
  expect(said('sweep=eps1', 'nll')).toBe('')
  expect(said('sweep=imbalance', 'nll')).not.toBe('')
  const experiment = experimentOf('imbalance=100&sweep=eps1:1,2')
  const [first, second] = ['accuracy', 'nll'].map((id) => verdictsOf(experiment, recordsOf(experiment, (_, __, ___, repeat) => repeat)).find(({ metric }) => metric === id)?.text)
  expect(first).not.toContain('long-tailed')
  expect(second).toContain('long-tailed')
})
