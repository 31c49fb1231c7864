import { expect, test } from 'vitest'
import type { RunRecord } from '../../src/experiment/columns.ts'
import type { Metrics } from '../../src/experiment/metrics.ts'
import { judge, sweptValues } from '../../src/experiment/judge.ts'
import { defaultExperiment, type Sweep } from '../../src/experiment/index.ts'
import { metricOf } from '../../src/experiment/metrics.ts'
import { verdictsOf } from '../../src/experiment/verdicts.ts'

const accuracy = metricOf('accuracy')

function record(arm: number, repeat: number, value: number | null, second: number | null, number: number): RunRecord {
  const measures = Object.fromEntries(['accuracy'].map((id) => [id, number])) as unknown as Metrics
  return { arm, repeat, value, second, step: 5, train: measures, test: measures, outcome: 'finished' } as RunRecord
}

const sweep: Sweep = { field: 'eps1', values: [-1, 2], arm: 1, second: null, repeats: 2, steps: 5 }

test('pairs each value with the baseline that stands for all of them, by repeat and in order', () => {
  const records = [
    record(0, 1, null, null, 0.5), record(0, 0, null, null, 0.25),
    record(1, 0, 2, null, 0.75), record(1, 1, 2, null, 1),
    record(1, 1, -1, null, 0.5), record(1, 0, -1, null, NaN),
    record(2, 0, null, null, 0.1), record(2, 1, null, null, 0.1),
  ]
  const question = { metric: accuracy, arm: 1, second: null }
  expect(sweptValues(sweep, records, question)).toEqual([
    { value: -1, runs: [NaN, 0.5], baseline: [0.25, 0.5] },
    { value: 2, runs: [0.75, 1], baseline: [0.25, 0.5] },
  ])
  const { comparisons, diverged } = judge(sweep, records, question)
  expect(diverged).toMatchObject([{ value: -1, repeat: 0, isBaseline: false }])
  expect(comparisons.map(({ n, mean }) => [n, mean])).toEqual([[1, 0], [2, 0.5]])
})

test('where a number of the data is swept, the baseline is that of the same data', () => {
  const records = [0, 0.4].flatMap((value) => [0, 1].flatMap((arm) => [0, 1].map((r) => record(arm, r, value, null, value + arm / 4 + r / 8))))
  const values = sweptValues({ ...sweep, field: 'labelnoise' }, records, { metric: accuracy, arm: 1, second: null })
  expect(values).toEqual([
    { value: 0, runs: [0.25, 0.375], baseline: [0, 0.125] },
    { value: 0.4, runs: [0.65, 0.775], baseline: [0.4, 0.525] },
  ])
})

test('with a second number, a row has its own values and the baseline that stands for all', () => {
  const records = [
    record(0, 0, null, null, 0.5), record(0, 1, null, null, 0.5),
    ...[0, 3].flatMap((second) => [0, 1].map((r) => record(1, r, 2, second, second + r))),
  ]
  const row = sweptValues({ ...sweep, second: { field: 'gamma', values: [0, 3] } }, records, { metric: accuracy, arm: 1, second: 3 })
  expect(row).toEqual([{ value: 2, runs: [3, 4], baseline: [0.5, 0.5] }])
})

test('what stands at another step than its baseline is not judged, on the page and in exports alike', () => {
  const at = (step: number, found: RunRecord): RunRecord => ({ ...found, step })
  const records = [0, 1].flatMap((r) => [at(9, record(0, r, null, null, r)), at(9, record(1, r, -1, null, 1 + r)), at(5, record(1, r, 2, null, 2 + r))])
  expect(sweptValues(sweep, records, { metric: accuracy, arm: 1, second: null }).map(({ value }) => value)).toEqual([-1])
  const experiment = { ...defaultExperiment, sweep }
  expect(verdictsOf(experiment, records)[0].text).toMatch(/the same difference in all 2 pairs \(\+100 points at ε₁ = −1\)/)
})
