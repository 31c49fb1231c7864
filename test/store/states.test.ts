import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRandom } from '../../src/data/random.ts'
import { measurementLayout } from '../../src/experiment/layout.ts'
import type { Report, Request } from '../../src/engine/protocol.ts'
import { defaultExperiment } from '../../src/experiment/index.ts'
import { defaultSweep } from '../../src/experiment/sweep.ts'
import { Client } from '../../src/store/client.ts'
import { addArm, loadExperiment, removeArm, setEpsilon, setField, setSweep, useExperiment } from '../../src/store/experiment.ts'
import { History } from '../../src/store/history.ts'
import { useSession } from '../../src/store/session.ts'
import { useSweep } from '../../src/store/sweep.ts'

type Mood = 'well' | 'refuses' | 'ends' | 'held up'

const CLASSES = 2
const SEQUENCES = 60
const ACTIONS = 25

/**
 * A model of a worker: it answers in its own time, and may refuse an opening, end, never load or be held up, as the
 * test says. What it owes it says at `deliver`.
 */
class ModelWorker {
  readonly #received: (report: Report) => void
  readonly #failed: (fault: string) => void
  readonly #owed: Report[] = []
  readonly #unheard: Request[] = []
  readonly #mood: () => Mood
  #session = 0
  #step = 0
  isClosed = false

  constructor(received: (report: Report) => void, failed: (fault: string) => void, mood: () => Mood) {
    this.#received = received
    this.#failed = failed
    this.#mood = mood
  }

  /** Says the next thing that it owes; false where there is nothing. */
  deliver(): boolean {
    this.#hear()
    const report = this.#owed.shift()
    if (!report || this.isClosed) return false
    this.#received(report)
    return true
  }

  send(request: Request): void {
    this.#unheard.push(request)
    this.#hear()
  }

  #hear(): void {
    while (this.#unheard.length > 0 && this.#mood() !== 'held up') this.#answer(this.#unheard.splice(0, 1)[0])
  }

  #answer(request: Request): void {
    const mood = this.#mood()
    if (mood === 'ends' && request.type !== 'acknowledge') {
      this.#owed.length = 0
      return void queueMicrotask(() => this.isClosed || this.#failed('boom'))
    }
    if (request.type === 'open') {
      const { session, experiment } = request
      this.#session = session
      this.#step = 0
      this.#owed.push({ type: 'state', session, state: 'preparing' })
      if (mood === 'refuses') {
        this.#owed.push({ type: 'message', session, place: 'data', level: 'error', text: 'No such data.' }, { type: 'state', session, state: 'failed' })
        return
      }
      const data = { classes: CLASSES, classNames: ['a', 'b'], dimensions: 2, trainCounts: [9, 9], testCounts: [3, 3], batchSize: 8 }
      this.#owed.push({ type: 'opened', session, engine: { name: 'reference', label: 'Reference' }, data })
      this.#owed.push(this.#frame(experiment.arms.length * experiment.training.repeats), { type: 'state', session, state: 'ready' })
    }
    if (request.type === 'train') {
      const session = this.#session
      this.#step = Math.max(this.#step, request.until)
      const { arms, training } = useExperiment.getState().experiment
      this.#owed.push({ type: 'state', session, state: 'training' }, this.#frame(arms.length * training.repeats), { type: 'state', session, state: 'paused' })
    }
    if (request.type === 'job') this.#owed.push({ type: 'jobEnd', job: request.job, how: 'done' })
    if (request.type === 'files') this.#owed.push({ type: 'files', id: request.id, text: 'Files.', ...(mood === 'refuses' ? { accepted: false } : { accepted: true, file: 'a.gz:400:200:0123456789ab' }) })
  }

