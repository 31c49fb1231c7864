import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Survey } from '../../src/data/readers/table/columns.ts'
import { measurementLayout } from '../../src/experiment/layout.ts'
import type { DataSummary, Report, Request } from '../../src/engine/protocol.ts'
import { defaultExperiment, type Experiment, trainedWith } from '../../src/experiment/index.ts'
import { decodeLink, encodeLink } from '../../src/experiment/link.ts'
import { Client } from '../../src/store/client.ts'
import { addArm, loadExperiment, removeArm, setEpsilon, setField, useExperiment } from '../../src/store/experiment.ts'
import { History } from '../../src/store/history.ts'
import { marksOf, withoutMark } from '../../src/store/marks.ts'
import { definedNow, definedUntil } from '../../src/store/planned.ts'
import { forgetChanges, undo } from '../../src/store/undo.ts'
import { usePace } from '../../src/store/pace.ts'
import { useSession } from '../../src/store/session.ts'
import { chooseColumns, closeTable, useTable } from '../../src/store/table.ts'

const CLASSES = 3
const data: DataSummary = {
  classes: CLASSES,
  classNames: ['a', 'b', 'c'],
  dimensions: 2,
  trainCounts: [10, 10, 10],
  testCounts: [5, 5, 5],
  batchSize: 10,
}

const layout = { separator: 'comma', decimal: 'point', header: true } as const
const survey: Survey = {
  name: 'a.csv', encoding: 'utf-8', layout, proposed: layout, columns: [], rows: 0, ragged: { count: 0, row: 0, cells: 0 }, first: [], usual: new Uint8Array(), patterns: [], others: 0,
}

/** A stand-in for the worker: keeps what it was sent, and reports what the test says. */
class Desk {
  sent: Request[] = []
  workers = 0
  report: (report: Report) => void = () => {}
  fail: (fault: string) => void = () => {}
  paints: (() => void)[] = []
  readonly client: Client

  constructor() {
    this.client = new Client({
      connect: (received, failed) => {
        this.workers++
        this.report = received
        this.fail = failed
        return { send: (request) => this.sent.push(request), close: () => {} }
      },
      beforePaint: (callback) => this.paints.push(callback),
      afterPaint: (callback) => this.paints.push(callback),
      now: () => Date.now(),
    })
  }

  /** The session last opened. */
  get session(): number {
    const opens = this.sent.filter((request) => request.type === 'open')
    return opens.at(-1)?.session ?? 0
  }

  /** Takes what was sent since the last call. */
  take(): Request[] {
    return this.sent.splice(0)
  }

  paint(): void {
    for (const callback of this.paints.splice(0)) callback()
  }

  opened(session = this.session): void {
    this.report({ type: 'opened', session, engine: { name: 'reference', label: 'Reference' }, data })
    this.report({ type: 'state', session, state: 'ready' })
  }

  frame(step: number, session: number, experiment?: Experiment): void {
    const { arms, training } = useExperiment.getState().experiment
    const measurements = new Float32Array(2 * arms.length * training.repeats * measurementLayout(CLASSES).size)
    this.report({ type: 'frame', frame: { session, step, stepsPerSecond: 100, measurements, settings: defaultExperiment, pictures: { repeat: 0 }, ...(experiment && { experiment }) } })
  }
}

let desk: Desk

beforeEach(() => {
  vi.useFakeTimers()
  loadExperiment(defaultExperiment)
  useSession.setState({ history: new History(0, 2), latest: null, marks: [], messages: [], state: 'preparing' })
  desk = new Desk()
})

afterEach(() => {
  desk.client.close()
  vi.useRealTimers()
})

