import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { measurementLayout } from '../../src/experiment/layout.ts'
import type { Report, Request, Result } from '../../src/engine/protocol.ts'
import { defaultExperiment } from '../../src/experiment/index.ts'
import { decodeLink, encodeLink } from '../../src/experiment/link.ts'
import { sweepValues } from '../../src/experiment/sweep.ts'
import { Client } from '../../src/store/client.ts'
import { addArm, loadExperiment, setEpsilon, setSweep, useExperiment } from '../../src/store/experiment.ts'
import { equalRate, normsExperiment, setUpRateSweep } from '../../src/store/rateCheck.ts'
import { useSweep } from '../../src/store/sweep.ts'
import { forgetChanges, undo } from '../../src/store/undo.ts'

const CLASSES = 3
const layout = measurementLayout(CLASSES)
const LINK = 'v=1&repeats=2&sweep=eps1:-1,2&sweep.repeats=2&sweep.steps=20'

let sent: Request[]
let report: (report: Report) => void
let fail: (fault: string) => void
let client: Client

beforeEach(() => {
  vi.useFakeTimers()
  loadExperiment(decodeLink(LINK).experiment)
  forgetChanges()
  useSweep.setState({ id: 0, state: 'idle', text: '', asked: null, done: 0, total: 0, started: 0, results: null })
  sent = []
  client = new Client({
    connect: (received, failed) => {
      ;[report, fail] = [received, failed]
      return { send: (request) => sent.push(request), close: () => {} }
    },
    beforePaint: () => {},
    afterPaint: () => {},
    now: () => 1000,
  })
  sent.splice(0)
})

afterEach(() => {
  client.close()
  vi.useRealTimers()
})

/** A result of all three arms (baseline, ε₁ = −1, ε₁ = 2) whose test accuracy in run r is r / 10. */
function resultAt(step: number): Result {
  const runs = 6
  const measurements = new Float32Array(2 * runs * layout.size)
  for (let run = 0; run < runs; run++) measurements[(runs + run) * layout.size + layout.at.accuracy] = run / 10
  return { group: 0, firstArm: 0, arms: 3, step, measurements, layout, engine: { name: 'reference', label: 'Reference' }, done: step * runs, total: 20 * runs }
}

test('a sweep asks the worker for what the experiment has set up, and its results become records', () => {
  client.startSweep()
  expect(sent).toEqual([{ type: 'job', job: 1, experiment: useExperiment.getState().experiment }])
  expect(useSweep.getState()).toMatchObject({ state: 'running', done: 0, total: 120, started: 1000, results: null })
  report({ type: 'jobProgress', job: 1, done: 12, total: 120 })
  expect(useSweep.getState().done).toBe(12)
  report({ type: 'jobResult', job: 1, result: resultAt(10) })
  report({ type: 'jobResult', job: 1, result: resultAt(20) })
  const { results } = useSweep.getState()
  expect(results?.records.map(({ arm, value, repeat, step, test }) => [arm, value, repeat, step, test.accuracy])).toEqual([
    [0, null, 0, 20, 0],
    [0, null, 1, 20, Math.fround(0.1)],
    [1, -1, 0, 20, Math.fround(0.2)],
    [1, -1, 1, 20, Math.fround(0.3)],
    [1, 2, 0, 20, Math.fround(0.4)],
    [1, 2, 1, 20, Math.fround(0.5)],
  ])
  report({ type: 'jobEnd', job: 1, how: 'done' })
  expect(useSweep.getState()).toMatchObject({ state: 'done', done: 120 })
})

test('a new sweep keeps the old results until its first result, and reports of the old one are dropped', () => {
  client.startSweep()
  report({ type: 'jobResult', job: 1, result: resultAt(20) })
  const old = useSweep.getState().results
  setEpsilon(0, 1, 3)
  client.startSweep()
  report({ type: 'jobResult', job: 1, result: resultAt(10) })
  report({ type: 'jobEnd', job: 1, how: 'stopped' })
  expect(useSweep.getState()).toMatchObject({ id: 2, state: 'running' })
  expect(useSweep.getState().results).toBe(old)
  report({ type: 'jobResult', job: 2, result: resultAt(2) })
  expect(useSweep.getState().results).toMatchObject({ id: 2, experiment: { arms: [{ epsilon: [3] }, {}] } })
  expect(useSweep.getState().results?.records.map(({ outcome }) => outcome)).toContain('stopped')
})

