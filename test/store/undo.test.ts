import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CONVOLUTIONAL } from '../../src/experiment/convolutional.ts'
import { defaultExperiment } from '../../src/experiment/index.ts'
import { decodeLink, encodeLink } from '../../src/experiment/link.ts'
import { type AddressBar, followAddress } from '../../src/store/address.ts'
import { Client } from '../../src/store/client.ts'
import type { Request } from '../../src/engine/protocol.ts'
import {
  addArm,
  extendTraining,
  loadExperiment,
  presetArm,
  selectArm,
  setArmField,
  setEpsilon,
  setField,
  setFields,
  shiftEpsilon,
  useExperiment,
} from '../../src/store/experiment.ts'
import { forgetChanges, redo, undo } from '../../src/store/undo.ts'

const experiment = () => useExperiment.getState().experiment
const epsilon = (arm: number) => experiment().arms[arm].epsilon
/** Longer than a gesture rests. */
const pause = () => vi.advanceTimersByTime(1000)

beforeEach(() => {
  vi.useFakeTimers()
  loadExperiment(defaultExperiment)
  forgetChanges()
})

afterEach(() => {
  vi.runAllTimers()
  vi.useRealTimers()
})

describe('undo and redo', () => {
  test('take one change back and make it again', () => {
    setEpsilon(1, 1, 3)
    pause()
    setField('data', 'noise', 0.1)
    undo()
    expect(experiment().data.noise).toBe(defaultExperiment.data.noise)
    expect(epsilon(1)).toEqual([3])
    undo()
    expect(experiment()).toEqual(defaultExperiment)
    undo()
    expect(experiment()).toEqual(defaultExperiment)
    redo()
    redo()
    redo()
    expect(epsilon(1)).toEqual([3])
    expect(experiment().data.noise).toBe(0.1)
  })

  test('a drag is one change, however long, and a later drag of the same slider another', () => {
    for (const value of [2.5, 3, 3.5, 4, 4.5]) {
      setEpsilon(1, 1, value)
      vi.advanceTimersByTime(400)
    }
    pause()
    for (const value of [5, 5.5]) setEpsilon(1, 1, value)
    undo()
    expect(epsilon(1)).toEqual([4.5])
    undo()
    expect(epsilon(1)).toEqual([2])
  })

  test('two fields are two changes, however quick', () => {
    setEpsilon(1, 1, 3)
    setEpsilon(1, 2, 1)
    setArmField(1, 'gamma', 2)
    undo()
    undo()
    expect(experiment().arms[1]).toMatchObject({ epsilon: [3], gamma: 0 })
  })

  test('a convolutional network, with all that suits it, is one change', () => {
    setField('data', 'kind', 'mnist')
    setFields(CONVOLUTIONAL)
    expect(experiment().model).toEqual({ ...defaultExperiment.model, ...CONVOLUTIONAL.model })
    expect(experiment().optimizer).toMatchObject(CONVOLUTIONAL.optimizer)
    expect(decodeLink(encodeLink(experiment()))).toMatchObject({ experiment: experiment(), notices: [] })
    undo()
    expect(experiment()).toEqual({ ...defaultExperiment, data: { ...defaultExperiment.data, kind: 'mnist' } })
  })

  test('two arms added are two changes, however quick', () => {
    addArm()
    addArm()
    undo()
    expect(experiment().arms).toHaveLength(3)
    expect(useExperiment.getState().selected).toBe(2)
  })

  test('faders of several arms move in one change', () => {
    addArm()
    pause()
    shiftEpsilon([1, 2], 1, 0.5)
    expect([epsilon(1), epsilon(2)]).toEqual([[2.5], [-0.5]])
    undo()
    expect([epsilon(1), epsilon(2)]).toEqual([[2], [-1]])
  })

  test('a change after an undo is kept, and what was undone is gone', () => {
    setEpsilon(1, 1, 3)
    undo()
    setEpsilon(1, 1, 4)
    redo()
    expect(epsilon(1)).toEqual([4])
    undo()
    expect(epsilon(1)).toEqual([2])
  })

  test('what changes nothing is no change, nor is selecting an arm', () => {
    setEpsilon(1, 1, 3)
    pause()
    setEpsilon(1, 1, 3)
    setField('data', 'noise', NaN)
    selectArm(0)
    undo()
    expect(epsilon(1)).toEqual([2])
  })

  test('a whole experiment that was loaded is taken back at once', () => {
    presetArm(1, { gamma: 2, terms: Infinity, epsilon: [], labelSmoothing: 0 })
    const before = experiment()
    loadExperiment(decodeLink('v=1&data=moons&noise=0.2&arms=4').experiment)
    undo()
    expect(experiment()).toBe(before)
  })

  test('training on past its end is nothing to take back, and stays', () => {
    setEpsilon(1, 1, 3)
    extendTraining(4000)
    undo()
    expect(epsilon(1)).toEqual([2])
    expect(experiment().training.steps).toBe(4000)
    redo()
    expect(epsilon(1)).toEqual([3])
    expect(experiment().training.steps).toBe(4000)
  })
})

describe('what undo does elsewhere', () => {
  test('undoing a live change is an update, undoing a structural one opens again', () => {
    const sent: Request[] = []
    const client = new Client({
      connect: () => ({ send: (request) => sent.push(request), close: () => {} }),
      beforePaint: (callback) => callback(),
      afterPaint: () => {},
      now: () => Date.now(),
    })
    setField('data', 'noise', 0.1)
    pause()
    setEpsilon(1, 1, 3)
    pause()
    sent.length = 0
    undo()
    pause()
    expect(sent.map(({ type }) => type)).toEqual(['update'])
    sent.length = 0
    undo()
    pause()
    expect(sent.map(({ type }) => type)).toEqual(['open'])
    client.close()
  })

  test('the address names what was undone to, and Back can be undone', () => {
    const listeners = new Map<string, () => void>()
    const location = { hash: '#v=1&noise=0.3&run=5', href: '' }
    const replaceState = (_: unknown, __: string, url: string) => void (location.hash = url)
    const bar: AddressBar = { location, history: { state: null, replaceState }, addEventListener: (type, listener) => listeners.set(type, listener) }
    loadExperiment(decodeLink(location.hash).experiment)
    forgetChanges()
    followAddress(bar, () => {})
    setEpsilon(1, 1, 3)
    pause()
    expect(location.hash).toContain('eps=3')
    undo()
    pause()
    expect(location.hash).toBe('#v=1&noise=0.3')
    location.hash = '#v=1&data=moons'
    listeners.get('popstate')?.()
    expect(experiment().data.kind).toBe('moons')
    undo()
    pause()
    expect(experiment().data).toMatchObject({ kind: 'spirals', noise: 0.3 })
    expect(location.hash).toBe('#v=1&noise=0.3')
  })
})
