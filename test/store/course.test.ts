import { expect, test } from 'vitest'
import { measurementLayout } from '../../src/experiment/layout.ts'
import type { Pictures } from '../../src/engine/protocol.ts'
import { defaultExperiment } from '../../src/experiment/index.ts'
import { appendFrame, beginCourse } from '../../src/store/course.ts'
import { useSession } from '../../src/store/session.ts'

test('pictures that come seldom stay until a frame has others, or none, or is of another repeat', () => {
  beginCourse({ ...defaultExperiment, training: { ...defaultExperiment.training, repeats: 2 } })
  const measurements = new Float32Array(2 * 4 * measurementLayout(2).size)
  const [first, second] = [[Int32Array.of(1, 0, 0, 1)], [Int32Array.of(2, 0, 0, 0)]]
  const shown = (step: number, pictures: Pictures) => {
    appendFrame({ session: 1, step, stepsPerSecond: 0, settings: defaultExperiment, measurements, pictures })
    const { history, latest } = useSession.getState()
    expect(history.pictures(history.frames - 1)).toBe(latest?.pictures)
    return latest?.pictures.confusion
  }
  expect(shown(0, { repeat: 0, confusion: first })).toBe(first)
  expect(shown(1, { repeat: 0 })).toBe(first)
  expect(shown(2, { repeat: 1 })).toBeUndefined()
  expect(shown(3, { repeat: 1, confusion: second })).toBe(second)
  expect(shown(4, { repeat: 1 })).toBe(second)
  expect(shown(5, { repeat: 1, confusion: undefined })).toBeUndefined()
  expect(shown(6, { repeat: 1 })).toBeUndefined()
})
