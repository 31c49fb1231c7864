import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Report, Request } from '../../src/engine/protocol.ts'
import { defaultExperiment, type Experiment } from '../../src/experiment/index.ts'

const TINY: Experiment = {
  ...defaultExperiment,
  data: { ...defaultExperiment.data, samples: 60 },
  model: { ...defaultExperiment.model, hidden: [4] },
  training: { ...defaultExperiment.training, engine: 'reference', steps: 100 },
}
const withRate = (learningRate: number): Experiment => ({ ...TINY, optimizer: { ...TINY.optimizer, learningRate } })

/** What the worker said, in its order; and its faults. */
let said: Report[]
let faults: unknown[]
let send: (request: Request) => void

beforeEach(async () => {
  said = []
  faults = []
  vi.stubGlobal('self', {
    addEventListener: (_: string, hear: (event: { data: Request }) => void) => (send = (data) => hear({ data })),
    postMessage: (report: Report) => {
      said.push(report)
      // As a page that draws at once.
      if (report.type === 'frame') send({ type: 'acknowledge', session: report.frame.session })
    },
  })
  vi.stubGlobal('reportError', (fault: unknown) => faults.push(fault))
  vi.resetModules()
  await import('../../src/engine/worker.ts')
})
afterEach(() => {
  if (faults.length > 0) throw faults[0]
  vi.unstubAllGlobals()
})

const names = () => said.map((report) => (report.type === 'state' ? report.state : report.type))
const frames = () => said.flatMap((report) => (report.type === 'frame' ? [report.frame] : []))
const until = (found: () => unknown) => vi.waitFor(() => expect(found()).toBeTruthy(), { timeout: 5000, interval: 5 })
const isReady = (session: number) => said.some((report) => report.type === 'state' && report.session === session && report.state === 'ready')

test('an opening says that it prepares, what it opened, its first frame, and that it is ready', async () => {
  send({ type: 'open', session: 1, experiment: TINY })
  await until(() => isReady(1))
  expect(names().filter((name) => name !== 'progress')).toEqual(['preparing', 'opened', 'frame', 'ready'])
  expect(frames()[0]).toMatchObject({ session: 1, step: 0 })
})

test('an opening gives a sign of life each second until it is ready', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const beats = () => names().filter((name) => name === 'beat').length
  send({ type: 'open', session: 1, experiment: TINY })
  vi.advanceTimersByTime(3000)
  expect(beats()).toBe(3)
  vi.useRealTimers()
  await until(() => isReady(1))
  const before = beats()
  await new Promise((resolve) => setTimeout(resolve, 1100))
  expect(beats()).toBe(before)
})

test('of openings that follow at once only the last is made, with what was changed since it was asked for', async () => {
  send({ type: 'open', session: 1, experiment: TINY })
  send({ type: 'open', session: 2, experiment: TINY })
  send({ type: 'open', session: 3, experiment: TINY })
  send({ type: 'update', experiment: withRate(0.5) })
  await until(() => isReady(3))
  expect(said.flatMap((report) => (report.type === 'opened' ? [report.session] : []))).toEqual([3])
  expect(frames()[0].settings.optimizer.learningRate).toBe(0.5)
})

test('opening anew ends what trains: nothing of it comes after the new one has opened', async () => {
  send({ type: 'open', session: 1, experiment: TINY })
  await until(() => isReady(1))
  send({ type: 'train', until: 1_000_000 })
  await until(() => frames().some(({ step }) => step > 0))
  send({ type: 'open', session: 2, experiment: TINY })
  await until(() => isReady(2))
  const opened = said.findIndex((report) => report.type === 'opened' && report.session === 2)
  expect(said.slice(opened).flatMap((report) => (report.type === 'frame' ? [report.frame.session] : []))).toEqual([2])
})

test('train goes on to its step and pauses there, with a frame of it before', async () => {
  send({ type: 'open', session: 1, experiment: TINY })
  await until(() => isReady(1))
  send({ type: 'train', until: 37 })
  await until(() => names().at(-1) === 'paused')
  expect(names().at(-2)).toBe('frame')
  expect(frames().at(-1)?.step).toBe(37)
})

