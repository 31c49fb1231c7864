import type { ExampleRef, Frame, Report, Result } from '../engine/protocol.ts'
import { differences, type Difference, isLive } from '../experiment/differences.ts'
import { type Experiment, schema } from '../experiment/index.ts'
import { browser, type Connection, type Surroundings } from './connection.ts'
import { appendFrame, beginCourse, changeEngine, currentStep, moreSteps } from './course.ts'
import { extendTraining, setField, useExperiment } from './experiment.ts'
import { type JobReport, OpenJobs } from './jobs.ts'
import { labelOf } from './differenceText.ts'
import { outdate, say } from './messages.ts'
import { useSession } from './session.ts'
import { beginSweep, receiveSweep, useSweep } from './sweep.ts'
import { showData, watchRepeat } from './data.ts'

/** A structural dial that is being dragged opens once it rests this long. */
const REST_MS = 150
const PASSING_MS = 8000
/** A worker that fails this often without having opened is not started again by itself. */
const MOST_FAILURES = 3

/**
 * Keeps the engine at the experiment in the store, and the session in the store at what the engine
 * reports. The one place that talks to the worker.
 */
export class Client {
  readonly #around: Surroundings
  readonly #unsubscribe: () => void
  #worker: Connection
  /** The session last asked for; reports of any other are old. */
  #session = 0
  #asked: Experiment
  #openTimer: ReturnType<typeof setTimeout> | undefined
  #updateWaits = false
  /** Names of structural fields changed since the last opening, for the message. */
  #restarted = new Set<string>()
  /** Where to train to once it is ready. */
  #until: number | null = null
  /** After a failure the course so far stays on show until there is a new one. */
  #keepsHistory = false
  #failures = 0
  #confusion = false
  readonly #jobs = new OpenJobs()

