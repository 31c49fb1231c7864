import { describe, expect, test } from 'vitest'
import { defaultExperiment } from '../../src/experiment/index.ts'
import { measurementLayout } from '../../src/experiment/layout.ts'
import { History } from '../../src/store/history.ts'

const CLASSES = 2
const { size } = measurementLayout(CLASSES)

/** Measurements of one run whose every number says at which step they were taken. */
function measuredAt(step: number): Float32Array {
  return new Float32Array(2 * size).fill(step)
}

function filled(frames: number): History {
  const history = new History(1, CLASSES)
  for (let step = 0; step < frames; step++) history.append({ step, settings: defaultExperiment, pictures: { repeat: 0 }, measurements: measuredAt(step) })
  return history
}

function steps(history: History): number[] {
  return Array.from({ length: history.frames }, (_, i) => history.step(i))
}

describe('History', () => {
  test('keeps every frame while there is room', () => {
    expect(steps(filled(5))).toEqual([0, 1, 2, 3, 4])
  })

  test('when full lets every second frame go, and keeps order, first and newest', () => {
    for (const frames of [1024, 1025, 5000]) {
      const kept = steps(filled(frames))
      expect(kept[0]).toBe(0)
      expect(kept.at(-1)).toBe(frames - 1)
      expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b))
      expect(kept.length).toBeGreaterThanOrEqual(512)
      expect(kept.length).toBeLessThanOrEqual(1024)
    }
  })

  test('a frame keeps its own measurements when others go', () => {
    const history = filled(3000)
    for (let frame = 0; frame < history.frames; frame++) {
      expect(history.value(frame, 'test', 0, 'accuracy')).toBe(history.step(frame))
      expect(history.list(frame, 'train', 0, 'recall')[1]).toBe(history.step(frame))
    }
  })

  test('a frame at an earlier step replaces what it overlaps', () => {
    const history = filled(5)
    history.append({ step: 2, settings: defaultExperiment, pictures: { repeat: 0 }, measurements: measuredAt(20) })
    expect(steps(history)).toEqual([0, 1, 2])
    expect(history.value(2, 'train', 0, 'loss')).toBe(20)
  })

  test('tells splits and runs apart', () => {
    const history = new History(3, CLASSES)
    const measurements = new Float32Array(2 * 3 * size)
    for (let block = 0; block < 6; block++) measurements.fill(block, block * size, (block + 1) * size)
    history.append({ step: 0, measurements, settings: defaultExperiment, pictures: { repeat: 0 } })
    expect(history.value(0, 'train', 2, 'nll')).toBe(2)
    expect(history.value(0, 'test', 1, 'nll')).toBe(4)
  })
})
