import { describe, expect, test, vi } from 'vitest'
import type { Frame, Report } from '../../../src/engine/protocol.ts'
import { Session } from '../../../src/engine/session/session.ts'
import { trainPlan } from '../../../src/engine/sweep/trainPlan.ts'
import type { EngineKind } from '../../../src/engine/trainers/engine.ts'
import { Engines } from '../../../src/engine/trainers/engines.ts'
import { createReferenceTrainer } from '../../../src/engine/trainers/reference/trainer.ts'
import type { Trainer } from '../../../src/engine/trainers/trainer.ts'
import type { Experiment } from '../../../src/experiment/index.ts'
import { decodeLink } from '../../../src/experiment/link.ts'

const { experiment } = decodeLink('v=1&data=moons&samples=80&noise=1&hidden=4&batch=8&repeats=2&engine=fused')
const withEpsilon = (epsilon: number, of: Experiment = experiment): Experiment => ({ ...of, arms: [of.arms[0], { ...of.arms[1], epsilon: [epsilon] }] })

/** Stands in for an engine on a device, which is lost or fails when a test says so. */
class Toy {
  opened = 0
  lose: () => void = () => {}
  /** Called before each step that is issued. */
  beforeStep: (trainer: Trainer) => void = () => {}
  /** Waited for before the engine is there. */
  ready: Promise<unknown> = Promise.resolve()
  readonly kind: EngineKind = {
    name: 'fused',
    auto: true,
    takes: ['dense'],
    open: async (task, arms) => {
      await this.ready
      this.opened++
      const inner = createReferenceTrainer(task, arms)
      let isLost = false
      const lost = new Promise<void>((resolve) => {
        this.lose = () => {
          isLost = true
          resolve()
        }
      })
      const alive = <T>(work: () => Promise<T>) => (isLost ? Promise.reject(new Error('gone')) : work())
      const trainer: Trainer = {
        ...inner,
        get step() {
          return inner.step
        },
        advance: async (steps, rest) => {
          this.beforeStep(trainer)
          if (!isLost) await inner.advance(steps, rest)
        },
        settled: () => alive(() => inner.settled()),
        predict: (taken, repeat) => alive(() => inner.predict(taken, repeat)),
        snapshot: () => alive(() => inner.snapshot()),
      }
      return { trainer, lost, frameMs: 1 }
    },
  }
}

function begin(toy: Toy, of: Experiment = experiment) {
  const reports: Report[] = []
  const session = new Session(1, of, { repeat: 0, confusion: false }, new Engines([toy.kind]), (report) => {
    reports.push(structuredClone(report))
    if (report.type === 'frame') session.acknowledge()
  })
  const frames = () => reports.flatMap((report): Frame[] => (report.type === 'frame' ? [report.frame] : []))
  const texts = () => reports.flatMap((report) => (report.type === 'message' ? [report.text] : []))
  /** Trains to a step and waits until it rests there. */
  const trainTo = async (until: number) => {
    const from = reports.length
    session.train(until)
    await vi.waitUntil(() => reports.slice(from).some((report) => report.type === 'state' && report.state === 'paused'), { timeout: 10_000 })
  }
  /** What the page knows of what was trained. */
  const trained = () => frames().findLast((frame) => frame.experiment)?.experiment ?? of
  return { session, reports, frames, texts, trainTo, trained }
}

/** What is measured of an experiment at a step, trained without a page. */
async function measured(of: Experiment, step: number): Promise<Float32Array> {
  for await (const { measurements } of trainPlan({ ...of, training: { ...of.training, engine: 'reference' } }, new Engines(), { steps: [step] })) return measurements
  throw new Error('Nothing was measured.')
}

describe('a live change', () => {
  test('while it opens is trained from the first step on', async () => {
    const toy = new Toy()
    let ready = () => {}
    toy.ready = new Promise<void>((resolve) => (ready = resolve))
    const { session, frames, trainTo, trained } = begin(toy)
    const opening = session.open(null)
    await new Promise((resolve) => setTimeout(resolve, 20))
    session.update(withEpsilon(5))
    ready()
    await opening
    expect(frames()[0]).toMatchObject({ step: 0, settings: { arms: [{}, { epsilon: [5] }] } })
    await trainTo(20)
    expect(trained()).toEqual(withEpsilon(5))
    expect(frames().at(-1)?.measurements).toEqual(await measured(withEpsilon(5), 20))
    await session.close()
  })

  test('takes effect at the next step, and what is told is trained again to the same numbers', async () => {
    const { session, frames, trainTo, trained } = begin(new Toy())
    await session.open(null)
    await trainTo(30)
    session.update(withEpsilon(-0.5))
    // At rest nothing was trained with it yet.
    session.watch({ repeat: 1, confusion: false })
    await vi.waitUntil(() => frames().at(-1)?.pictures.repeat === 1)
    expect(frames().at(-1)).toMatchObject({ step: 30, settings: { arms: [{}, { epsilon: [2] }] } })
    await trainTo(60)
    expect(trained().changes).toEqual([{ step: 30, key: 'arm1.eps1', value: -0.5 }])
    const last = frames().at(-1)
    expect(last).toMatchObject({ step: 60, settings: { arms: [{}, { epsilon: [-0.5] }] } })
    expect(last?.measurements).toEqual(await measured(trained(), 60))
    expect(last?.measurements).not.toEqual(await measured(experiment, 60))
    await session.close()
  })

  test('while it trains is kept with the step from which it was trained', async () => {
    const toy = new Toy()
    const { session, frames, trainTo, trained } = begin(toy)
    await session.open(null)
    const wanted = new Map([[40, withEpsilon(3)], [41, withEpsilon(3.5)], [70, { ...withEpsilon(3.5), optimizer: { ...experiment.optimizer, learningRate: 0.05 } }]])
    toy.beforeStep = ({ step }) => {
      for (const [from, change] of wanted) {
        if (step < from) continue
        session.update(change)
        wanted.delete(from)
      }
    }
    await trainTo(120)
    expect(trained().changes.map(({ key, value }) => [key, value])).toContainEqual(['lr', 0.05])
    expect(trained().changes.filter(({ key }) => key === 'arm1.eps1').at(-1)).toMatchObject({ value: 3.5 })
    expect(frames().at(-1)?.measurements).toEqual(await measured(trained(), 120))
    // How many frames there are on the way hangs on how busy the machine is.
    const between = frames().filter(({ step }) => step > 60)
    expect(between.length).toBeGreaterThan(0)
    for (const { step, measurements } of between.slice(0, 2)) expect(measurements).toEqual(await measured(trained(), step))
    await session.close()
  })
})