test('a job pauses the training, tells its results and then its end; stopped, it ends before', async () => {
  send({ type: 'open', session: 1, experiment: TINY })
  await until(() => isReady(1))
  send({ type: 'train', until: 1_000_000 })
  send({ type: 'job', job: 7, experiment: TINY, steps: [0, 20] })
  await until(() => said.some(({ type }) => type === 'jobEnd'))
  await until(() => names().includes('paused'))
  const ofJob = said.filter((report) => 'job' in report && report.job === 7)
  expect(ofJob.filter(({ type }) => type === 'jobResult')).toHaveLength(2)
  expect(ofJob.at(-1)).toMatchObject({ type: 'jobEnd', how: 'done' })

  send({ type: 'job', job: 8, experiment: { ...TINY, training: { ...TINY.training, steps: 1_000_000 } }, steps: [0] })
  await until(() => said.some((report) => report.type === 'jobResult' && report.job === 8))
  send({ type: 'stopJob', job: 8 })
  await until(() => said.some((report) => report.type === 'jobEnd' && report.job === 8))
  expect(said.at(-1)).toMatchObject({ type: 'jobEnd', job: 8, how: 'stopped' })
})

test('files that cannot be read are refused in words, and the session goes on', async () => {
  send({ type: 'open', session: 1, experiment: TINY })
  await until(() => isReady(1))
  send({ type: 'files', id: 1, files: [new File(['no images here'], 'foo.txt')] })
  await until(() => said.some(({ type }) => type === 'files'))
  expect(said.at(-1)).toMatchObject({ type: 'files', accepted: false, text: expect.stringContaining('foo.txt') })
  send({ type: 'train', until: 5 })
  await until(() => frames().at(-1)?.step === 5)
})

test('of files that follow at once only the newest are read', async () => {
  const read: string[] = []
  const file = (name: string) => {
    const made = new File(['no images here'], name)
    const slice = made.slice.bind(made)
    made.slice = (...range) => (read.push(name), slice(...range))
    return made
  }
  for (const id of [1, 2, 3]) send({ type: 'files', id, files: [file(`file-${id}`)] })
  await until(() => said.some(({ type }) => type === 'files'))
  expect(said).toEqual([{ type: 'files', id: 3, accepted: false, text: expect.stringMatching(/^file-3 has one column only/) }])
  expect(new Set(read)).toEqual(new Set(['file-3']))
})

test('a table is told of, then read, and read anew where a session or a job has other columns', async () => {
  const rows = Array.from({ length: 30 }, (_, i) => `${i % 7},${i % 5},${'ab'[i % 2]},${'xyz'[i % 3]}`)
  const files = [new File([['p,q,r,s', ...rows].join('\n')], 'a.csv')]
  const classesOf = (session: number) => said.flatMap((report) => (report.type === 'opened' && report.session === session ? [report.data.classNames] : []))[0]
  const by = (columns: string): Experiment => ({ ...TINY, data: { ...TINY.data, kind: 'dropped', columns } })

  send({ type: 'files', id: 1, files, look: true })
  await until(() => names().includes('table'))
  expect(said.at(-1)).toMatchObject({ type: 'table', id: 1, survey: { name: 'a.csv', rows: 30, columns: [{ name: 'p' }, { name: 'q' }, { name: 'r' }, { name: 's' }] } })
  send({ type: 'open', session: 1, experiment: by('') })
  await until(() => names().includes('failed'))

  send({ type: 'files', id: 2, files, columns: 'label:9' })
  await until(() => said.at(-1)?.type === 'table')
  expect(said.at(-1)).toMatchObject({ type: 'table', id: 2, fault: expect.stringContaining('names column 9') })

  send({ type: 'files', id: 3, files, columns: 'label:4,number:1-2' })
  send({ type: 'open', session: 2, experiment: by('label:4,number:1-2') })
  await until(() => isReady(2))
  expect(said).toContainEqual({ type: 'files', id: 3, accepted: true, text: 'Read 30 rows in 3 classes.', file: expect.stringMatching(/^a\.csv:\d+:30:[\da-f]{12}$/) })
  expect(classesOf(2)).toEqual(['x', 'y', 'z'])

  send({ type: 'open', session: 3, experiment: by('label:3,number:1-2') })
  await until(() => isReady(3))
  expect(classesOf(3)).toEqual(['a', 'b'])

  send({ type: 'job', job: 1, experiment: by('label:8'), steps: [0] })
  await until(() => said.some((report) => report.type === 'jobEnd'))
  expect(said.at(-1)).toMatchObject({ type: 'jobEnd', how: 'failed', text: expect.stringContaining('names column 8') })
})