  constructor(around: Surroundings = browser) {
    this.#around = around
    this.#asked = useExperiment.getState().experiment
    this.#worker = this.#connect()
    this.#unsubscribe = useExperiment.subscribe((after, before) => {
      if (after.loads === before.loads) this.#follow(differences(before.experiment, after.experiment))
      else this.#load()
    })
    this.#open()
  }

  /** Trains to the experiment's last step; from there, as many steps again. */
  train(): void {
    const { steps } = useExperiment.getState().experiment.training
    if (this.#done() >= steps) extendTraining(moreSteps(steps))
    this.trainTo(useExperiment.getState().experiment.training.steps)
  }

  /** Trains to this step as soon as the engine is ready, then pauses. */
  trainTo(until: number): void {
    outdate('training')
    this.#openIfWaiting()
    if (useSession.getState().state === 'preparing') {
      this.#queue(until)
      if (this.#failures >= MOST_FAILURES) this.#revive()
      return
    }
    this.#update()
    this.#worker.send({ type: 'train', until })
  }

  pause(): void {
    this.#queue(null)
    this.#worker.send({ type: 'pause' })
    // A slow step may have to end first; what is changed meanwhile is changed at rest.
    if (useSession.getState().state === 'training') useSession.setState({ state: 'paused' })
  }

  /** Trains one step. */
  step(): void {
    const next = Math.min(this.#done() + 1, schema.training.steps.max)
    if (next > useExperiment.getState().experiment.training.steps) extendTraining(next)
    this.trainTo(next)
  }

  /** Returns to the same start. */
  reset(): void {
    this.#queue(null)
    this.#open()
  }

  /** Chooses the repeat that pictures show. */
  watch(repeat: number): void {
    watchRepeat(repeat)
    this.#watch()
  }

  /** Asks for confusion counts in every frame from now on, or no longer. */
  wantConfusion(wanted: boolean): void {
    this.#confusion = wanted
    this.#watch()
  }

  /** Follows one example through training, or none. */
  track(example: ExampleRef | null): void {
    useSession.setState({ tracked: example, life: null })
    this.#worker.send({ type: 'track', example })
  }

  /** Runs the sweep that is set up, if one is; training pauses. Ends a sweep that still runs. */
  startSweep(): void {
    const { experiment } = useExperiment.getState()
    const { sweep } = experiment
    if (!sweep) return
    this.stopSweep()
    beginSweep(this.#start(experiment, receiveSweep), { ...experiment, sweep }, this.#around.now())
  }

  /** Ends the sweep; what it measured stands. */
  stopSweep(): void {
    const { id, state } = useSweep.getState()
    if (state === 'running') this.#worker.send({ type: 'stopJob', job: id })
  }

  /** Trains what an experiment's plan says, unwatched, measured at these steps. Rejects where it cannot, in words. */
  trainUnwatched(experiment: Experiment, steps: readonly number[]): Promise<readonly Result[]> {
    return new Promise((resolve, reject) => {
      const results: Result[] = []
      this.#start(experiment, (report) => {
        if (report.type === 'jobResult') results.push(report.result)
        if (report.type !== 'jobEnd') return
        if (report.how === 'failed') reject(new Error(report.text))
        else resolve(results)
      }, steps)
    })
  }

  /** Hands over IDX files; the answer chooses them as the dataset or says what is wrong with them. */
  readFiles(files: readonly File[]): void {
    outdate('data')
    this.#worker.send({ type: 'files', files })
  }

  close(): void {
    this.#unsubscribe()
    clearTimeout(this.#openTimer)
    this.#worker.close()
  }

  /** Steps that the engine has trained; the course on show may be that of an earlier opening. */
  #done(): number {
    const isOld = useSession.getState().state === 'preparing' || this.#openTimer !== undefined || this.#keepsHistory
    return isOld ? 0 : currentStep()
  }

  #start(experiment: Experiment, hear: (report: JobReport) => void, steps?: readonly number[]): number {
    this.#queue(null)
    if (this.#failures >= MOST_FAILURES) this.#revive()
    const job = this.#jobs.begin(hear)
    this.#worker.send({ type: 'job', job, experiment, steps })
    return job
  }

  #watch(): void {
    this.#worker.send({ type: 'watch', repeat: useSession.getState().watched, confusion: this.#confusion })
  }

  #connect(): Connection {
    const worker: Connection = this.#around.connect(
      (report) => worker === this.#worker && this.#receive(report),
      (fault) => worker === this.#worker && this.#failed(fault),
    )
    return worker
  }

  #follow(found: readonly Difference[]): void {
    if (found.length === 0) return
    if (!found.every(isLive)) return this.#restart(found)
    if (found.some(({ field }) => field === schema.training.steps)) this.#moveEnd()
    if (this.#updateWaits) return
    this.#updateWaits = true
    this.#around.beforePaint(() => this.#update())
  }

  #update(): void {
    if (!this.#updateWaits) return
    this.#updateWaits = false
    // An opening that waits takes the change along.
    if (this.#openTimer !== undefined) return
    this.#worker.send({ type: 'update', experiment: useExperiment.getState().experiment })
  }

  #moveEnd(): void {
    const { steps } = useExperiment.getState().experiment.training
    if (this.#until !== null) this.#queue(steps)
    else if (useSession.getState().state === 'training') this.#worker.send({ type: 'train', until: steps })
  }

  #restart(found: readonly Difference[]): void {
    if (currentStep() > 0) for (const one of found) if (!isLive(one)) this.#restarted.add(labelOf(one))
    if (useSession.getState().state === 'training') this.#queue(useExperiment.getState().experiment.training.steps)
    clearTimeout(this.#openTimer)
    if (found.some(({ key }) => key === 'arms')) {
      // Charts pair arms with runs, so a course with another number of arms cannot stay on show.
      this.#open()
      this.#clear()
    } else this.#openTimer = setTimeout(() => this.#open(), REST_MS)
  }

  #load(): void {
    this.#restarted.clear()
    this.#queue(null)
    this.#open()
    this.#clear()
  }

  #openIfWaiting(): void {
    if (this.#openTimer !== undefined) this.#open()
  }

  #open(): void {
    clearTimeout(this.#openTimer)
    this.#openTimer = undefined
    this.#asked = useExperiment.getState().experiment
    outdate('engine', 'data', 'training')
    if (this.#restarted.size > 0) {
      const text = `Started again from the same seeds: ${[...this.#restarted].join(', ')} changed.`
      say({ place: 'training', level: 'info', text }, PASSING_MS)
    }
    this.#restarted.clear()
    useSession.setState({ state: 'preparing', progress: null })
    this.#worker.send({ type: 'open', session: ++this.#session, experiment: this.#asked })
  }

  #queue(until: number | null): void {
    this.#until = until
    useSession.setState({ queued: until !== null })
  }

  #clear(): void {
    this.#keepsHistory = false
    beginCourse(this.#asked)
  }

  #receive(report: Report): void {
    if ('session' in report && report.session !== this.#session) return
    switch (report.type) {
      case 'state':
        useSession.setState({ state: report.state })
        if (report.state !== 'preparing' && this.#until !== null) this.#trainAsQueued(this.#until)
        break
      case 'opened':
        this.#failures = 0
        useSession.setState({ id: report.session, engine: report.engine, progress: null })
        showData(report.data, this.#keepsHistory ? useSession.getState().summaries : new Map())
        if (!this.#keepsHistory) this.#clear()
        break
      case 'data':
        showData(report.data, useSession.getState().summaries)
        break
      case 'frame':
        if (report.frame.session === this.#session) this.#append(report.frame)
        break
      case 'jobProgress':
      case 'jobResult':
      case 'jobEnd':
        this.#jobs.receive(report)
        break
      case 'life':
        useSession.setState({ life: report.life })
        break
      case 'engine':
        changeEngine(report.engine, report.step)
        break
      case 'progress':
        useSession.setState({ progress: { text: report.text, loaded: report.loaded, total: report.total } })
        break
      case 'message':
        if (report.level === 'error') useSession.setState({ progress: null })
        say({ place: report.place, level: report.level, text: report.text })
        break
      case 'files':
        this.#answered(report.accepted, report.text)
    }
  }

  #trainAsQueued(until: number): void {
    this.#queue(null)
    this.#worker.send({ type: 'train', until })
  }

  #append(frame: Frame): void {
    if (this.#keepsHistory && frame.step > 0) this.#clear()
    if (!this.#keepsHistory) appendFrame(frame)
    const worker = this.#worker
    this.#around.afterPaint(() => worker.send({ type: 'acknowledge', session: frame.session }))
  }

  #answered(accepted: boolean, text: string): void {
    useSession.setState({ progress: null })
    if (!accepted) return say({ place: 'data', level: 'error', text })
    const again = useExperiment.getState().experiment.data.kind === 'dropped'
    if (again) this.reset()
    else setField('data', 'kind', 'dropped')
    say({ place: 'data', level: 'info', text })
  }

  #failed(fault: string): void {
    this.#worker.close()
    this.#failures++
    this.#keepsHistory = currentStep() > 0
    this.#queue(null)
    useSession.setState({ state: 'preparing', progress: null })
    const what = `The engine failed${fault ? `: ${fault}` : '.'}`
    this.#jobs.fail(`${what} What was measured so far stands. Try again to go on with a new engine.`)
    if (this.#failures >= MOST_FAILURES) {
      const text = `${what} It was started ${MOST_FAILURES} times. Reload the page, or press Train to try again.`
      return say({ place: 'engine', level: 'error', text })
    }
    this.#worker = this.#connect()
    this.#open()
    say({ place: 'engine', level: 'error', text: `${what} It was started again; Train begins at step 0.` })
  }

  #revive(): void {
    this.#failures = 0
    this.#worker = this.#connect()
    this.#open()
  }
}
