import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultExperiment, type Experiment, type Sweep } from '../../src/experiment/index.ts'
import { plannedRuns, planOf, sweepRemarks } from '../../src/experiment/plan.ts'
import { defaultSweep, sweepValues } from '../../src/experiment/sweep.ts'
import { anyExperiment } from './arbitrary.ts'

const [ce, poly] = defaultExperiment.arms
const focal = { ...ce, gamma: 2 }
const { optimizer, data } = defaultExperiment

function sweepOf(changes: Partial<Sweep>, rest: Partial<Experiment> = {}) {
  const sweep = { ...defaultSweep(changes.field ?? 'eps1', 2), ...changes }
  return planOf({ ...defaultExperiment, ...rest, sweep })
}

describe('what a sweep trains', () => {
  it('is the experiment’s own arms without a sweep', () => {
    const { training } = defaultExperiment
    expect(planOf(defaultExperiment)).toEqual({
      repeats: training.repeats,
      steps: training.steps,
      groups: [{ data, arms: [ce, poly].map((arm, of) => ({ of, arm, optimizer, value: null, second: null })) }],
    })
  })

  it('by default is the baseline and nine values of ε₁, five times, together', () => {
    const plan = sweepOf({})
    expect(plannedRuns(plan)).toBe(50)
    expect(plan).toMatchObject({ repeats: 5, steps: 500, groups: [{ data, arms: { length: 10 } }] })
    expect(plan.groups[0].arms[0]).toEqual({ of: 0, arm: ce, optimizer, value: null, second: null })
    expect(plan.groups[0].arms.slice(1).map(({ arm, value }) => [value, arm.epsilon])).toEqual([
      [-2, [-2]], [-1, [-1]], [0, []], [1, [1]], [2, [2]], [3, [3]], [4, [4]], [5, [5]], [6, [6]],
    ])
  })

  it('has the arms that are not swept beside the baseline', () => {
    const [{ arms }] = sweepOf({ values: [1, 2], arm: 1 }, { arms: [ce, poly, focal] }).groups
    expect(arms.map(({ of, value }) => [of, value])).toEqual([[0, null], [2, null], [1, 1], [1, 2]])
  })

  it('keeps the baseline as it is where the baseline is swept', () => {
    const [{ arms }] = sweepOf({ field: 'gamma', values: [1, 2], arm: 0 }, { arms: [ce] }).groups
    expect(arms.map(({ of, value, arm }) => [of, value, arm.gamma])).toEqual([[0, null, 0], [0, 1, 1], [0, 2, 2]])
  })

  it('fills the coefficients before a swept ε_j, and changes the optimizer of the swept arm alone', () => {
    const [{ arms }] = sweepOf({ field: 'eps3', values: [0, 1], second: { field: 'lr', values: [0.1] } }).groups
    expect(arms.map(({ arm, optimizer }) => [arm.epsilon, optimizer.learningRate])).toEqual([
      [[], 0.01],
      [[2], 0.1],
      [[2, 0, 1], 0.1],
    ])
  })

  it('of two numbers is every pair', () => {
    const [{ arms }] = sweepOf({ values: [1, 2], second: { field: 'gamma', values: [0, 1, 2] } }).groups
    expect(arms.map(({ value, second }) => [value, second])).toEqual([
      [null, null], [1, 0], [1, 1], [1, 2], [2, 0], [2, 1], [2, 2],
    ])
    expect(arms[6].arm).toEqual({ ...poly, epsilon: [2], gamma: 2 })
  })

  it('over a number of the data is all arms on each data set', () => {
    const { groups } = sweepOf({ field: 'imbalance', values: [1, 10, 100] })
    expect(groups.map(({ data, arms }) => [data.imbalance, arms.map(({ of, value }) => [of, value])])).toEqual([
      [1, [[0, 1], [1, 1]]],
      [10, [[0, 10], [1, 10]]],
      [100, [[0, 100], [1, 100]]],
    ])
  })

  it('over a number of the data and one of an arm is that arm’s values on each data set', () => {
    const { groups } = sweepOf({ values: [1, 2], second: { field: 'labelnoise', values: [0, 0.4] } })
    expect(groups.map(({ data, arms }) => [data.labelNoise, arms.map(({ value, second }) => [value, second])])).toEqual([
      [0, [[null, 0], [1, 0], [2, 0]]],
      [0.4, [[null, 0.4], [1, 0.4], [2, 0.4]]],
    ])
    const { groups: mirrored } = sweepOf({ field: 'labelnoise', values: [0, 0.4], second: { field: 'eps1', values: [1, 2] } })
    expect(mirrored.map(({ arms }) => arms.map(({ value, second }) => [value, second]))).toEqual([
      [[0, null], [0, 1], [0, 2]],
      [[0.4, null], [0.4, 1], [0.4, 2]],
    ])
  })

  it('has no more classes than the data set may have', () => {
    const { groups } = sweepOf({ field: 'classes', values: [2, 10, 20, 50] })
    expect(groups.map(({ data }) => data.classes)).toEqual([2, 10])
  })

  it('begins every group with the baseline, and has each pair of values once, whatever is swept', () => {
    const small = anyExperiment.filter(({ sweep }) => {
      return sweep !== null && sweepValues(sweep).length * (sweep.second ? sweepValues(sweep.second).length : 1) < 300
    })
    fc.assert(
      fc.property(small, (experiment) => {
        const { groups } = planOf(experiment)!
        for (const { arms } of groups) expect(arms[0]).toMatchObject({ of: 0, arm: experiment.arms[0], optimizer: experiment.optimizer })
        const seen = groups.flatMap(({ arms }) => arms.map(({ of, value, second }) => `${of} ${value} ${second}`))
        expect(new Set(seen).size).toBe(seen.length)
      }),
    )
  })
})

describe('remarks', () => {
  const remarks = (sweep: Partial<Sweep>, rest: Partial<Experiment> = {}) => {
    return sweepRemarks({ ...defaultExperiment, ...rest, sweep: { ...defaultSweep(sweep.field ?? 'eps1', 2), ...sweep } })
  }

  it('say what would show nothing', () => {
    expect(remarks({})).toEqual([])
    expect(remarks({ field: 'classes' })).toEqual([])
    expect(remarks({ field: 'classes', values: [2, 20] })).toEqual(['This dataset has 2 to 10 classes; values beyond count as the nearest of these.'])
    expect(remarks({ field: 'classes' }, { data: { ...data, kind: 'moons' } })).toHaveLength(1)
    expect(remarks({ field: 'samples' }, { data: { ...data, kind: 'mnist' } })).toHaveLength(1)
    expect(remarks({ field: 'imbalance' }, { data: { ...data, kind: 'mnist' } })).toEqual([])
    expect(remarks({ field: 'beta', second: { field: 'momentum', values: [0, 1] } })).toHaveLength(2)
    expect(remarks({ field: 'beta' }, { arms: [ce, { ...ce, classWeights: 'effective' }] })).toEqual([])
    expect(remarks({ field: 'momentum' }, { optimizer: { ...optimizer, kind: 'sgd' } })).toEqual([])
  })
})
