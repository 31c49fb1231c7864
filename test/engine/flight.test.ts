import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Chunks } from '../../src/engine/chunks.ts'
import { Flight, Speed } from '../../src/engine/flight.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Something whose answers to nothing take so long. */
async function late(ms: number): Promise<Flight> {
  const flight = new Flight()
  const known = flight.answered(after(ms))
  await vi.advanceTimersByTimeAsync(ms)
  await known
  return flight
}

test('work is timed without the way there and back, whether it waits for other work or not', async () => {
  const flight = await late(100)
  expect(flight.idleMs).toBe(100)
  // 30 ms of work, and 20 ms more that was given meanwhile; then, at rest, 50.
  const [first, second] = [flight.worked(after(130)), flight.worked(after(150))]
  await vi.advanceTimersByTimeAsync(150)
  expect([await first, await second]).toEqual([30, 20])
  const third = flight.worked(after(150))
  await vi.advanceTimersByTimeAsync(150)
  expect(await third).toBe(50)
})

test('how long answers take is asked while nothing is in flight, and the quickest counts', async () => {
  const flight = await late(40)
  const work = flight.worked(after(90))
  const asked = flight.answered(after(500))
  await vi.advanceTimersByTimeAsync(500)
  await Promise.all([work, asked])
  expect(flight.idleMs).toBe(40)
  const again = flight.answered(after(25))
  await vi.advanceTimersByTimeAsync(25)
  await again
  expect(flight.idleMs).toBe(25)
  // An answer that was a hiccup is proved wrong by the first that is quicker.
  const quick = flight.worked(after(5))
  await vi.advanceTimersByTimeAsync(5)
  expect(await quick).toBeGreaterThan(0)
  expect(flight.idleMs).toBe(5)
})

test('pieces that are answered at the same moment count together', () => {
  const speed = new Speed(7)
  expect(speed.perUnit).toBe(7)
  for (let i = 0; i < 6; i++) {
    speed.told(16, 160)
    for (let more = 0; more < 9; more++) speed.told(16, 0)
  }
  expect(speed.perUnit).toBeCloseTo(1, 2)
  speed.told(16, 64)
  expect(speed.perUnit).toBeGreaterThan(1)
})

test('where one of the chunks failed, there is no room for more', async () => {
  let answer = () => Promise.resolve()
  const chunks = new Chunks({ ms: 20, most: 64 }, () => answer())
  await chunks.room()
  answer = () => Promise.reject(new Error('gone'))
  chunks.given(chunks.from(0), performance.now())
  answer = () => Promise.resolve()
  chunks.given(1, performance.now())
  await expect(chunks.room()).rejects.toThrow('gone')
  await expect(chunks.room()).rejects.toThrow('gone')
})
