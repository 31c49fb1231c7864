import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Report } from '../../../src/engine/protocol.ts'
import { timeOf } from '../../../src/engine/session/pacing.ts'
import { Session } from '../../../src/engine/session/session.ts'
import type { EngineKind } from '../../../src/engine/trainers/engine.ts'
import { Engines } from '../../../src/engine/trainers/engines.ts'
import { createReferenceTrainer } from '../../../src/engine/trainers/reference/trainer.ts'
import type { Trainer } from '../../../src/engine/trainers/trainer.ts'
import { decodeLink } from '../../../src/experiment/link.ts'
import type { Pace } from '../../../src/experiment/pace.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

/** A device that works through what it is given in so many milliseconds, and says so some time later. */
class LateDevice {
  readonly #stepMs: number
  readonly #lateMs: number
  readonly #lookMs: number
  #done = 0
  /** Steps of each piece that it was given, and how many milliseconds of work it had then. */
  readonly chunks: { readonly steps: number; readonly ahead: number }[] = []
  /** When it has the step that was given last. */
  get done(): number {
    return this.#done
  }

  /** @param lookMs from one look at what is done to the next: it is said then */
  constructor(stepMs: number, lateMs: number, lookMs: number) {
    this.#stepMs = stepMs
    this.#lateMs = lateMs
    this.#lookMs = lookMs
  }

  readonly kind: EngineKind = {
    name: 'fused',
    auto: true,
    takes: ['dense'],
    open: async (task, arms) => {
      // What it learns is of no account here: it holds the one step that this takes.
      const inner = createReferenceTrainer(task, arms)
      let step = 0
      const trainer: Trainer = {
        ...inner,
        get step() {
          return step
        },
        advance: (steps) => {
          this.chunks.push({ steps, ahead: Math.max(0, this.#done - performance.now()) })
          step += steps
          this.#work(steps * this.#stepMs)
          return undefined
        },
        settled: () => this.#answer(0, () => {}),
        predict: (taken, repeat) => this.#answer(4, () => inner.predict(taken, repeat)),
        snapshot: () => {
          const at = step
          return this.#answer(1, async () => ({ ...(await inner.snapshot()), step: at }))
        },
      }
      return { trainer, lost: null, frameMs: 100 }
    },
  }

  #work(ms: number): void {
    this.#done = Math.max(this.#done, performance.now()) + ms
  }

  async #answer<T>(ms: number, of: () => T | Promise<T>): Promise<T> {
    this.#work(ms)
    const answer = await of()
    await new Promise((resolve) => setTimeout(resolve, Math.ceil((this.#done + this.#lateMs) / this.#lookMs) * this.#lookMs - performance.now()))
    return answer
  }
}

/** Goes on by so many milliseconds, each as long as messages and promises need. */
async function pass(ms: number): Promise<void> {
  const end = performance.now() + ms
  while (performance.now() < end) {
    for (let i = 0; i < 4; i++) await new Promise((resolve) => setImmediate(resolve))
    vi.advanceTimersByTime(1)
  }
}

/** Until the beginning of its curves is drawn, frame by frame, training waits for the page. */
const EARLY_MS = 2200
const PLANNED = 2000

/** What is trained, framed and given to the device in so many milliseconds. */
async function trained(stepMs: number, lateMs: number, pace: Pace, ms: number, lookMs = 1) {
  const { experiment } = decodeLink(`v=1&data=moons&samples=20&hidden=2&batch=4&repeats=1&arms=1&engine=fused&steps=${PLANNED}`)
  const device = new LateDevice(stepMs, lateMs, lookMs)
  const frames: { readonly step: number; readonly at: number }[] = []
  let begun = 0
  const session = new Session(1, experiment, { repeat: 0, confusion: false }, new Engines([device.kind]), (report: Report) => {
    if (report.type !== 'frame') return
    frames.push({ step: report.frame.step, at: performance.now() - begun })
    session.acknowledge()
  })
  const opening = session.open(null)
  await pass(20 + 10 * (lateMs + lookMs))
  await opening
  begun = performance.now()
  session.train(1e6, pace)
  await pass(ms)
  const chunks = [...device.chunks]
  session.pause()
  const left = device.done - performance.now()
  const closing = session.close()
  await pass(300 + 3 * lateMs)
  await closing
  return { chunks, frames: frames.filter(({ at }) => at >= 0 && at <= ms), left }
}

type Trained = Awaited<ReturnType<typeof trained>>

/** Steps a second once the first are over. */
function speed({ frames }: Trained): number {
  const [first, last] = [frames.find(({ at }) => at > EARLY_MS), frames.at(-1)]
  return first && last ? (1000 * (last.step - first.step)) / (last.at - first.at) : 0
}

/** The usual steps of a chunk by then. */
function chunk({ chunks }: Trained): number {
  const sorted = chunks.slice(chunks.length / 2).map(({ steps }) => steps).sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}

test.each([0.01, 0.1, 3])('steps of %d ms train nearly as fast where answers come late', async (stepMs) => {
  const soon = await trained(stepMs, 0, 'max', 4000)
  expect(speed(soon)).toBeGreaterThan(700 / stepMs)
  for (const lateMs of [5, 20, 100]) {
    const late = await trained(stepMs, lateMs, 'max', 4000)
    expect(speed(late)).toBeGreaterThan(0.8 * speed(soon))
    expect(chunk(late)).toBeGreaterThanOrEqual(chunk(soon) / 2)
    // Frames wait for one answer each.
    const framed = late.frames.filter(({ at }) => at > EARLY_MS).length / (4 - EARLY_MS / 1000)
    expect(framed).toBeGreaterThan(lateMs > 20 ? 4.5 : 8)
  }
})

test('a slider or a pause is not kept waiting by what is given to the device ahead of time', async () => {
  for (const lateMs of [0, 5, 20]) {
    for (const stepMs of [0.01, 0.1, 3]) {
      const { chunks, left } = await trained(stepMs, lateMs, 'max', 3000)
      for (const { ahead, steps } of chunks) expect(ahead + steps * stepMs).toBeLessThan(100)
      expect(left).toBeLessThan(80)
    }
  }
})

test.each([5, 20, 100])('the pace is kept where answers come %d ms late', async (lateMs) => {
  const { frames } = await trained(0.1, lateMs, 'follow', 6000)
  const last = frames.at(-1)
  const due = timeOf(last?.step ?? 0, { pace: 'follow', planned: PLANNED })
  expect(due).toBeLessThan((last?.at ?? 0) + 50)
  // Until it is answered, a frame is of what was due before.
  expect(due).toBeGreaterThan((last?.at ?? 0) - 2 * lateMs - 100)
})

test.each([0.1, 3])('steps of %d ms train nearly as fast where many answers come at once, and not too many are given for it', async (stepMs) => {
  const soon = await trained(stepMs, 0, 'max', 4000)
  const seldom = await trained(stepMs, 0, 'max', 4000, 60)
  expect(speed(seldom)).toBeGreaterThan(0.8 * speed(soon))
  for (const { ahead, steps } of seldom.chunks) expect(ahead + steps * stepMs).toBeLessThan(200)
})