describe('what a change sends', () => {
  test('live changes are one update a paint, and no restart', () => {
    desk.opened()
    desk.take()
    for (const epsilon of [2.5, 3, 3.5]) setEpsilon(1, 1, epsilon)
    setField('optimizer', 'learningRate', 0.1)
    expect(desk.take()).toEqual([])
    desk.paint()
    expect(desk.take()).toEqual([{ type: 'update', experiment: useExperiment.getState().experiment }])
    vi.runAllTimers()
    expect(desk.take()).toEqual([])
  })

  test('a dragged structural dial opens once, when it rests', () => {
    desk.opened()
    desk.take()
    for (const noise of [0.1, 0.2, 0.4]) setField('data', 'noise', noise)
    setEpsilon(1, 1, 5)
    desk.paint()
    expect(desk.take()).toEqual([])
    vi.advanceTimersByTime(150)
    expect(desk.take()).toMatchObject([{ type: 'open', experiment: { data: { noise: 0.4 }, arms: [{}, { epsilon: [5] }] } }])
  })

  test('adding and removing an arm opens at once, with a course for as many arms', () => {
    desk.opened()
    desk.take()
    addArm()
    expect(desk.take()).toMatchObject([{ type: 'open' }])
    expect(useSession.getState()).toMatchObject({ arms: 3, latest: null })
    removeArm(1)
    expect(useSession.getState().arms).toBe(2)
  })

  test('loading an experiment opens it, even where it is equal, and does not train', () => {
    desk.opened()
    desk.take()
    loadExperiment(defaultExperiment)
    desk.opened()
    expect(desk.take().at(-1)?.type).toBe('open')
  })
})

describe('training', () => {
  test('Train while preparing follows when it is ready', () => {
    const { session } = desk
    desk.client.train()
    expect(useSession.getState().queued).toBe(true)
    expect(desk.take().at(-1)?.type).toBe('open')
    desk.opened(session)
    expect(desk.take()).toEqual([{ type: 'train', until: 2000 }])
    expect(useSession.getState().queued).toBe(false)
  })

  test('Train at the end goes on by as many steps again', () => {
    const { session } = desk
    desk.opened()
    desk.frame(2000, session)
    desk.take()
    desk.client.train()
    expect(useExperiment.getState().experiment.training.steps).toBe(4000)
    expect(desk.take()).toContainEqual({ type: 'train', until: 4000 })
  })

  test('Train and Step after Reset count from the start, not from the course still on show', () => {
    const { session } = desk
    desk.opened()
    desk.frame(2000, session)
    desk.client.reset()
    desk.client.train()
    expect(useExperiment.getState().experiment.training.steps).toBe(2000)
    desk.client.step()
    desk.opened()
    expect(desk.take().at(-1)).toEqual({ type: 'train', until: 1, hurried: true })
  })

  test('who asks for a step gets it as fast as it goes; Train keeps to the pace, which may change meanwhile', () => {
    const { session } = desk
    expect(desk.take()).toContainEqual({ type: 'pace', pace: 'follow' })
    desk.client.trainTo(300)
    desk.opened(session)
    expect(desk.take()).toEqual([{ type: 'train', until: 300, hurried: true }])
    desk.report({ type: 'state', session, state: 'training' })
    usePace.setState({ pace: 'slow' })
    expect(desk.take()).toEqual([{ type: 'pace', pace: 'slow' }])
    desk.client.train()
    expect(desk.take()).toEqual([{ type: 'train', until: 2000 }])
    // Another worker knows it as well.
    desk.fail('gone')
    expect(desk.take()).toContainEqual({ type: 'pace', pace: 'slow' })
    usePace.setState({ pace: 'follow' })
  })

  test('a structural change while training starts again from the same seeds, says so, and trains on', () => {
    const { session } = desk
    desk.opened()
    desk.report({ type: 'state', session, state: 'training' })
    desk.frame(100, session)
    setField('data', 'noise', 0.7)
    vi.advanceTimersByTime(150)
    expect(useSession.getState().messages.map(({ text }) => text)).toEqual(['Started again from the same seeds: Noise changed.'])
    desk.opened()
    expect(desk.take().at(-1)).toEqual({ type: 'train', until: 2000 })
    vi.advanceTimersByTime(10_000)
    expect(useSession.getState().messages).toEqual([])
  })

  test('a change leaves a mark once it was trained, at the step from which it was', () => {
    const { session } = desk
    desk.opened()
    desk.frame(50, session)
    setEpsilon(1, 1, 4)
    expect(useSession.getState().marks).toEqual([])
    const trained = { ...defaultExperiment, changes: [{ step: 57, key: 'arm1.eps1', value: 4 }] }
    desk.frame(60, session, trained)
    expect(useSession.getState()).toMatchObject({ trained, marks: [{ step: 57, kind: 'change', text: 'ε₁ 2 → 4 (arm 1)' }] })
    desk.report({ type: 'engine', session, engine: { name: 'reference', label: 'Reference' }, step: 58 })
    desk.frame(70, session, { ...trained, changes: [...trained.changes, { step: 65, key: 'lr', value: 1 }] })
    expect(useSession.getState().marks.map(({ step }) => step)).toEqual([57, 58, 65])
  })
})