test('Stop asks the worker, a stopped and a failed sweep keep what they have', () => {
  client.startSweep()
  report({ type: 'jobResult', job: 1, result: resultAt(10) })
  client.stopSweep()
  expect(sent.at(-1)).toEqual({ type: 'stopJob', job: 1 })
  expect(useSweep.getState().state).toBe('running')
  report({ type: 'jobEnd', job: 1, how: 'stopped' })
  expect(useSweep.getState()).toMatchObject({ state: 'stopped', results: { records: { length: 6 } } })
  client.startSweep()
  report({ type: 'jobEnd', job: 2, how: 'failed', text: 'The device was lost.' })
  expect(useSweep.getState()).toMatchObject({ state: 'failed', text: 'The device was lost.', results: { id: 1 } })
})

test('a worker that dies ends the sweep, and who waits for another job hears of it', async () => {
  client.startSweep()
  const norms = client.trainUnwatched(defaultExperiment, [10])
  fail('out of memory')
  expect(useSweep.getState()).toMatchObject({ state: 'failed' })
  expect(useSweep.getState().text).toContain('out of memory')
  await expect(norms).rejects.toThrow('out of memory')
})

test('without a set-up there is nothing to sweep', () => {
  setSweep(null)
  client.startSweep()
  expect(sent).toEqual([])
})

test('setting up a sweep neither restarts nor updates training, and undo passes it by', () => {
  setEpsilon(1, 1, 4)
  vi.advanceTimersByTime(1000)
  const { sweep } = useExperiment.getState().experiment
  setSweep(sweep && { ...sweep, repeats: 7.4, steps: 0 })
  vi.advanceTimersByTime(1000)
  expect(sent.filter(({ type }) => type === 'open')).toEqual([])
  expect(useExperiment.getState().experiment.sweep).toMatchObject({ repeats: 7, steps: 1 })
  undo()
  expect(useExperiment.getState().experiment).toMatchObject({ arms: [{}, { epsilon: [2] }], sweep: { repeats: 7 } })
})

test('results come back to who asked for them, whatever else is trained', async () => {
  const [first, second] = [client.trainUnwatched(defaultExperiment, [10]), client.trainUnwatched(defaultExperiment, [0, 20])]
  const jobs = sent.flatMap((request) => (request.type === 'job' ? [request.job] : []))
  expect(sent).toMatchObject([{ steps: [10] }, { steps: [0, 20] }])
  report({ type: 'jobResult', job: jobs[0], result: resultAt(10) })
  report({ type: 'jobEnd', job: jobs[1], how: 'failed', text: 'There is no such data.' })
  report({ type: 'jobEnd', job: jobs[0], how: 'done' })
  expect(await first).toEqual([resultAt(10)])
  await expect(second).rejects.toThrow('There is no such data.')
})

test('a sweep that is begun while another runs ends it', () => {
  client.startSweep()
  client.startSweep()
  expect(sent.map(({ type }) => type)).toEqual(['job', 'stopJob', 'job'])
})

test('the learning rate of CE that equals an arm’s gradients, as an arm and as the middle of a sweep', () => {
  expect(normsExperiment(defaultExperiment, 1).arms).toMatchObject([{ epsilon: [2] }, { epsilon: [], rate: 1 }])
  expect(equalRate(1, [0.9, 0.6])).toBe(1.5)
  expect(equalRate(2, [1, 3])).toBe(0.6667)
  expect(equalRate(1, [NaN, 1])).toBeNull()
  expect(equalRate(1, [0, 0])).toBeNull()
  expect(setUpRateSweep(0.6667, 1)).toEqual({ at: 2, replaced: false })
  const { experiment } = useExperiment.getState()
  expect(experiment.arms[2]).toEqual({ ...defaultExperiment.arms[0], rate: 0.6667 })
  expect(experiment.sweep).toMatchObject({ field: 'lrx', arm: 2, repeats: 2, steps: 20 })
  const values = experiment.sweep ? sweepValues(experiment.sweep) : []
  expect(values).toHaveLength(9)
  expect(values[4]).toBe(0.6667)
  expect(decodeLink(encodeLink(experiment))).toEqual({ experiment, notices: [] })
})

test('of six arms the last gives way, except the one that is compared', () => {
  for (let i = 0; i < 4; i++) addArm()
  expect(setUpRateSweep(2, 5)).toEqual({ at: 4, replaced: true })
  expect(setUpRateSweep(3, 1)).toEqual({ at: 5, replaced: true })
})
