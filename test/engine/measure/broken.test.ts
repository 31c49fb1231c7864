import { expect, test, vi } from 'vitest'
import type { Report } from '../../../src/engine/protocol.ts'
import { brokenRuns } from '../../../src/engine/measure/measuring.ts'
import { Session } from '../../../src/engine/session/session.ts'
import { trainPlan } from '../../../src/engine/sweep/trainPlan.ts'
import type { EngineKind } from '../../../src/engine/trainers/engine.ts'
import { Engines } from '../../../src/engine/trainers/engines.ts'
import { createReferenceTrainer } from '../../../src/engine/trainers/reference/trainer.ts'
import { measurementLayout } from '../../../src/experiment/layout.ts'
import { decodeLink } from '../../../src/experiment/link.ts'

const { experiment } = decodeLink('v=1&data=moons&samples=80&hidden=4&batch=8&repeats=2&arms=2&engine=fused')
const RUNS = 4
/** Arm 1, second repeat. */
const BROKEN = 3
const FROM = 10

/** A card whose compiler made of NaN what it liked: from a step on a run is broken, and every measurement looks sound. */
const card: EngineKind = {
  name: 'fused',
  auto: true,
  takes: ['dense'],
  async open(task, arms) {
    const inner = createReferenceTrainer(task, arms)
    const { size } = measurementLayout(task.network.classes)
    const trainer = {
      ...inner,
      get step() {
        return inner.step
      },
      measure: (_: number, __: unknown, repeat?: number) => Promise.resolve(new Float32Array((repeat === undefined ? RUNS : 2) * size).fill(0.5)),
      async snapshot() {
        const snapshot = await inner.snapshot()
        const { parameters } = snapshot
        if (inner.step >= FROM) parameters[parameters.length * (BROKEN / RUNS) + 2] = inner.step % 2 === 0 ? NaN : -Infinity
        return snapshot
      },
    }
    return { trainer, isCard: true, on: 'Toy', lost: null, frameMs: 5 }
  },
}

test('runs of which a parameter is no number are found, whatever kind of none it is', () => {
  for (const [bits, isBroken] of [[0x7f800000, true], [0xff800000, true], [0x7fc00000, true], [0xffa00001, true], [0x7f7fffff, false], [1, false]] as const) {
    const parameters = new Float32Array(6)
    new Uint32Array(parameters.buffer)[3] = bits
    expect(brokenRuns({ parameters }, 3)).toEqual(isBroken ? [1] : [])
  }
})

test('a sweep does not take what a GPU measures of a run that has diverged', async () => {
  const diverged: [number, number[]][] = []
  for await (const { step, measurements, layout } of trainPlan(experiment, new Engines([card]), { steps: [5, 10, 15] })) {
    const runs = Array.from({ length: 2 * RUNS }, (_, run) => run).filter((run) => measurements.subarray(run * layout.size, (run + 1) * layout.size).every((value) => Number.isNaN(value)))
    expect(measurements.filter((value) => Number.isNaN(value)).length).toBe(runs.length * layout.size)
    diverged.push([step, runs])
  }
  expect(diverged).toEqual([[5, []], [10, [BROKEN, RUNS + BROKEN]], [15, [BROKEN, RUNS + BROKEN]]])
})

test('a session goes back to where every parameter is a number, and names the arm', async () => {
  const reports: Report[] = []
  const session = new Session(1, experiment, { repeat: 0, confusion: false }, new Engines([card]), (report) => {
    reports.push(report)
    if (report.type === 'frame') queueMicrotask(() => session.acknowledge())
  })
  await session.open(null)
  session.train(60)
  await vi.waitFor(() => expect(reports.some((report) => report.type === 'state' && report.state === 'paused')).toBe(true), { timeout: 10_000 })
  const said = reports.flatMap((report) => (report.type === 'message' ? [report.text] : []))
  expect(said).toEqual([expect.stringMatching(/^Arm 1 \(.+\) diverged before step \d+: its loss is no longer a number\. All networks are back at step \d\./)])
  await session.close()
})