describe('a device that is lost', () => {
  test('while it trains, is replaced, and the numbers are those of an undisturbed training', async () => {
    const toy = new Toy()
    const { session, frames, texts, trainTo, trained } = begin(toy)
    await session.open(null)
    await trainTo(20)
    session.update(withEpsilon(4))
    let isDone = false
    toy.beforeStep = ({ step }) => {
      if (step < 50 || isDone) return
      isDone = true
      // What is changed while it is on its way back is not lost either.
      session.update(withEpsilon(6))
      toy.lose()
    }
    await trainTo(90)
    expect(texts()).toEqual([expect.stringMatching(/^The graphics device was lost \(gone\)\. Training goes on from step \d+ with: Fused on WebGPU\.$/)])
    expect(toy.opened).toBe(2)
    expect(trained().changes[0]).toEqual({ step: 20, key: 'arm1.eps1', value: 4 })
    expect(trained().changes.at(-1)).toMatchObject({ key: 'arm1.eps1', value: 6 })
    expect(frames().at(-1)).toMatchObject({ step: 90, settings: { arms: [{}, { epsilon: [6] }] } })
    expect(frames().at(-1)?.measurements).toEqual(await measured(trained(), 90))
    await session.close()
  })

  test('while a frame is measured at rest, is replaced once', async () => {
    const toy = new Toy()
    const { session, frames, texts, trainTo } = begin(toy)
    await session.open(null)
    await trainTo(10)
    toy.lose()
    session.watch({ repeat: 1, confusion: true })
    await vi.waitUntil(() => texts().length > 0)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(texts()).toHaveLength(1)
    expect(toy.opened).toBe(2)
    await trainTo(20)
    expect(frames().at(-1)?.measurements).toEqual(await measured(experiment, 20))
    await session.close()
  })

  test('three times, is given up for the reference', async () => {
    const toy = new Toy()
    const { session, frames, reports, trainTo } = begin(toy)
    await session.open(null)
    for (const until of [10, 20, 30]) {
      await trainTo(until)
      toy.lose()
      await vi.waitUntil(() => reports.filter(({ type }) => type === 'engine').length === until / 10)
    }
    await trainTo(40)
    expect(toy.opened).toBe(3)
    expect(reports.findLast(({ type }) => type === 'engine')).toMatchObject({ engine: { name: 'reference' }, step: 30 })
    expect(frames().at(-1)?.measurements).toEqual(await measured(experiment, 40))
    await session.close()
  })
})

test('a run that diverges takes all back to the last finite step; what is set then trains on from there', async () => {
  const { session, texts, frames, trainTo, trained } = begin(new Toy(), decodeLink('v=1&data=moons&samples=80&hidden=4&batch=8&repeats=1&opt=sgd&act=linear&engine=fused').experiment)
  await session.open(null)
  await trainTo(20)
  const { optimizer, ...rest } = trained()
  session.update({ ...rest, optimizer: { ...optimizer, learningRate: 100 }, arms: rest.arms.map((arm) => ({ ...arm, epsilon: [50] })) })
  await trainTo(2000)
  expect(texts()).toEqual([expect.stringMatching(/diverged before step .* All networks are back at step/)])
  session.update({ ...rest, optimizer })
  const { step } = frames().at(-1) ?? { step: 0 }
  await trainTo(step + 40)
  expect(frames().at(-1)?.step).toBe(step + 40)
  expect(frames().at(-1)?.measurements).toEqual(await measured(trained(), step + 40))
  await session.close()
})

test('closing while images are on their way ends the opening in silence', async () => {
  const aborted = vi.fn<() => void>()
  vi.stubGlobal('fetch', (_: string, { signal }: RequestInit) => new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => {
      aborted()
      reject(signal.reason)
    })
  }))
  const { session, reports } = begin(new Toy(), decodeLink('v=1&data=mnist').experiment)
  const opening = session.open(null)
  await new Promise((resolve) => setTimeout(resolve, 10))
  await session.close()
  await opening
  vi.unstubAllGlobals()
  expect(aborted).toHaveBeenCalledTimes(2)
  expect(reports).toEqual([])
})
