import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { announcer, EVERY_MS } from '../../src/ui/announcer.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

test('speaks at once, then at most every five seconds, and never loses the last word', () => {
  const spoken: number[] = []
  const { ask, stop } = announcer(() => spoken.push(performance.now()))
  const start = performance.now()
  // Ten frames a second for 12 seconds.
  for (let frame = 0; frame < 120; frame++) {
    ask()
    vi.advanceTimersByTime(100)
  }
  vi.advanceTimersByTime(2 * EVERY_MS)
  expect(spoken.map((time) => time - start)).toEqual([0, 5000, 10_000, 15_000])
  ask()
  expect(spoken).toHaveLength(5)
  ask()
  stop()
  vi.advanceTimersByTime(2 * EVERY_MS)
  expect(spoken).toHaveLength(5)
})
