import { expect, test, vi } from 'vitest'
import { loadDraws } from '../../../src/engine/session/draws.ts'
import type { EngineKind } from '../../../src/engine/trainers/engine.ts'
import { createReferenceTrainer } from '../../../src/engine/trainers/reference/trainer.ts'
import { Engines } from '../../../src/engine/trainers/engines.ts'
import { measurementLayout } from '../../../src/experiment/layout.ts'
import type { DataSummary, Frame, Report } from '../../../src/engine/protocol.ts'
import { Session } from '../../../src/engine/session/session.ts'
import { decodeLink } from '../../../src/experiment/link.ts'

const LINK = 'v=1&data=moons&samples=80&noise=1&hidden=4&seed=2&engine=reference'
const REPEATS = 4

/** A session that is open at step 0, and all that it reports. */
async function opened(link: string) {
  const reports: Report[] = []
  const { experiment } = decodeLink(link)
  const session = new Session(1, experiment, { repeat: 0, confusion: false }, new Engines(), (report) => {
    reports.push(report)
    if (report.type === 'frame') session.acknowledge()
  })
  await session.open(null)
  return { session, reports }
}

test('a session whose engine is still on its way is left soon after it was closed, and lets go of what comes late', { timeout: 5000 }, async () => {
  let come: (() => void) | undefined
  const dispose = vi.fn<() => void>()
  const kind: EngineKind = {
    name: 'fused',
    auto: true,
    takes: ['dense'],
    async open(task, arms) {
      await new Promise<void>((resolve) => (come = resolve))
      return { trainer: { ...createReferenceTrainer(task, arms), dispose }, lost: null, frameMs: 5 }
    },
  }
  const { experiment } = decodeLink(LINK.replace('reference', 'fused'))
  const reports: Report[] = []
  const session = new Session(1, experiment, { repeat: 0, confusion: false }, new Engines([kind]), (report) => reports.push(report))
  const opening = session.open(null)
  const late = await vi.waitUntil(() => come)
  void session.close()
  await opening
  late()
  await vi.waitUntil(() => dispose.mock.calls.length > 0)
  expect(reports.filter(({ type }) => type !== 'progress')).toEqual([])
})

/** The last frame that pictures a repeat, as soon as there is one. */
function pictured(reports: readonly Report[], repeat: number): Promise<Frame> {
  return vi.waitUntil(() => frames(reports).findLast(({ pictures }) => pictures.repeat === repeat))
}

function frames(reports: readonly Report[]): Frame[] {
  return reports.flatMap((report) => (report.type === 'frame' ? [report.frame] : []))
}

/** What is told of the data, in order. */
function views(reports: readonly Report[]): DataSummary[] {
  return reports.flatMap((report) => (report.type === 'opened' || report.type === 'data' ? [report.data] : []))
}

async function testPoints(dataSeed: number): Promise<Float32Array> {
  const { sets } = await loadDraws(decodeLink(`${LINK}&dataseed=${dataSeed}`).experiment, null, () => {})
  return sets[0].test.features
}

const layout = measurementLayout(2)

test('each repeat is pictured on its own draw, which the page has before', async () => {
  const { session, reports } = await opened(`${LINK}&vary=all`)
  expect(views(reports)[0].repeat).toBe(0)
  expect(views(reports)[0].points?.test.positions).toEqual(await testPoints(1))
  for (const repeat of [2, 1]) {
    session.watch({ repeat, confusion: false })
    const { pictures, measurements } = await pictured(reports, repeat)
    const told = reports.findIndex((report) => report.type === 'data' && report.data.repeat === repeat)
    const shown = reports.findIndex((report) => report.type === 'frame' && report.frame.pictures.repeat === repeat)
    expect(told).toBeGreaterThan(0)
    expect(told).toBeLessThan(shown)
    const view = views(reports).find((known) => known.repeat === repeat)
    expect(view?.points?.test.positions).toEqual(await testPoints(1 + repeat))
    for (const arm of [0, 1]) {
      // All 16 test points are drawn: those that are right are as many as the measurement of that repeat says.
      const right = pictures.surfaces?.[arm].testRight ?? new Uint8Array()
      const run = 2 * REPEATS + arm * REPEATS + repeat
      expect(right).toHaveLength(16)
      expect(right.reduce((sum, one) => sum + one, 0) / 16).toBeCloseTo(measurements[run * layout.size + layout.at.accuracy], 6)
    }
  }
  session.watch({ repeat: 0, confusion: false })
  session.watch({ repeat: 2, confusion: false })
  await session.close()
  expect(views(reports).map(({ repeat }) => repeat)).toEqual([0, 2, 1])
})

test('the life of an example is told in the runs of the repeat that drew it', async () => {
  const { session, reports } = await opened(`${LINK}&vary=all`)
  const lives = () => reports.flatMap((report) => (report.type === 'life' ? [report.life] : []))
  session.track({ split: 'test', index: 3 })
  session.watch({ repeat: 1, confusion: false })
  const frame = await pictured(reports, 1)
  const [first, second] = lives()
  expect(first).toMatchObject({ repeat: 0, pt: { length: 2 } })
  expect(second).toMatchObject({ repeat: 1, pt: { length: 2 } })
  // A point is right where it is its label that is predicted.
  for (const arm of [0, 1]) expect(second.predicted[arm] === second.label).toBe(frame.pictures.surfaces?.[arm].testRight[3] === 1)
  await session.close()
})

test('closing while data is drawn ends the opening in silence', async () => {
  const reports: Report[] = []
  const { experiment } = decodeLink(`${LINK}&vary=data&repeats=32`)
  const session = new Session(1, experiment, { repeat: 0, confusion: false }, new Engines(), (report) => reports.push(report))
  const opening = session.open(null)
  await session.close()
  await opening
  expect(reports).toEqual([])
})

test('one draw for all repeats is told once, and a life in every run', async () => {
  const { session, reports } = await opened(LINK)
  session.track({ split: 'test', index: 3 })
  session.watch({ repeat: 2, confusion: false })
  await pictured(reports, 2)
  await session.close()
  expect(views(reports)).toHaveLength(1)
  expect(views(reports)[0]).not.toHaveProperty('repeat')
  const life = reports.find((report) => report.type === 'life')?.life
  expect(life).not.toHaveProperty('repeat')
  expect(life?.pt).toHaveLength(2 * REPEATS)
})
