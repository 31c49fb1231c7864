import { expect, test } from 'vitest'
import type { DataSummary, Life } from '../../src/engine/protocol.ts'
import { useSession } from '../../src/store/session.ts'
import { showData, dataOf, watchRepeat } from '../../src/store/data.ts'

const summary = (repeat?: number): DataSummary => ({
  ...(repeat === undefined ? {} : { repeat }),
  classes: 2, classNames: ['a', 'b'], dimensions: 2, trainCounts: [9, 9], testCounts: [3, 3], batchSize: 4,
})
const life: Life = {
  example: { split: 'test', index: 0 }, label: 0, trueLabel: 0, steps: Float64Array.of(0), pt: Float32Array.of(0.5), predicted: Uint8Array.of(0),
}
const state = () => useSession.getState()

test('what is shown of a repeat belongs to its own data, whichever came last', () => {
  const [first, third] = [summary(0), summary(2)]
  showData(first, new Map())
  showData(third, state().summaries)
  expect(state().data).toBe(third)
  expect(dataOf(state(), 0)).toBe(first)
  expect(dataOf(state(), 2)).toBe(third)
  useSession.setState({ life: { ...life, repeat: 2 } })
  watchRepeat(0)
  expect(state()).toMatchObject({ watched: 0, data: first, life: null })
  // Not known yet: what was shown stays until it comes.
  watchRepeat(1)
  expect(state()).toMatchObject({ watched: 1, data: first })
})

test('data that all repeats share is that of each, and a life goes on', () => {
  const shared = summary()
  showData(shared, new Map())
  useSession.setState({ life })
  watchRepeat(3)
  expect(state()).toMatchObject({ watched: 3, data: shared, life })
  expect(dataOf(state(), 1)).toBe(shared)
})