describe('what the worker reports', () => {
  test('a frame is acknowledged after the page painted', () => {
    const { session } = desk
    desk.opened()
    desk.take()
    desk.frame(10, session)
    expect(useSession.getState()).toMatchObject({ latest: { step: 10 } })
    expect(desk.take()).toEqual([])
    desk.paint()
    expect(desk.take()).toEqual([{ type: 'acknowledge', session }])
  })

  test('frames of an earlier session are dropped', () => {
    const { session } = desk
    desk.opened()
    desk.client.reset()
    desk.frame(10, session)
    expect(useSession.getState().history.frames).toBe(0)
  })

  const files = (name: string) => [new File(['x'], name)]
  const FILE = 'a.gz:400:200:0123456789ab'
  const OTHER = 'b.gz:401:200:ba9876543210'
  const answer = (id: number, accepted: boolean, text: string, file = FILE) => desk.report(accepted ? { type: 'files', id, accepted, text, file } : { type: 'files', id, accepted, text })
  const said = () => useSession.getState().messages.map(({ place, level, text }) => [place, level, text])

  test('a refused file leaves the experiment and says why, until other files are chosen, whatever changes', () => {
    desk.client.readFiles(files('a.csv'))
    answer(1, false, 'a.csv is not an IDX file.')
    expect(useExperiment.getState().experiment).toEqual(defaultExperiment)
    setField('data', 'noise', 0.3)
    vi.advanceTimersByTime(1000)
    desk.opened()
    expect(said()).toEqual([['files', 'error', 'a.csv is not an IDX file.'], ...said().slice(1)])
    desk.client.readFiles(files('b.gz'))
    expect(said().filter(([place]) => place === 'files')).toEqual([])
    answer(2, true, 'Read 7 images in 2 classes.')
    expect(useExperiment.getState().experiment.data.kind).toBe('dropped')
    expect(said()).toContainEqual(['files', 'info', 'Read 7 images in 2 classes.'])
    vi.advanceTimersByTime(10_000)
    expect(said().filter(([place]) => place === 'files')).toEqual([])
  })

  test('of files that are dropped after each other the last count, whichever are read first', () => {
    desk.client.readFiles(files('large.gz'))
    desk.client.readFiles(files('small.gz'))
    answer(2, true, 'small')
    answer(1, true, 'large')
    expect(said().filter(([place]) => place === 'files')).toEqual([['files', 'info', 'small']])
  })

  test('a dataset that is chosen, or a link that is opened, after files were dropped stays chosen', () => {
    desk.client.readFiles(files('slow.gz'))
    setField('data', 'kind', 'moons')
    answer(1, true, 'Read 7 images in 2 classes.')
    expect(useExperiment.getState().experiment.data.kind).toBe('moons')
    desk.client.readFiles(files('slow.gz'))
    loadExperiment(defaultExperiment)
    answer(2, true, 'Read 7 images in 2 classes.')
    expect(useExperiment.getState().experiment).toEqual(defaultExperiment)
  })

  test('another worker has the files that could be read last', () => {
    desk.client.readFiles(files('good.gz'))
    answer(1, true, 'good')
    desk.client.readFiles(files('bad.gz'))
    answer(2, false, 'bad')
    desk.take()
    desk.fail('boom')
    const resent = desk.take().flatMap((request) => (request.type === 'files' ? request.files.map(({ name }) => name) : []))
    expect(resent).toEqual(['good.gz'])
  })

  const dataNow = () => useExperiment.getState().experiment.data
  const fileNames = (requests: readonly Request[]) => requests.flatMap((request) => (request.type === 'files' ? request.files.map(({ name }) => name) : []))
  const openLink = (link: string) => loadExperiment(decodeLink(`v=1&${link}`).experiment)
  const missing = () => {
    desk.report({ type: 'message', session: desk.session, place: 'own', level: 'error', text: 'This experiment is on a.gz.' })
    desk.report({ type: 'state', session: desk.session, state: 'failed' })
  }

  test('files that are dropped are named in the experiment, whose name goes with them', () => {
    desk.client.readFiles(files('a.gz'))
    answer(1, true, 'a')
    expect(dataNow()).toMatchObject({ kind: 'dropped', file: FILE })
    setField('data', 'kind', 'moons')
    expect(dataNow()).toMatchObject({ kind: 'moons', file: '' })
    vi.advanceTimersByTime(1000)
    desk.take()
    setField('data', 'kind', 'dropped')
    vi.advanceTimersByTime(1000)
    expect(dataNow().file).toBe(FILE)
    expect(desk.take().flatMap((request) => (request.type === 'open' ? [request.experiment.data.file] : []))).toEqual([FILE])
  })

  test('other files in place of those in hand are taken without a word; undo hands over the first again', () => {
    forgetChanges()
    desk.client.readFiles(files('a.gz'))
    answer(1, true, 'a')
    vi.advanceTimersByTime(1000)
    desk.opened()
    desk.client.readFiles(files('b.gz'))
    answer(2, true, 'b', OTHER)
    expect(dataNow().file).toBe(OTHER)
    expect(said().filter(([, level]) => level === 'warning')).toEqual([])
    vi.advanceTimersByTime(1000)
    desk.opened()
    desk.take()
    undo()
    vi.advanceTimersByTime(1000)
    expect(dataNow().file).toBe(FILE)
    expect(fileNames(desk.take())).toEqual(['a.gz'])
  })

  test('other files than a link waits for are said to be so, and change nothing until they are to be used; then it trains to where it was to', () => {
    openLink(`data=dropped&file=${FILE}`)
    desk.client.trainTo(70)
    missing()
    desk.client.readFiles(files('b.gz'))
    answer(1, true, 'b', OTHER)
    expect(dataNow().file).toBe(FILE)
    const told = useSession.getState().messages.find(({ other }) => other)
    expect(told).toMatchObject({ level: 'warning', other: OTHER })
    expect(told?.text).toBe('The experiment is on a.gz (400 bytes, 200 rows). What was chosen is something else: it has 401 bytes instead of 400, as many rows (200) and other content (hash ba9876543210 instead of 0123456789ab).')
    desk.client.takeFiles(OTHER)
    expect(dataNow().file).toBe(OTHER)
    vi.advanceTimersByTime(1000)
    expect(said().filter(([place]) => place === 'files' || place === 'own')).toEqual([])
    desk.opened()
    expect(desk.take()).toContainEqual({ type: 'train', until: 70, hurried: true })
  })

  test.each([
    ['the right files', `data=dropped&file=${FILE}`, FILE.replace('a.gz', 'renamed.gz'), FILE],
    ['any files where none are named', 'data=dropped', OTHER, OTHER],
  ])('%s open the experiment and train it to where it was to', (_, link, given, named) => {
    openLink(link)
    desk.client.trainTo(70)
    missing()
    desk.take()
    desk.client.readFiles(files('a.gz'))
    answer(1, true, 'a', given)
    expect(desk.sent.flatMap((request) => (request.type === 'open' ? [request.experiment.data.file] : []))).toEqual([named])
    desk.opened()
    expect(desk.take()).toContainEqual({ type: 'train', until: 70, hurried: true })
  })

  test('kept files that are forgotten before they were read are handed over instead', () => {
    openLink(`data=dropped&file=${FILE}`)
    desk.take()
    desk.client.rememberFiles(FILE, files('a.gz'))
    expect(desk.take().map(({ type }) => type)).toEqual(['files', 'open'])
    answer(1, true, 'a')
    desk.client.rememberFiles(FILE, files('a.gz'))
    expect(desk.take()).toEqual([])
  })

  test('a link that names no files is on those in hand, and then names them', () => {
    desk.client.readFiles(files('a.gz'))
    answer(1, true, 'a')
    openLink('data=dropped&lr=0.1')
    expect(dataNow().file).toBe(FILE)
    expect(fileNames(desk.take())).toEqual(['a.gz'])
  })

  describe('a table', () => {
    const lastFiles = () => desk.take().findLast((request) => request.type === 'files')
    const offer = (id: number, fault?: string) => desk.report({ type: 'table', id, survey, fault })

    test('is looked at, and changes nothing until it is taken', () => {
      desk.client.readFiles(files('a.csv'))
      expect(lastFiles()).toMatchObject({ id: 1, look: true })
      offer(1)
      expect(useTable.getState()).toMatchObject({ survey, choices: {}, fault: null })
      desk.client.lookAtTable({ header: false })
      expect(lastFiles()).toMatchObject({ id: 2, look: true, columns: 'header:no', files: [{ name: 'a.csv' }] })
      offer(2)
      expect(useTable.getState().choices).toEqual({ header: false })
      expect(useExperiment.getState().experiment).toEqual(defaultExperiment)
      desk.client.takeTable({ label: 1 })
      expect(lastFiles()).toMatchObject({ id: 3, columns: 'label:2', files: [{ name: 'a.csv' }] })
      answer(3, true, 'Read 9 rows in 2 classes.')
      expect(useTable.getState().survey).toBeNull()
      expect(useExperiment.getState().experiment.data).toEqual({ ...defaultExperiment.data, kind: 'dropped', file: FILE, columns: 'label:2' })
      desk.client.lookAtTable()
      expect(lastFiles()).toMatchObject({ look: true, columns: 'label:2' })
      undo()
      expect(useExperiment.getState().experiment).toEqual(defaultExperiment)
    })

    test('opens anew where other columns of the same file are taken, and goes with its columns where another set is chosen, and back', () => {
      desk.take()
      desk.client.readFiles(files('a.csv'))
      offer(1)
      for (const [i, label] of [1, 2].entries()) {
        desk.client.takeTable({ label })
        answer(2 + i, true, 'Read 9 rows in 2 classes.')
        vi.advanceTimersByTime(1000)
        expect(desk.take().flatMap((request) => (request.type === 'open' ? [request.experiment.data.columns] : []))).toEqual([`label:${label + 1}`])
      }
      setField('data', 'kind', 'moons')
      vi.advanceTimersByTime(1000)
      expect(dataNow()).toMatchObject({ kind: 'moons', file: '', columns: '' })
      setField('data', 'kind', 'dropped')
      vi.advanceTimersByTime(1000)
      expect(dataNow()).toMatchObject({ kind: 'dropped', file: FILE, columns: 'label:3' })
      expect(desk.take().flatMap((request) => (request.type === 'open' ? [request.experiment.data.columns] : []))).toEqual(['', 'label:3'])
    })

    test('that cannot be read as chosen stays on show, with the reason, and what was read before stays', () => {
      desk.client.readFiles(files('good.gz'))
      answer(1, true, 'good')
      desk.client.readFiles(files('a.csv'))
      offer(2)
      desk.client.takeTable({ label: 8 })
      offer(3, 'There is no column 9.')
      expect(useTable.getState()).toMatchObject({ survey, choices: { label: 8 }, fault: 'There is no column 9.', isReading: false })
      desk.client.lookAtTable({ separator: 'tab' })
      answer(4, false, 'a.csv has one column only.')
      expect(useTable.getState()).toMatchObject({ survey, fault: 'a.csv has one column only.' })
      expect(said().filter(([, level]) => level === 'error')).toEqual([])
      desk.take()
      desk.fail('boom')
      expect(lastFiles()).toMatchObject({ files: [{ name: 'good.gz' }] })
      closeTable()
    })

    test('keeps what is chosen of it while it is looked at again', () => {
      desk.client.readFiles(files('a.csv'))
      offer(1)
      desk.client.lookAtTable({ decimal: 'comma' })
      chooseColumns({ ...useTable.getState().choices, label: 2 })
      offer(2)
      expect(useTable.getState()).toMatchObject({ choices: { decimal: 'comma', label: 2 }, isReading: false })
      closeTable()
    })

    test('that is large is said to be read until it is', () => {
      const large = new File([], 'large.csv')
      Object.defineProperty(large, 'size', { value: 50_000_000 })
      desk.client.readFiles([large])
      expect(said()).toContainEqual(['files', 'info', 'Reading large.csv…'])
      offer(1)
      expect(said().filter(([place]) => place === 'files')).toEqual([])
      closeTable()
    })

    test('is read as its link says where the link waits for it', () => {
      loadExperiment({ ...defaultExperiment, data: { ...defaultExperiment.data, kind: 'dropped', columns: 'label:2' } })
      desk.client.readFiles(files('a.csv'))
      const request = lastFiles()
      expect(request).toMatchObject({ columns: 'label:2' })
      expect(request).not.toHaveProperty('look')
    })
  })

  test('the life of an example that is followed no longer is dropped', () => {
    const life = { example: { split: 'test', index: 1 }, label: 0, trueLabel: 0, steps: new Float64Array(), pt: new Float32Array(), predicted: new Uint8Array() } as const
    desk.client.track({ split: 'test', index: 2 })
    desk.report({ type: 'life', session: desk.session, life })
    expect(useSession.getState().life).toBeNull()
    desk.client.track({ split: 'test', index: 1 })
    desk.report({ type: 'life', session: desk.session, life })
    expect(useSession.getState().life).toBe(life)
  })

  /** The worker is at the opening, so many seconds long. */
  const atWork = (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      vi.advanceTimersByTime(1000)
      desk.report({ type: 'beat' })
    }
  }
  const preparing = () => desk.report({ type: 'state', session: desk.session, state: 'preparing' })

  test('a worker that does not hear of an opening is replaced; one that hears is waited for', () => {
    desk.opened()
    desk.client.reset()
    preparing()
    atWork(60)
    expect(desk.workers).toBe(1)
    desk.client.reset()
    vi.advanceTimersByTime(2000)
    expect(desk.workers).toBe(2)
    expect(desk.sent.at(-1)).toMatchObject({ type: 'open', session: desk.session })
    expect(useSession.getState().messages).toEqual([])
  })

  test('a worker that falls silent while it opens is replaced by one without WebGPU, which trains to where the link says', () => {
    desk.client.trainTo(40)
    preparing()
    atWork(5)
    vi.advanceTimersByTime(10_000)
    expect(desk.workers).toBe(1)
    desk.take()
    vi.advanceTimersByTime(1000)
    expect(desk.workers).toBe(2)
    expect(desk.sent[0]).toEqual({ type: 'refuseGpu', why: 'The engine did not answer for 10 seconds, and was started again without WebGPU.' })
    expect(desk.sent.map(({ type }) => type)).toEqual(['refuseGpu', 'watch', 'pace', 'track', 'open'])
    expect(useSession.getState().messages).toEqual([])
    desk.opened()
    expect(desk.take().at(-1)).toEqual({ type: 'train', until: 40, hurried: true })
    // Where nothing opens, training may hold it up for as long as it likes.
    vi.advanceTimersByTime(60_000)
    expect(desk.workers).toBe(2)
  })

  test('a worker that falls silent with an engine that was asked for is started again, and said to be', () => {
    setField('training', 'engine', 'fused')
    vi.advanceTimersByTime(150)
    for (const workers of [2, 3]) {
      preparing()
      vi.advanceTimersByTime(11_000)
      expect(desk.workers).toBe(workers)
      expect(useSession.getState().messages.at(-1)).toMatchObject({ place: 'engine', level: 'error', text: expect.stringContaining('The engine failed: it did not answer for 10 seconds.') })
    }
    preparing()
    vi.advanceTimersByTime(11_000)
    expect(useSession.getState().state).toBe('failed')
    expect(desk.sent.some(({ type }) => type === 'refuseGpu')).toBe(false)
  })

  test('a worker that falls silent because of a sweep is waited for', () => {
    openLink('sweep=eps1:0,2')
    desk.client.startSweep()
    preparing()
    vi.advanceTimersByTime(60_000)
    expect(desk.workers).toBe(1)
  })

  test('a worker that fails is started again with the experiment, and the course stays on show', () => {
    const { session } = desk
    setEpsilon(1, 1, 3)
    desk.opened()
    desk.frame(700, session)
    desk.take()
    desk.fail('out of memory')
    expect(desk.workers).toBe(2)
    expect(desk.take().at(-1)).toMatchObject({ type: 'open', experiment: { arms: [{}, { epsilon: [3] }] } })
    desk.opened(session + 1)
    desk.frame(0, session + 1)
    expect(useSession.getState()).toMatchObject({ latest: { step: 700 }, messages: [{ place: 'engine', level: 'error' }] })
    desk.frame(10, session + 1)
    expect(useSession.getState()).toMatchObject({ latest: { step: 10 }, history: { frames: 1 } })
    desk.client.train()
    expect(desk.take().at(-1)).toEqual({ type: 'train', until: 2000 })
  })

  test('a worker that never opens is given up, until Train is pressed', () => {
    for (let i = 0; i < 5; i++) desk.fail('cannot load')
    expect(desk.workers).toBe(3)
    desk.client.train()
    expect(desk.workers).toBe(4)
  })
})

