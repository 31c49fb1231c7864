import { expect, test } from 'vitest'
import type { Report } from '../../../src/engine/protocol.ts'
import { Session } from '../../../src/engine/session/session.ts'
import type { EngineKind } from '../../../src/engine/trainers/engine.ts'
import { Engines } from '../../../src/engine/trainers/engines.ts'
import { createFusedTrainer, warmUp } from '../../../src/engine/trainers/fused/index.ts'
import { probe } from '../../../src/engine/trainers/answers.ts'
import { decodeLink } from '../../../src/experiment/link.ts'
import { like, sharedDevice } from './fixtures.ts'

/** A device whose answers come so many milliseconds late, as in browsers that look for them now and then. */
async function lateDevice(lateMs: number): Promise<GPUDevice> {
  const device = await sharedDevice()
  const late = async <T>(answer: Promise<T>) => {
    const value = await answer
    await new Promise((resolve) => setTimeout(resolve, lateMs))
    return value
  }
  const { queue } = device
  const created = like(device, {
    queue: like(queue, { onSubmittedWorkDone: () => late(queue.onSubmittedWorkDone()) }),
    createBuffer(descriptor: GPUBufferDescriptor) {
      const buffer = device.createBuffer(descriptor)
      const map = buffer.mapAsync.bind(buffer)
      buffer.mapAsync = (mode) => late(map(mode))
      return buffer
    },
  })
  await probe(created)
  await warmUp(created)
  return created
}

/** Steps a second of a session on this device once its first steps are over, and the measurements of some steps. */
async function trained(device: GPUDevice) {
  const kind: EngineKind = {
    name: 'fused',
    auto: true,
    takes: ['dense'],
    open: async (task, arms) => ({ trainer: createFusedTrainer(device, task, arms), lost: null, frameMs: 100 }),
  }
  const { experiment } = decodeLink('v=1&data=moons&samples=100&hidden=8&batch=16&repeats=1&engine=fused')
  const frames: { readonly step: number; readonly at: number; readonly measurements: Float32Array }[] = []
  const session = new Session(1, experiment, { repeat: 0, confusion: false }, new Engines([kind]), (report: Report) => {
    if (report.type !== 'frame') return
    frames.push({ step: report.frame.step, at: performance.now(), measurements: report.frame.measurements })
    session.acknowledge()
  })
  await session.open(null)
  session.train(1e6)
  while ((frames.at(-1)?.step ?? 0) <= 256) await new Promise((resolve) => setTimeout(resolve, 20))
  const first = frames.length - 1
  await new Promise((resolve) => setTimeout(resolve, 1200))
  const [from, to] = [frames[first], frames[frames.length - 1]]
  await session.close()
  return { speed: (1000 * (to.step - from.step)) / (to.at - from.at), frames }
}

// Tried again, because what else the machine does may slow down the one and not the other.
test('training is nearly as fast on a device that answers late, and the numbers are the same', { retry: 3 }, async () => {
  const [atOnce, later] = [await trained(await lateDevice(0)), await trained(await lateDevice(100))]
  expect(later.speed).toBeGreaterThan(0.8 * atOnce.speed)
  const known = new Map(atOnce.frames.map(({ step, measurements }) => [step, measurements]))
  const shared = later.frames.filter(({ step }) => known.has(step))
  expect(shared.length).toBeGreaterThan(1)
  for (const { step, measurements } of shared) expect(measurements).toEqual(known.get(step))
})
