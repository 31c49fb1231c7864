import { expect, test, vi } from 'vitest'
import type { Report } from '../../../src/engine/protocol.ts'
import { Session } from '../../../src/engine/session/session.ts'
import { Engines } from '../../../src/engine/trainers/engines.ts'
import { decodeLink } from '../../../src/experiment/link.ts'

/** Minutes of work for a processor. */
const LARGE = 'v=1&engine=reference&data=bent&classes=100&samples=2000&arms=6&repeats=32&hidden=128,128,128'
const SMALL = 'v=1&engine=reference&data=moons&samples=60&hidden=4'

function begin(id: number, link: string) {
  const reports: Report[] = []
  const session = new Session(id, decodeLink(link).experiment, { repeat: 0, confusion: false }, new Engines(), (report) => reports.push(report))
  return { session, reports }
}

test('what takes long says how far it is and what a step will cost, and ends at once for the next experiment', async () => {
  const large = begin(1, LARGE)
  const opening = large.session.open(null)
  await vi.waitFor(() => expect(large.reports.some(({ type }) => type === 'message')).toBe(true), { timeout: 30_000 })
  const told = large.reports.flatMap((report) => (report.type === 'progress' && report.place === 'training' ? [report] : []))
  expect(told.at(-1)).toMatchObject({ text: 'Measuring' })
  expect(told.at(-1)?.loaded).toBeGreaterThan(0)
  expect(told.at(-1)?.loaded).toBeLessThan(0.9)
  const message = large.reports.find((report) => report.type === 'message')
  expect(message).toMatchObject({ place: 'training', level: 'warning', text: expect.stringMatching(/^A step of 192 networks of [\d,]+ parameters takes about \d+ (s|min) here, measuring them about \d+ (s|min)\./) })

  const start = performance.now()
  await large.session.close()
  await opening
  const small = begin(2, SMALL)
  await small.session.open(null)
  small.session.train(3)
  await vi.waitFor(() => expect(small.reports.some((report) => report.type === 'frame' && report.frame.step === 3)).toBe(true), { timeout: 5000 })
  expect(performance.now() - start).toBeLessThan(3000)
  await small.session.close()
}, 60_000)

test('a step of many networks lets the page know, and ends within itself', async () => {
  const { session, reports } = begin(1, LARGE.replace('samples=2000', 'samples=200').replace('repeats=32', 'repeats=4'))
  await session.open(null)
  session.train(1000)
  await vi.waitFor(() => expect(reports.some((report) => report.type === 'state' && report.state === 'training')).toBe(true))
  const start = performance.now()
  await session.close()
  expect(performance.now() - start).toBeLessThan(1000)
}, 60_000)
