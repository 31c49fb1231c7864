import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedTo, nextChange, settingsAt, trainedWith, variantAt } from '../../src/experiment/changes.ts'
import { differences } from '../../src/experiment/differences.ts'
import { defaultExperiment, type Experiment } from '../../src/experiment/index.ts'
import { anyExperiment } from './arbitrary.ts'

const changed: Experiment = {
  ...defaultExperiment,
  changes: [
    { step: 100, key: 'arm1.eps1', value: 3 },
    { step: 100, key: 'lr', value: 0.1 },
    { step: 250, key: 'arm1.eps3', value: -1 },
    { step: 300, key: 'arm0.weights', value: 'inverse' },
  ],
}

describe('what is trained with at a step', () => {
  it('is the beginning until the first change, which the next step is the first to be trained with', () => {
    expect(settingsAt(changed, 99)).toMatchObject({ arms: defaultExperiment.arms, optimizer: defaultExperiment.optimizer })
    expect(settingsAt(changed, 100)).toMatchObject({ arms: [{}, { epsilon: [3] }], optimizer: { learningRate: 0.1 } })
    expect(settingsAt(changed, 1000)).toMatchObject({ arms: [{ classWeights: 'inverse' }, { epsilon: [3, 0, -1] }] })
    expect(trainedWith(changed, 100).arms[1].epsilon).toEqual([2])
    expect(trainedWith(changed, 101).arms[1].epsilon).toEqual([3])
    expect(trainedWith(changed, 0).arms[1].epsilon).toEqual([2])
  })

  it('changes where nextChange says', () => {
    const steps = [-1, 0, 99, 100, 249, 250, 299, 300].map((step) => nextChange(changed, step))
    expect(steps).toEqual([100, 100, 100, 250, 250, 300, 300, Infinity])
  })

  it('passes by keys that name no live field of it', () => {
    const strange = ['noise', 'arm7.eps1', 'arm1.eps9', 'arm1.nothing', 'steps', 'batch', '', 'arm1.'].map((key) => ({ step: 1, key, value: 3 }))
    expect(settingsAt({ ...defaultExperiment, changes: strange }, 5)).toMatchObject({ arms: defaultExperiment.arms, optimizer: defaultExperiment.optimizer })
  })

  it('is for a variant what it is for the arm in whose place it stands', () => {
    const arm = { ...defaultExperiment.arms[1], epsilon: [5] }
    const optimizer = { ...defaultExperiment.optimizer, momentum: 0.5 }
    expect(variantAt(changed, { of: 1, arm, optimizer }, 99)).toEqual({ arm, optimizer })
    expect(variantAt(changed, { of: 1, arm, optimizer }, 250)).toMatchObject({ arm: { epsilon: [3, 0, -1] }, optimizer: { momentum: 0.5, learningRate: 0.1 } })
  })
})

describe('a change while it trains', () => {
  it('before the first step is the beginning itself', () => {
    const { arms, optimizer } = settingsAt(changed, 1000)
    expect(changedTo(defaultExperiment, { arms, optimizer }, 0)).toEqual({ ...defaultExperiment, arms, optimizer })
  })

  it('leaves one change for each field, however often it is asked for', () => {
    const { arms, optimizer } = settingsAt(changed, 100)
    const once = changedTo(defaultExperiment, { arms, optimizer }, 40)
    expect(once.changes).toEqual([{ step: 40, key: 'lr', value: 0.1 }, { step: 40, key: 'arm1.eps1', value: 3 }])
    expect(changedTo(once, { arms, optimizer }, 40)).toBe(once)
    expect(changedTo(once, { arms, optimizer }, 90)).toBe(once)
    const again = changedTo(once, { arms: defaultExperiment.arms, optimizer }, 40)
    expect(again.changes).toEqual([{ step: 40, key: 'lr', value: 0.1 }, { step: 40, key: 'arm1.eps1', value: 2 }])
  })

  it('leads from any settings to any others from its step on, and leaves what was before', () => {
    const pair = fc.tuple(anyExperiment, anyExperiment).filter(([a, b]) => a.arms.length === b.arms.length)
    fc.assert(
      fc.property(pair, fc.integer({ min: 1, max: 1000 }), ([before, wanted], step) => {
        const { kind, batchSize } = before.optimizer
        const settings = { arms: wanted.arms, optimizer: { ...wanted.optimizer, kind, batchSize } }
        const after = changedTo(before, settings, step)
        expect(differences({ ...before, ...settingsAt(after, step) }, { ...before, ...settings })).toEqual([])
        expect(differences({ ...before, ...settingsAt(after, step - 1) }, before)).toEqual([])
      }),
      { numRuns: 50 },
    )
  })
})
