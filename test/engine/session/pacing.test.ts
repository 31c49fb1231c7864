import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Frame, Report } from '../../../src/engine/protocol.ts'
import { Pacing, stepsIn, timeOf } from '../../../src/engine/session/pacing.ts'
import { Session } from '../../../src/engine/session/session.ts'
import { Engines } from '../../../src/engine/trainers/engines.ts'
import { decodeLink } from '../../../src/experiment/link.ts'
import { type Pace, paceField } from '../../../src/experiment/pace.ts'

const WHOLE = { follow: 10_000, slow: 60_000 } as const
const heldBack = fc.record({ pace: fc.constantFrom('follow' as const, 'slow' as const), planned: fc.integer({ min: 1, max: 1_000_000 }) })

describe('the time that steps have', () => {
  test('is all of it for the planned steps, a hundredth at most for one, and shorter for each that follows', () => {
    fc.assert(
      fc.property(heldBack, fc.double({ min: 0, max: 1, noNaN: true }), (paced, share) => {
        const whole = WHOLE[paced.pace]
        const step = Math.floor(share * paced.planned)
        const gap = (from: number) => timeOf(from + 1, paced) - timeOf(from, paced)
        expect(timeOf(0, paced)).toBe(0)
        expect(gap(step)).toBeLessThanOrEqual(whole / 100 + 1e-6)
        expect(gap(step + 1)).toBeLessThanOrEqual(gap(step) + 1e-6)
        expect(gap(step)).toBeGreaterThan(0)
        expect(stepsIn(timeOf(step, paced), paced)).toBeCloseTo(step, 5)
        expect(timeOf(paced.planned, paced)).toBeLessThanOrEqual(whole)
      }),
    )
  })

  test.each([1000, 2000, 50_000, 1_000_000])('of %i planned steps the first tenth has a third, where most is learned', (planned) => {
    for (const pace of ['follow', 'slow'] as const) {
      const share = (steps: number) => timeOf(steps, { pace, planned }) / WHOLE[pace]
      expect(share(planned)).toBeGreaterThan(0.97)
      expect(share(planned / 10)).toBeGreaterThan(0.29)
      expect(share(planned / 10)).toBeLessThan(0.33)
    }
  })

  test('is none as fast as it goes', () => {
    expect(timeOf(2000, { pace: 'max', planned: 2000 })).toBe(0)
    expect(stepsIn(0, { pace: 'max', planned: 2000 })).toBe(Infinity)
  })
})

describe('held back', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  /** Trains steps that take so many milliseconds each: how long it took, how often it rested, and when each step was there. */
  async function train(paceAt: (step: number) => Pace, planned: number, stepMs: number) {
    const pacing = new Pacing()
    const begun = performance.now()
    const there: number[] = []
    let rests = 0
    let step = 0
    while (step < planned) {
      const paced = { pace: paceAt(step), planned }
      const due = pacing.until(step, paced)
      if (due === step) {
        rests++
        const rest = pacing.rest(step, paced)
        vi.advanceTimersToNextTimer()
        await rest
        continue
      }
      // As a chunk, it is of a few steps at most.
      const to = Math.min(due, planned, step + 16)
      vi.advanceTimersByTime(stepMs * (to - step))
      pacing.trained(step, to, paced)
      for (; step < to; step++) there[step] = performance.now() - begun
    }
    return { ms: performance.now() - begun, rests, there }
  }

  test.each([
    ['follow', 2000, 0],
    ['follow', 2000, 2],
    ['slow', 2000, 1],
    ['follow', 40, 3],
    ['slow', 100_000, 0],
  ] as const)('%s: %i steps of a machine that needs %i ms for each take as long as they are to', async (pace, planned, stepMs) => {
    const asked = timeOf(planned, { pace, planned })
    const { ms, rests, there } = await train(() => pace, planned, stepMs)
    expect(ms).toBeGreaterThanOrEqual(asked - 1)
    expect(ms).toBeLessThan(asked + 100)
    for (const step of [1, 10, planned / 4, planned / 2].map(Math.floor)) {
      expect(there[step - 1]).toBeGreaterThanOrEqual(timeOf(step, { pace, planned }) - 1)
    }
    // It sleeps, and is not asked more often than a screen has frames.
    expect(rests).toBeLessThan(asked / 15)
  })

  test.each(['follow', 'slow', 'max'] as const)('%s: a machine that is slower is not held up', async (pace) => {
    const { ms } = await train(() => pace, 200, 700)
    expect(ms).toBeLessThan(200 * 700 * 1.01)
    expect(ms).toBeGreaterThanOrEqual(200 * 700)
  })

  test('a change of the pace takes effect at once, both ways', async () => {
    const slower = await train((step) => (step < 1000 ? 'max' : 'slow'), 2000, 0)
    const rest = timeOf(2000, { pace: 'slow', planned: 2000 }) - timeOf(1000, { pace: 'slow', planned: 2000 })
    expect(slower.ms).toBeGreaterThan(rest - 1100)
    expect(slower.ms).toBeLessThan(rest + 100)
    const faster = await train((step) => (step < 100 ? 'follow' : 'max'), 2000, 0)
    expect(faster.ms).toBeLessThan(timeOf(100, { pace: 'follow', planned: 2000 }) + 100)
  })
})

