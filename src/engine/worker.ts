import { DataError } from '../data/dataset.ts'
import { readFiles, surveyFiles } from '../data/readers/readers.ts'
import type { Experiment } from '../experiment/index.ts'
import { countText } from '../experiment/text.ts'
import type { Pace } from '../experiment/pace.ts'
import { type Dropped, OwnFiles } from './ownFiles.ts'
import type { ExampleRef, Report, Request, Watch } from './protocol.ts'
import { Session } from './session/session.ts'
import { Jobs } from './sweep/jobs.ts'
import { Engines } from './trainers/engines.ts'

const engines = new Engines()
const jobs = new Jobs(engines, report)
let session: Session | null = null
const own = new OwnFiles()
/** The files that are being read; what wants them waits. */
let reading: Promise<void> = Promise.resolve()
let newestFiles = 0
let watch: Watch = { repeat: 0, confusion: false }
let tracked: ExampleRef | null = null
let pace: Pace = 'max'
/** Openings follow one another, so that two sessions never share the device. */
let opening: Promise<void> = Promise.resolve()
/** What the newest opening asks for; live changes that come before its turn go into it. */
let newest: Extract<Request, { type: 'open' }> | null = null

function report(message: Report, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer })
}

function droppedFor({ data }: Experiment): Dropped {
  return async () => (data.kind === 'dropped' ? own.read(data.columns) : null)
}

async function open(id: number): Promise<void> {
  await session?.close()
  session = null
  if (newest?.session !== id) return
  if (newest.experiment.data.kind === 'dropped') await reading
  if (newest.session !== id) return
  session = new Session(id, newest.experiment, watch, engines, report)
  await session.open(droppedFor(newest.experiment)())
  session.track(tracked)
}

async function takeFiles({ id, files, columns = '', look }: Extract<Request, { type: 'files' }>): Promise<void> {
  if (id !== newestFiles) return
  const answer = (answer: Report) => id === newestFiles && report(answer)
  try {
    const survey = look ? await surveyFiles(files, { columns }) : null
    if (survey) return void answer({ type: 'table', id, survey })
    const raw = await readFiles(files, { columns })
    if (id !== newestFiles) return
    own.keep(files, columns, raw)
    const text = `Read ${countText(raw.labels.length, raw.image ? 'image' : 'row')} in ${countText(raw.classes, 'class', 'classes')}.`
    answer({ type: 'files', id, accepted: true, text })
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
    opening = opening.then(() => open(request.session))
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
  async job({ job, experiment, steps }) {
    session?.pause()
    if (experiment.data.kind === 'dropped') await reading
    return jobs.start(job, experiment, steps, droppedFor(experiment))
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
