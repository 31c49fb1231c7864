import { beforeEach, describe, expect, it, vi } from 'vitest'
import { readPoints } from '../../src/data/points.ts'
import { defaultExperiment } from '../../src/experiment/index.ts'
import { drawingOf } from '../../src/store/drawing.ts'
import { loadExperiment, setField, useExperiment } from '../../src/store/experiment.ts'
import { forgetChanges, undo } from '../../src/store/undo.ts'

const data = () => useExperiment.getState().experiment.data
const sizeOf = (text: string) => readPoints(text).points.size
const load = (changes: object) => loadExperiment({ ...defaultExperiment, data: { ...defaultExperiment.data, ...changes } })

describe('who chooses drawn points', () => {
  beforeEach(() => {
    // What was drawn in another test comes back otherwise.
    load({ kind: 'points', points: 'AABA.CCDD' })
    forgetChanges()
  })

  it('finds the last drawing again, and takes none along to another set', () => {
    setField('data', 'kind', 'moons')
    expect(data()).toMatchObject({ kind: 'moons', points: '' })
    load({ kind: 'xor' })
    setField('data', 'kind', 'points')
    expect(data()).toMatchObject({ kind: 'points', points: 'AABA.CCDD' })
  })

  it('undoes that in one step', () => {
    setField('data', 'kind', 'moons')
    undo()
    expect(data()).toMatchObject({ kind: 'points', points: 'AABA.CCDD' })
  })

  it('has it written in one way, whatever is set', () => {
    setField('data', 'points', 'BAAA.DD!!CC')
    expect(data().points).toBe('AABA.CCDD')
    setField('data', 'points', 7 as unknown as string)
    expect(data().points).toBe('AABA.CCDD')
  })
})

it('a drawing starts from a made set, with its classes and half of the points that there may be; from no other', () => {
  const settings = { ...defaultExperiment.data, classes: 4 }
  const { points } = readPoints(drawingOf('blobs', settings))
  expect([...new Set(points.values())].sort()).toEqual([0, 1, 2, 3])
  expect(points.size).toBeGreaterThan(150)
  expect(points.size).toBeLessThanOrEqual(200)
  expect(new Set(readPoints(drawingOf('moons', settings)).points.values()).size).toBe(2)
  expect(drawingOf('mnist', settings)).toBe('')
  expect(sizeOf(drawingOf('digits', settings))).toBe(0)
})

it('without a drawing before, begins with the points of the set that was shown, or of the default set', async () => {
  // A page that was just opened.
  for (const [kind, from] of [['circles', 'circles'], ['digits', 'spirals']] as const) {
    vi.resetModules()
    const fresh = await import('../../src/store/experiment.ts')
    fresh.setField('data', 'kind', kind)
    fresh.setField('data', 'kind', 'points')
    expect(fresh.useExperiment.getState().experiment.data.points).toBe(drawingOf(from, defaultExperiment.data))
  }
})