describe('another experiment', () => {
  const left = () => useSession.getState().messages.filter((message) => message.left)

  test('says what it takes the place of, and there is a way back, which trains it again', () => {
    desk.opened()
    desk.client.train()
    desk.frame(400, desk.session)
    loadExperiment({ ...defaultExperiment, data: { ...defaultExperiment.data, kind: 'moons' } })
    expect(left()).toMatchObject([{ place: 'link', level: 'info', text: 'Another experiment is open: 400 trained steps on Spirals were left.' }])
    const [message] = left()
    if (!message.left) throw new Error('No way back.')
    desk.opened()
    desk.take()
    desk.client.goBack(message.left)
    expect(useExperiment.getState().experiment).toEqual(defaultExperiment)
    desk.opened()
    expect(desk.take()).toMatchObject([{ type: 'open' }, { type: 'train', until: 400 }])
    expect(left()).toEqual([])
  })

  test('says nothing where nothing was trained, and only of the last', () => {
    const moons = { ...defaultExperiment, data: { ...defaultExperiment.data, kind: 'moons' as const } }
    desk.opened()
    desk.frame(0, desk.session)
    loadExperiment(moons)
    expect(left()).toEqual([])
    desk.opened()
    desk.frame(1, desk.session)
    loadExperiment(defaultExperiment)
    desk.opened()
    desk.frame(7, desk.session)
    loadExperiment(moons)
    expect(left()).toMatchObject([{ text: 'Another experiment is open: 7 trained steps on Spirals were left.' }])
  })
})

