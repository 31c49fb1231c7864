import { DataError } from '../data/dataset.ts'
import { isSameFile } from '../data/fingerprint.ts'
import { type OwnData, readOwn } from '../data/own.ts'
import { surveyFiles } from '../data/readers/readers.ts'
import { fromShelf } from '../data/shelf.ts'
import type { Experiment } from '../experiment/index.ts'
import { countText } from '../experiment/text.ts'
import type { Pace } from '../experiment/pace.ts'
import type { ExampleRef, Look, Report, Request, Watch } from './protocol.ts'
import { Session } from './session/session.ts'
import { Jobs } from './sweep/jobs.ts'
import { Engines } from './trainers/engines.ts'

/** From one sign of life to the next, in milliseconds. */
const BEAT_MS = 1000

const engines = new Engines()
const jobs = new Jobs(engines, report)
let session: Session | null = null
/** Own data that were dropped or kept, the last that were read. */
let own: OwnData | null = null
/** The files that are being read; what wants them waits. */
let reading: Promise<void> = Promise.resolve()
let newestFiles = 0
let watch: Watch = { repeat: 0, confusion: false }
let tracked: ExampleRef | null = null
let look: Look | null = null
let pace: Pace = 'max'
/** Openings follow one another, so that two sessions never share the device. */
let opening: Promise<void> = Promise.resolve()
/** What the newest opening asks for; live changes that come before its turn go into it. */
let newest: Extract<Request, { type: 'open' }> | null = null

function report(message: Report, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer })
}

async function open(id: number): Promise<void> {
  await session?.close()
  session = null
  if (newest?.session !== id) return
  if (newest.experiment.data.kind === 'dropped') await reading
  if (newest.session !== id) return
  session = new Session(id, newest.experiment, watch, engines, report)
  await session.open(ownFor(newest.experiment))
  session.look(look)
  session.track(tracked)
}

/**
 * The own data that an experiment names, where they are dropped or kept in this browser, by its choice of columns; what
 * there is instead where they are not. Rejects with a DataError where they cannot be read so.
 */
async function ownFor({ data: { kind, file, columns } }: Pick<Experiment, 'data'>): Promise<OwnData | null> {
  if (kind !== 'dropped') return null
  await reading
  if (own && (file === '' || isSameFile(file, own.file))) {
    if (own.columns !== columns) own = await readOwn(own.files, columns)
    return own
  }
  // What is kept and cannot be read is as good as gone: it is asked for.
  const files = await fromShelf(file).catch(() => undefined)
  const kept = files && (await readOwn(files, columns).catch(() => null))
  if (kept && isSameFile(file, kept.file)) own = kept
  return own
}

async function takeFiles({ id, files, columns = '', look }: Extract<Request, { type: 'files' }>): Promise<void> {
  if (id !== newestFiles) return
  const answer = (answer: Report) => id === newestFiles && report(answer)
  try {
    const survey = look ? await surveyFiles(files, { columns }) : null
    if (survey) return void answer({ type: 'table', id, survey })
    const read = await readOwn(files, columns)
    if (id !== newestFiles) return
    own = read
    const { raw, file } = read
    const text = `Read ${countText(raw.labels.length, raw.image ? 'image' : 'row')} in ${countText(raw.classes, 'class', 'classes')}.${raw.note ? ` ${raw.note}.` : ''}`
    answer({ type: 'files', id, accepted: true, text, file })
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    const survey = look ? null : await surveyFiles(files, { columns }).catch(() => null)
    answer(survey ? { type: 'table', id, survey, fault: error.message } : { type: 'files', id, accepted: false, text: error.message })
  }
}

const answers: { readonly [T in Request['type']]: (request: Extract<Request, { type: T }>) => void | Promise<void> } = {
  open(request) {
    newest = request
    // Said at once, so that the page knows a worker that hears from one that is held up.
    report({ type: 'state', session: request.session, state: 'preparing' })
    void session?.close()
    const beating = setInterval(() => report({ type: 'beat' }), BEAT_MS)
    opening = opening.then(() => open(request.session)).finally(() => clearInterval(beating))
    return opening
  },
  update: ({ experiment, follows }) => {
    if (newest) newest = { ...newest, experiment }
    session?.update(experiment, follows)
  },
  train: ({ until, hurried }) => session?.train(until, hurried ? 'max' : pace),
  pace: (request) => {
    pace = request.pace
    session?.changePace(pace)
  },
  pause: () => session?.pause(),
  refuseGpu: ({ why }) => engines.refuseGpu(why),
  acknowledge: ({ session: id }) => {
    if (session?.id === id) session.acknowledge()
  },
  watch({ repeat, confusion }) {
    watch = { repeat, confusion }
    session?.watch(watch)
  },
  track({ example }) {
    tracked = example
    session?.track(example)
  },
  look(request) {
    look = request.look
    session?.look(look)
  },
  async job({ job, experiment, steps }) {
    session?.pause()
    if (experiment.data.kind === 'dropped') await reading
    return jobs.start(job, experiment, steps, () => ownFor(experiment))
  },
  stopJob: ({ job }) => jobs.stop(job),
  files(request) {
    newestFiles = request.id
    // One after another, so that only the newest of many are read, and not all at once.
    reading = reading.catch(() => {}).then(() => takeFiles(request))
    return reading
  },
}

self.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  const answer = answers[data.type] as (request: Request) => void | Promise<void>
  // What is thrown in a promise would pass unseen; an error of the worker reaches the page.
  Promise.resolve(answer(data)).catch((error: unknown) => reportError(error))
})

// Held as long as the worker lives: nothing else tells the page of its end.
void globalThis.navigator?.locks?.request(self.name, () => {
  report({ type: 'alive' })
  return new Promise(() => {})
})
