import { beforeEach, describe, expect, test } from 'vitest'
import { defaultExperiment, type Field, MAX_ARMS, schema } from '../../src/experiment/index.ts'
import { defaultSweep } from '../../src/experiment/sweep.ts'
import { lossPresets } from '../../src/loss/index.ts'
import { differences, isLive } from '../../src/experiment/differences.ts'
import { boundsText, readTyped } from '../../src/experiment/typed.ts'
import {
  addArm,
  loadExperiment,
  presetArm,
  removeArm,
  setArmField,
  setEpsilon,
  setField,
  setSweep,
  useExperiment,
} from '../../src/store/experiment.ts'

const experiment = () => useExperiment.getState().experiment

beforeEach(() => loadExperiment(defaultExperiment))

describe('setting a field', () => {
  test('puts numbers within bounds, whole where they must be', () => {
    setField('data', 'noise', 7)
    setField('data', 'classes', 3.6)
    setField('model', 'hidden', [0, 500, 7.2, 8, 9, 10])
    expect(experiment().data.noise).toBe(schema.data.noise.max)
    expect(experiment().data.classes).toBe(4)
    expect(experiment().model.hidden).toEqual([1, 128, 7, 8])
  })

  test('what is no value of the field changes nothing', () => {
    setField('data', 'noise', NaN)
    setField('data', 'kind', 'penguins' as 'moons')
    expect(experiment()).toEqual(defaultExperiment)
  })

  test('Infinity is a number of terms, and no learning rate', () => {
    setArmField(1, 'terms', 8)
    setArmField(1, 'terms', Infinity)
    setField('optimizer', 'learningRate', Infinity)
    expect(experiment().arms[1].terms).toBe(Infinity)
    expect(experiment().optimizer.learningRate).toBe(schema.optimizer.learningRate.max)
  })

  test('ε_j fills the coefficients before it and drops zeros at the end', () => {
    setEpsilon(1, 3, 1)
    expect(experiment().arms[1].epsilon).toEqual([2, 0, 1])
    setEpsilon(1, 3, 0)
    expect(experiment().arms[1].epsilon).toEqual([2])
    setEpsilon(1, 1, 1000)
    expect(experiment().arms[1].epsilon).toEqual([schema.arm.epsilon.max])
  })
})

describe('arms', () => {
  test('are added up to the most there may be, and the baseline stays', () => {
    for (let i = 0; i < 10; i++) addArm()
    expect(experiment().arms).toHaveLength(MAX_ARMS)
    for (let i = 0; i < 10; i++) removeArm(1)
    removeArm(0)
    expect(experiment().arms).toEqual([defaultExperiment.arms[0]])
    expect(useExperiment.getState().selected).toBe(0)
  })

  test.each([
    ['one before it', 1, 1],
    ['itself', 2, 2],
    ['one behind it', 3, 2],
  ])('a sweep of arm 2 of 0 to 3 follows, where what goes is %s', (_, removed, swept) => {
    for (let i = 0; i < 2; i++) addArm()
    setSweep({ ...defaultSweep('eps1', 4), arm: 2 })
    removeArm(removed)
    expect(experiment().sweep?.arm).toBe(swept)
  })

  test('a sweep of the last arm goes on with the last that is left', () => {
    setSweep(defaultSweep('eps1', 2))
    removeArm(1)
    expect(experiment().sweep?.arm).toBe(0)
  })

  test('a preset changes the loss and leaves label smoothing and class weights', () => {
    setArmField(1, 'labelSmoothing', 0.1)
    setArmField(1, 'classWeights', 'inverse')
    const focal = lossPresets.find(({ id }) => id === 'focal')
    presetArm(1, focal!.loss)
    expect(experiment().arms[1]).toMatchObject({ gamma: 2, epsilon: [], labelSmoothing: 0.1, classWeights: 'inverse' })
  })
})

describe('changes', () => {
  /** One other value of a field. */
  function other(field: Field): unknown {
    if (field.kind === 'choice') return field.options.find(({ value }) => value !== field.default)?.value
    if (field.kind === 'text') return { file: 'a.csv:10:5:0123456789ab', columns: 'label:1', points: 'AA' }[field.key]
    return field.kind === 'numbers' ? [...field.default, field.max] : field.default === field.max ? field.min : field.max
  }

  test('every field is found, and is live or structural as the schema says', () => {
    for (const group of ['data', 'model', 'optimizer', 'training'] as const) {
      for (const [name, field] of Object.entries<Field>(schema[group])) {
        const after = { ...defaultExperiment, [group]: { ...defaultExperiment[group], [name]: other(field) } }
        const found = differences(defaultExperiment, after)
        expect(found).toMatchObject([{ key: field.key, field }])
        expect(isLive(found[0])).toBe(field.live)
      }
    }
    for (const [name, field] of Object.entries<Field>(schema.arm)) {
      const arms = [{ ...defaultExperiment.arms[0], [name]: other(field) }, defaultExperiment.arms[1]]
      expect(differences(defaultExperiment, { ...defaultExperiment, arms }).at(-1)).toMatchObject({ arm: 0, field })
    }
  })

  test('a sweep that is set up changes nothing for what trains', () => {
    expect(differences(defaultExperiment, { ...defaultExperiment, sweep: defaultSweep('eps1', 2) })).toEqual([])
  })

  test('another number of arms is one structural change', () => {
    const arms = [...defaultExperiment.arms, defaultExperiment.arms[0]]
    const found = differences(defaultExperiment, { ...defaultExperiment, arms })
    expect(found).toMatchObject([{ key: 'arms' }])
    expect(isLive(found[0])).toBe(false)
  })
})

describe('readTyped', () => {
  const { batchSize, learningRate } = schema.optimizer

  test('reads numbers, with a comma and a true minus sign as well', () => {
    expect(readTyped(learningRate, ' 0,05 ')).toEqual({ value: 0.05 })
    expect(readTyped(schema.arm.epsilon, '−1')).toEqual({ value: -1 })
    expect(readTyped(schema.arm.terms, 'all')).toEqual({ value: Infinity })
  })

  test('nonsense gives no value and says the bounds', () => {
    for (const text of ['', 'abc', '1e', '0x10', 'NaN', 'Infinity', 'all', '1 2']) {
      expect(readTyped(batchSize, text)).toEqual({ complaint: 'A whole number from 1 to 512' })
    }
  })

  test('out of bounds gives the nearest bound and says the bounds', () => {
    expect(readTyped(batchSize, '1e999')).toEqual({ value: 512, complaint: boundsText(batchSize) })
    expect(readTyped(schema.arm.terms, '1e999')).toMatchObject({ value: 1000 })
    expect(readTyped(learningRate, '-1')).toEqual({ value: 0.00001, complaint: 'A number from 0.00001 to 100' })
  })
})