describe('changes on the way', () => {
  const planned: Experiment = { ...defaultExperiment, changes: [{ step: 100, key: 'arm1.eps1', value: 3 }, { step: 300, key: 'lr', value: 0.1 }] }
  const epsilon = () => useExperiment.getState().experiment.arms[1].epsilon[0]
  const updates = () => desk.take().filter(({ type }) => type === 'update')
  /** A frame at a step, with what was planned until then and by hand. */
  const frameOf = (trained: Experiment, step: number) => {
    const { arms, training } = trained
    const measurements = new Float32Array(2 * arms.length * training.repeats * measurementLayout(CLASSES).size)
    const settings = trainedWith(trained, step)
    desk.report({ type: 'frame', frame: { session: desk.session, step, stepsPerSecond: 1, measurements, settings, pictures: { repeat: 0 }, experiment: trained } })
  }

  test('that are planned move the controls, ask for nothing, and begin again with Reset', () => {
    loadExperiment(planned)
    forgetChanges()
    desk.opened()
    frameOf(planned, 100)
    expect(epsilon()).toBe(2)
    frameOf(planned, 101)
    desk.paint()
    expect(epsilon()).toBe(3)
    expect(updates()).toEqual([{ type: 'update', experiment: useExperiment.getState().experiment, follows: true }])
    expect(definedNow()).toEqual({ experiment: planned, isWhole: true })
    undo()
    expect(epsilon()).toBe(3)
    desk.take()
    desk.client.reset()
    expect(useExperiment.getState().experiment).toEqual(planned)
    expect(desk.take()).toMatchObject([{ type: 'open', experiment: planned }])
  })

  test('that are planned for the step at which training rests are still to come, whatever is set meanwhile', () => {
    loadExperiment(planned)
    desk.opened()
    frameOf(planned, 300)
    expect(definedNow()).toEqual({ experiment: planned, isWhole: true })
    setEpsilon(1, 1, 4)
    expect(definedNow().experiment.changes).toEqual([...planned.changes, { step: 300, key: 'arm1.eps1', value: 4 }])
    setEpsilon(1, 1, 3)
    expect(definedNow().experiment.changes).toEqual(planned.changes)
  })

  test('by hand are part of what a link says, beside those that are planned', () => {
    loadExperiment(planned)
    desk.opened()
    frameOf(planned, 150)
    setEpsilon(1, 1, 5)
    const byHand = { step: 150, key: 'arm1.eps1', value: 5 }
    expect(definedNow().experiment.changes).toEqual([planned.changes[0], byHand, planned.changes[1]])
    const trained = { ...planned, changes: [planned.changes[0], byHand, planned.changes[1]] }
    frameOf(trained, 400)
    expect(useExperiment.getState().experiment).toMatchObject({ changes: planned.changes, optimizer: { learningRate: 0.1 }, arms: [{}, { epsilon: [5] }] })
    const { experiment, isWhole } = definedNow()
    expect(isWhole).toBe(true)
    expect(decodeLink(encodeLink(experiment)).experiment).toEqual(trained)
    desk.take()
    desk.client.reset()
    expect(desk.take()).toMatchObject([{ type: 'open', experiment: { ...planned, arms: [{}, { epsilon: [5] }] } }])
  })

  test('beyond what a link holds leave the last settings, and that is known', () => {
    const changes = Array.from({ length: 101 }, (_, i) => ({ step: i + 1, key: 'arm1.eps1', value: i / 10 }))
    const trained = { ...defaultExperiment, changes }
    desk.opened()
    frameOf(trained, 200)
    setEpsilon(1, 1, 10)
    expect(definedNow()).toMatchObject({ isWhole: false, experiment: { changes: [], arms: [{}, { epsilon: [10] }] } })
    expect(definedUntil(trained, 50)).toMatchObject({ isWhole: true, experiment: { changes: changes.slice(0, 49) } })
  })

  test('can be taken out of what is trained again', () => {
    const trained = { ...planned, changes: [...planned.changes, { step: 310, key: 'arm1.eps1', value: 4 }, { step: 315, key: 'arm1.eps1', value: 4.5 }] }
    const marks = marksOf(trained)
    expect(marks.map(({ step, text }) => [step, text])).toEqual([
      [100, 'ε₁ 2 → 3 (arm 1)'],
      [300, 'Learning rate 0.01 → 0.1'],
      [310, 'ε₁ 3 → 4.5 (arm 1)'],
    ])
    expect(marks.map((mark) => withoutMark(trained, mark).changes.map(({ step }) => step))).toEqual([[300, 310, 315], [100, 310, 315], [100, 300]])
  })
})
