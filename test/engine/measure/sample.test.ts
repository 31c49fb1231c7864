import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { sampleSizes } from '../../../src/engine/measure/sample.ts'
import type { Frame, Report } from '../../../src/engine/protocol.ts'
import { Session } from '../../../src/engine/session/session.ts'
import { trainPlan } from '../../../src/engine/sweep/trainPlan.ts'
import { Engines } from '../../../src/engine/trainers/engines.ts'
import { SPLITS } from '../../../src/experiment/layout.ts'
import { decodeLink } from '../../../src/experiment/link.ts'
import { denseNetwork } from '../../../src/network/network.ts'
import { History } from '../../../src/store/history.ts'
import { dataText, sampledText, sampleText } from '../../../src/store/measured.ts'
import { useSession } from '../../../src/store/session.ts'

const DIGITS = denseNetwork([784, 64, 10], 'tanh')

describe('what is measured while it trains', () => {
  test('is all where that is quick', () => {
    const small = { network: denseNetwork([2, 16, 16, 3], 'tanh'), batchSize: 64, positions: 1 }
    for (const all of [[800, 200], [2048, 2000]] as const) expect(sampleSizes(small, 8, all)).toBe(all)
  })

  test('is a sample of round size that costs no more than a step, or than what is short', () => {
    expect(sampleSizes({ network: DIGITS, batchSize: 128, positions: 1 }, 8, [2048, 10_000])).toEqual([180, 180])
    // What one split lacks the other has.
    expect(sampleSizes({ network: DIGITS, batchSize: 128, positions: 1 }, 8, [800, 100])).toEqual([260, 100])
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 128 }), { maxLength: 4 }),
        fc.record({ inputs: fc.integer({ min: 1, max: 3000 }), classes: fc.integer({ min: 2, max: 100 }), batchSize: fc.integer({ min: 1, max: 512 }) }),
        fc.tuple(fc.integer({ min: 1, max: 192 }), fc.integer({ min: 1, max: 2048 }), fc.integer({ min: 1, max: 20_000 })),
        (hidden, { inputs, classes, batchSize }, [runs, train, test]) => {
          const network = denseNetwork([inputs, ...hidden, classes], 'relu')
          const [ofTrain, ofTest] = sampleSizes({ network, batchSize, positions: 1 }, runs, [train, test])
          expect(ofTrain).toBeLessThanOrEqual(train)
          expect(ofTest).toBeLessThanOrEqual(test)
          expect(ofTrain).toBeGreaterThanOrEqual(Math.min(train, 100))
          expect(ofTest).toBeGreaterThanOrEqual(Math.min(test, 100))
          const work = (ofTrain + ofTest) * runs * network.work
          const most = Math.max(1.5e8, 3 * batchSize * runs * network.work, 200 * runs * network.work)
          expect(work).toBeLessThanOrEqual(most)
        },
      ),
    )
  })
})

test('a session measures the first of each split while it trains, and all of them at rest, as the command line does', async () => {
  const { experiment } = decodeLink('v=1&data=digits&classes=4&hidden=64&samples=400&repeats=6&batch=8&engine=reference')
  const frames: Frame[] = []
  const reports: Report[] = []
  const session = new Session(1, experiment, { repeat: 1, confusion: true }, new Engines(), (report) => {
    reports.push(report)
    if (report.type === 'frame') {
      frames.push(report.frame)
      session.acknowledge()
    }
  })
  await session.open(null)
  const opened = reports.find((report) => report.type === 'opened')
  session.train(3)
  await vi.waitUntil(() => reports.some((report) => report.type === 'state' && report.state === 'paused'), { timeout: 60_000 })
  await session.close()
  const history = new History(12, 4)
  for (const frame of frames) history.append({ ...frame, measurements: frame.measurements })
  const course = { ...useSession.getState(), history, data: opened?.data ?? null }
  const counts = frames.map(({ step }) => SPLITS.map((split) => history.list(history.nearest(step), split, 0, 'classCount').reduce((sum, count) => sum + count, 0)))
  const between = frames.findIndex(({ step }) => step > 0 && step < 3)
  expect(between).toBe(1)
  expect(counts[0]).toEqual([320, 80])
  expect(counts.at(-1)).toEqual([320, 80])
  const [ofTrain, ofTest] = counts[between]
  expect([ofTrain, ofTest]).toEqual([150, 80])
  expect(sampleText(course, 'train', between)).toBe('150 of 320 training examples')
  expect(dataText(course, 'test', between)).toBe('test data')
  expect(sampledText(course, history.frames - 1)).toBe('on 150 of 320 training examples and test data while it trains')
  expect(sampledText(course, 0)).toBe('')
  // Every test example is counted.
  for (const counted of frames.at(-1)?.pictures.confusion ?? []) expect(counted.reduce((sum, count) => sum + count, 0)).toBe(80)
  for await (const { measurements } of trainPlan(experiment, new Engines(), { steps: [3] })) expect(frames.at(-1)?.measurements).toEqual(measurements)
}, 30_000)