  #frame(runs: number): Report {
    const measurements = new Float32Array(2 * runs * measurementLayout(CLASSES).size)
    return { type: 'frame', frame: { session: this.#session, step: this.#step, stepsPerSecond: 1, measurements, settings: defaultExperiment, pictures: { repeat: 0 } } }
  }
}

let workers: ModelWorker[]
let mood: Mood
let client: Client

beforeEach(() => {
  vi.useFakeTimers()
  workers = []
  mood = 'well'
})
afterEach(() => {
  client.close()
  vi.useRealTimers()
})

function begin(): void {
  loadExperiment(defaultExperiment)
  setSweep(null)
  useSession.setState({ history: new History(0, 2), latest: null, marks: [], messages: [], state: 'preparing', queued: false, progress: null })
  client = new Client({
    connect: (received, failed) => {
      const worker = new ModelWorker(received, failed, () => mood)
      workers.push(worker)
      return { send: (request) => worker.send(request), close: () => void (worker.isClosed = true) }
    },
    beforePaint: (callback) => void queueMicrotask(callback),
    afterPaint: (callback) => void queueMicrotask(callback),
    now: () => Date.now(),
  })
}

/** All that a person can ask for. */
const ASKED: Readonly<Record<string, () => void>> = {
  train: () => client.train(),
  pause: () => client.pause(),
  step: () => client.step(),
  reset: () => client.reset(),
  'a live change': () => setEpsilon(1, 1, useExperiment.getState().experiment.arms[1]?.epsilon[0] === 3 ? 4 : 3),
  'a structural change': () => setField('data', 'noise', useExperiment.getState().experiment.data.noise === 0.3 ? 0.4 : 0.3),
  'another dataset': () => setField('data', 'kind', 'moons'),
  'an arm more': () => addArm(),
  'an arm less': () => useExperiment.getState().experiment.arms.length > 2 && removeArm(2),
  'a link': () => loadExperiment(defaultExperiment),
  files: () => client.readFiles([new File(['x'], 'x')]),
  sweep: () => {
    setSweep(defaultSweep('eps1', 2))
    client.startSweep()
  },
  'stop the sweep': () => client.stopSweep(),
}

/** Lets everything that is owed be said, and all timers run. */
async function settle(): Promise<void> {
  for (let i = 0; i < 400; i++) {
    const said = workers.some((worker) => worker.deliver())
    await vi.advanceTimersByTimeAsync(250)
    if (!said && i > 100) return
  }
}

/** What leads nowhere, and is not said: whatever happened, who waits is told for what. */
function stuck(): string {
  const { state, messages } = useSession.getState()
  const isSaid = (of: RegExp) => messages.some(({ text }) => of.test(text))
  if (useSweep.getState().state === 'running' && mood !== 'held up') return 'a sweep that does not run'
  if (state === 'ready' || state === 'paused') return ''
  if (state === 'failed') return messages.some(({ level }) => level === 'error') ? '' : 'failed without a word'
  return mood === 'held up' && isSaid(/held up|on its way/) ? '' : state
}

test('from every state that a person and a worker with faults lead to, Train, Reset and a change lead on', async () => {
  const names = Object.keys(ASKED)
  const ways = { train: () => client.train(), reset: () => client.reset(), change: () => setField('data', 'noise', Math.random()) }
  for (let seed = 0; seed < SEQUENCES; seed++) {
    const random = createRandom(seed)
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random.uniform() * list.length)]
    mood = 'well'
    workers = []
    begin()
    const told: string[] = []
    for (let i = 0; i < ACTIONS; i++) {
      if (random.uniform() < 0.3) told.push((mood = pick(['well', 'well', 'refuses', 'ends', 'held up'])))
      const name = pick(names)
      told.push(name)
      ASKED[name]()
      if (random.uniform() < 0.5) workers.at(-1)?.deliver()
      await vi.advanceTimersByTimeAsync(pick([0, 10, 200, 3000]))
    }
    await settle()
    const said = `seed ${seed}: ${told.join(', ')}`
    expect(`${said}: ${stuck()}`).toBe(`${said}: `)

    mood = 'well'
    const way = pick(Object.keys(ways) as (keyof typeof ways)[])
    ways[way]()
    await settle()
    const { state, latest, messages } = useSession.getState()
    const faults = messages.flatMap(({ level, place, text }) => (level === 'error' && place === 'engine' ? [text] : []))
    expect([said, way, state, faults]).toEqual([said, way, way === 'train' || latest?.step ? 'paused' : 'ready', []])
    client.train()
    await settle()
    const { queued, state: last } = useSession.getState()
    expect([said, last, queued]).toEqual([said, 'paused', false])
    client.close()
  }
}, 60_000)