describe('a session', () => {
  const { experiment } = decodeLink('v=1&data=moons&samples=80&noise=1&hidden=4&batch=8&repeats=2&engine=reference&steps=100000')

  async function opened() {
    const reports: Report[] = []
    const session = new Session(1, experiment, { repeat: 0, confusion: false }, new Engines(), (report) => {
      reports.push(structuredClone(report))
      if (report.type === 'frame') session.acknowledge()
    })
    await session.open(null)
    const frames = () => reports.flatMap((report): Frame[] => (report.type === 'frame' ? [report.frame] : []))
    const rested = (from: number) => vi.waitUntil(() => reports.slice(from).some((report) => report.type === 'state' && report.state === 'paused'), { timeout: 10_000, interval: 5 })
    return { session, reports, frames, rested }
  }

  test('measures the same, bit for bit, at every pace and where it changes', async () => {
    const paces = [...paceField.options.map(({ value }) => [value]), ['follow', 'max', 'slow']] as Pace[][]
    const ends = await Promise.all(
      paces.map(async ([first, ...others]) => {
        const { session, frames, reports, rested } = await opened()
        const from = reports.length
        session.train(70, first)
        for (const pace of others) {
          await new Promise((resolve) => setTimeout(resolve, 60))
          session.changePace(pace)
        }
        await rested(from)
        await session.close()
        return frames().at(-1)
      }),
    )
    for (const end of ends) {
      expect(end?.step).toBe(70)
      expect(end?.measurements).toEqual(ends[0]?.measurements)
    }
  })

  test('that waits pauses, takes a change and another pace at once', async () => {
    const { session, frames, reports, rested } = await opened()
    // Each of these steps has the longest wait that there is.
    session.update({ ...experiment, training: { ...experiment.training, steps: 40 } })
    session.train(40, 'slow')
    await vi.waitUntil(() => frames().at(-1)?.step === 1, 5000)
    const at = { pause: performance.now(), from: reports.length }
    session.pause()
    await rested(at.from)
    expect(performance.now() - at.pause).toBeLessThan(300)
    expect(frames().at(-1)?.step).toBe(1)
    const again = reports.length
    session.train(40, 'slow')
    session.update({ ...experiment, optimizer: { ...experiment.optimizer, learningRate: 0.5 } })
    session.changePace('max')
    await rested(again)
    expect(frames().at(-1)).toMatchObject({ step: 40, settings: { optimizer: { learningRate: 0.5 } } })
    expect(frames().findLast((frame) => frame.experiment)?.experiment?.changes).toEqual([{ step: 1, key: 'lr', value: 0.5 }])
    await session.close()
  })
})
