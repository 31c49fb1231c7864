import type { ExampleRef, Frame, Look, Report, Request, Result, State } from '../engine/protocol.ts'
import { readColumns, type TableChoices, writeColumns } from '../data/readers/table/choices.ts'
import type { Survey } from '../data/readers/table/columns.ts'
import { valueOf } from '../experiment/changes.ts'
import { fileText, hashOf, isSameFile, otherText } from '../data/fingerprint.ts'
import { differences, type Difference, isLive } from '../experiment/differences.ts'
import { type Experiment, schema } from '../experiment/index.ts'
import { browser, type Connection, type Surroundings } from './connection.ts'
import { appendFrame, beginCourse, changeEngine, currentStep, moreSteps } from './course.ts'
import { beginWith, chooseFile, extendTraining, followChanges, loadExperiment, nameFile, useExperiment } from './experiment.ts'
import { sentence } from '../experiment/text.ts'
import { type JobReport, OpenJobs } from './jobs.ts'
import { labelOf } from './differenceText.ts'
import { sayLeft } from './left.ts'
import { dismiss, outdate, say } from './messages.ts'
import { beginningNow } from './planned.ts'
import { usePace } from './pace.ts'
import { type Left, useSession } from './session.ts'
import { beginSweep, receiveSweep, useSweep } from './sweep.ts'
import { showData, watchRepeat } from './data.ts'
import { closeTable, showTable, useTable } from './table.ts'

/** A structural dial that is being dragged opens once it rests this long. */
const REST_MS = 150
const PASSING_MS = 8000
/** A worker that has not heard of an opening by then is held up by something that nobody waits for any more. */
const ANSWER_MS = 1000
/** While it opens it is heard each second: so many seconds in a row without are taken for ever. */
const MOST_QUIET = 10
/** Its code has been on its way for so long that it should be said. */
const SLOW_MS = 10_000
/** A worker that fails this often without having opened is not started again by itself. */
const MOST_FAILURES = 3

/** Reading more takes so long that it is said. */
const LARGE_BYTES = 10_000_000

/** Files, and how they are to be read. */
type Files = Pick<Extract<Request, { type: 'files' }>, 'files' | 'columns' | 'look'>

/**
 * Keeps the engine at the experiment in the store, and the session in the store at what the engine
 * reports. The one place that talks to the worker.
 */
export class Client {
  readonly #around: Surroundings
  readonly #unsubscribe: readonly (() => void)[]
  /** Null once it has failed too often, until something is asked for again. */
  #worker: Connection | null = null
  /** Whether it has ever said anything. */
  #hasSpoken = false
  #answerTimer: ReturnType<typeof setTimeout> | undefined
  /** How often it was listened for in vain. */
  #quiet = 0
  #listening: ReturnType<typeof setInterval> | undefined
  /** Why no worker is to use WebGPU unless it is asked for, in a sentence. */
  #gpuFault = ''
  /** The message that says why there is no answer. */
  #waiting = 0
  /** The session last asked for; reports of any other are old. */
  #session = 0
  #asked: Experiment
  #openTimer: ReturnType<typeof setTimeout> | undefined
  #updateWaits = false
  /** Names of structural fields changed since the last opening, for the message. */
  #restarted = new Set<string>()
  /** Where to train to once it is ready. */
  #until: number | null = null
  /** Whether it trains there as fast as it goes. */
  #hurried = false
  /** How often Train was asked for and the worker has not said that it does. */
  #unheard = 0
  /** After a failure the course so far stays on show until there is a new one. */
  #keepsHistory = false
  #failures = 0
  #confusion = false
  #look: Look | null = null
  /** The files that were dropped last; another worker needs them again. */
  #files: Files & { readonly id: number } = { id: 0, files: [] }
  /** Those that could be read last, and what they are told by. */
  #read: Files & { readonly file: string } = { files: [], file: '' }
  /** All that could be read, by the hash that they are told by: undo and links come back to them. */
  readonly #known = new Map<string, readonly File[]>()
  /** Those of the table whose columns are being chosen. */
  #offered: readonly File[] = []
  /** The message that says what is being read. */
  #readingSaid = 0
  #isNaming = false
  /** Whether these files become the dataset once they are read. */
  #takesFiles = false
  /** Where to train to once the files are there for want of which it could not be opened. */
  #awaited: { readonly until: number; readonly hurried: boolean } | null = null
  readonly #jobs = new OpenJobs()

  constructor(around: Surroundings = browser) {
    this.#around = around
    this.#asked = useExperiment.getState().experiment
    this.#unsubscribe = [
      useExperiment.subscribe((after, before) => {
        if (after.loads === before.loads) this.#follow(differences(before.experiment, after.experiment))
        else this.#load()
      }),
      usePace.subscribe(() => this.#tellPace()),
    ]
    this.#open()
  }

  /** Trains to the experiment's last step; from there, as many steps again. */
  train(): void {
    const { steps } = useExperiment.getState().experiment.training
    if (this.#done() >= steps) extendTraining(moreSteps(steps))
    this.trainTo(useExperiment.getState().experiment.training.steps, false)
  }

  /**
   * Trains to this step as soon as the engine is ready, then pauses.
   *
   * @param hurried whether as fast as it goes, whatever the pace: who asks for a step wants to see it soon
   */
  trainTo(until: number, hurried = true): void {
    outdate('training')
    if (this.#openTimer !== undefined || useSession.getState().state === 'failed') this.#open()
    if (useSession.getState().state === 'preparing') return this.#queue(until, hurried)
    this.#update()
    this.#train(until, hurried)
  }

  pause(): void {
    this.#queue(null)
    this.#send({ type: 'pause' })
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

  /** Trains again what was left for another experiment. */
  goBack({ experiment, step }: Left): void {
    loadExperiment(experiment)
    this.trainTo(step)
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
    useSession.setState({ tracked: example, life: null, maps: null })
    this.#send({ type: 'track', example })
  }

  /** Asks what the followed example becomes in these arms from now on, or no longer. */
  lookAt(look: Look | null): void {
    this.#look = look
    this.#send({ type: 'look', look })
  }

  /** Runs the sweep that is set up, if one is; training pauses. Ends a sweep that still runs. */
  startSweep(): void {
    const experiment = beginningNow(useExperiment.getState().experiment)
    const { sweep } = experiment
    if (!sweep) return
    this.stopSweep()
    beginSweep(this.#start(experiment, receiveSweep), { ...experiment, sweep }, this.#around.now())
  }

  /** Ends the sweep; what it measured stands. */
  stopSweep(): void {
    const { id, state } = useSweep.getState()
    if (state !== 'running') return
    this.#send({ type: 'stopJob', job: id })
    setTimeout(() => this.#jobs.stop(id) && this.#startAnew(), ANSWER_MS)
  }

  /** Trains what an experiment's plan says, unwatched, measured at these steps. Rejects where it cannot, in words. */
  trainUnwatched(experiment: Experiment, steps: readonly number[]): Promise<readonly Result[]> {
    return new Promise((resolve, reject) => {
      const results: Result[] = []
      this.#start(experiment, (report) => {
        if (report.type === 'jobResult') results.push(report.result)
        if (report.type !== 'jobEnd') return
        if (report.how === 'done') resolve(results)
        else reject(new Error(report.how === 'failed' ? report.text : 'It was stopped.'))
      }, steps)
    })
  }

  /**
   * Hands over a person's own files; the answer chooses them as the dataset, or says what is wrong with them, or that they
   * are not those that the experiment waits for. Of a table the columns are chosen first, unless the experiment waits for
   * files that it names.
   */
  readFiles(files: readonly File[]): void {
    const { file, columns } = useExperiment.getState().experiment.data
    const isAsked = this.#lacksFiles() && (file !== '' || columns !== '')
    closeTable()
    this.#askFor(isAsked ? { files, columns } : { files, look: true })
  }

  /** Looks again at the table that was read last, or at the one on show by other choices of how it is written. */
  lookAtTable(choices?: TableChoices): void {
    const isShown = choices !== undefined
    const columns = isShown ? writeColumns(choices) : useExperiment.getState().experiment.data.columns
    // What is chosen while it is read is chosen besides.
    if (isShown) useTable.setState({ choices, isReading: true })
    this.#askFor({ files: isShown ? this.#offered : this.#read.files, columns, look: true })
  }

  /** Makes the table on show the dataset, its columns as chosen. */
  takeTable(choices: TableChoices): void {
    useTable.setState({ choices, isReading: true })
    this.#askFor({ files: this.#offered, columns: writeColumns(choices) })
  }

  #askFor(files: Files): void {
    outdate('files')
    dismiss(this.#readingSaid)
    if (files.files.reduce((sum, { size }) => sum + size, 0) > LARGE_BYTES) {
      this.#readingSaid = say({ place: 'files', level: 'info', text: `Reading ${files.files[0].name}…` })
    }
    this.#takesFiles = true
    this.#hand(files)
  }

  /** Makes files the dataset that were read before, by their fingerprint, and goes on where it waited for others. */
  takeFiles(file: string): void {
    const awaited = this.#awaited
    outdate('files')
    const { kind, file: named, columns: asked } = useExperiment.getState().experiment.data
    const columns = isSameFile(file, this.#read.file) ? (this.#read.columns ?? '') : isSameFile(file, named) ? asked : ''
    if (kind === 'dropped' && columns === asked && (named === '' || isSameFile(named, file))) {
      this.#name(file)
      this.#goOnAfter()
      this.#open()
    } else chooseFile(file, columns)
    if (awaited) this.#queue(awaited.until, awaited.hurried)
  }

  /** The files of a fingerprint, where they were handed over on this page. */
  filesOf(file: string): readonly File[] | undefined {
    return this.#known.get(hashOf(file) ?? '')
  }

  /** Takes files that were kept and no longer are as handed over; what is on its way to an experiment on them begins again. */
  rememberFiles(file: string, files: readonly File[]): void {
    this.#remember(file, files)
    if (isSameFile(file, useExperiment.getState().experiment.data.file) && this.#lacksFiles()) this.#open()
  }

  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
    clearTimeout(this.#openTimer)
    clearTimeout(this.#answerTimer)
    clearInterval(this.#listening)
    this.#worker?.close()
  }

  /** Steps that the engine has trained; the course on show may be that of an earlier opening. */
  #done(): number {
    const { state } = useSession.getState()
    const isOld = state === 'preparing' || state === 'failed' || this.#openTimer !== undefined || this.#keepsHistory
    return isOld ? 0 : currentStep()
  }

  #start(experiment: Experiment, hear: (report: JobReport) => void, steps?: readonly number[]): number {
    this.#queue(null)
    if (!this.#worker) this.#open()
    const job = this.#jobs.begin(hear)
    this.#send({ type: 'job', job, experiment, steps })
    return job
  }

  #watch(): void {
    this.#send({ type: 'watch', repeat: useSession.getState().watched, confusion: this.#confusion })
  }

  #tellPace(): void {
    this.#send({ type: 'pace', pace: usePace.getState().pace })
  }

  #hand(files: Files): void {
    this.#files = { id: this.#files.id + 1, ...files }
    if (this.#worker) this.#send({ type: 'files', ...this.#files })
    else this.#open()
  }

  #remember(file: string, files: readonly File[]): void {
    const hash = hashOf(file)
    if (hash) this.#known.set(hash, files)
  }

  /** Names what the engine has in an experiment on own data that names none, and hands over what it names and was read before. */
  #bringFiles(): void {
    const { kind, file, columns } = useExperiment.getState().experiment.data
    const { inHand } = useSession.getState()
    if (kind !== 'dropped' || isSameFile(file, inHand)) return
    if (file === '') return this.#name(inHand)
    const files = this.filesOf(file)
    if (files && !this.#takesFiles) this.#hand({ files, columns })
  }

  #name(file: string): void {
    this.#isNaming = true
    nameFile(file, isSameFile(file, this.#read.file) ? this.#read.columns : '')
    this.#isNaming = false
  }

  /** Whether the experiment waits for own files: those that it names, or any where it names none. */
  #lacksFiles(): boolean {
    const { kind, file } = useExperiment.getState().experiment.data
    const { inHand, state } = useSession.getState()
    return kind === 'dropped' && !isSameFile(file, inHand) && (state === 'failed' || state === 'preparing')
  }

  #send(request: Request): void {
    this.#worker?.send(request)
  }

  /** Starts a worker in place of what there was. */
  #connect(): void {
    this.#worker?.close()
    clearInterval(this.#listening)
    this.#hasSpoken = false
    const worker: Connection = this.#around.connect(
      (report) => worker === this.#worker && this.#receive(report),
      (fault) => worker === this.#worker && this.#failed(fault),
    )
    this.#worker = worker
    if (this.#gpuFault) this.#send({ type: 'refuseGpu', why: this.#gpuFault })
    if (this.#files.files.length > 0) this.#send({ type: 'files', ...this.#files })
    useSession.setState({ inHand: this.#files.files === this.#read.files ? this.#read.file : '' })
    this.#watch()
    this.#tellPace()
    this.#send({ type: 'track', example: useSession.getState().tracked })
    if (this.#look) this.#send({ type: 'look', look: this.#look })
  }

  #follow(found: readonly Difference[]): void {
    // What is named where it was not is the same data.
    if (found.length === 0 || this.#isNaming) return
    if (found.some(({ field }) => field === schema.data.kind)) this.#takesFiles = false
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
    this.#send({ type: 'update', experiment: useExperiment.getState().experiment })
  }

  #moveEnd(): void {
    const { steps } = useExperiment.getState().experiment.training
    if (this.#until !== null) this.#queue(steps, this.#hurried)
    else if (useSession.getState().state === 'training') this.#send({ type: 'train', until: steps })
  }

  #restart(found: readonly Difference[]): void {
    if (currentStep() > 0) for (const one of found) if (!isLive(one)) this.#restarted.add(labelOf(one))
    this.#goOnAfter()
    clearTimeout(this.#openTimer)
    if (found.some(({ key }) => key === 'arms')) {
      // Charts pair arms with runs, so a course with another number of arms cannot stay on show.
      this.#open()
      this.#clear()
    } else this.#openTimer = setTimeout(() => this.#open(), REST_MS)
  }

  /** What trains goes on after an opening. */
  #goOnAfter(): void {
    if (useSession.getState().state === 'training' || this.#unheard > 0) this.#queue(useExperiment.getState().experiment.training.steps)
  }

  #load(): void {
    sayLeft()
    this.#takesFiles = false
    this.#restarted.clear()
    this.#queue(null)
    this.#asked = useExperiment.getState().experiment
    this.#clear()
    this.#open()
  }

  #open(): void {
    clearTimeout(this.#openTimer)
    this.#openTimer = undefined
    if (this.#worker) this.#bringFiles()
    const { experiment } = useExperiment.getState()
    const begun = beginningNow(experiment)
    if (begun !== experiment) beginWith(begun)
    this.#asked = useExperiment.getState().experiment
    outdate('engine', 'data', 'own', 'training')
    if (this.#restarted.size > 0) {
      const text = `Started again from the same seeds: ${[...this.#restarted].join(', ')} changed.`
      say({ place: 'training', level: 'info', text }, PASSING_MS)
    }
    this.#restarted.clear()
    useSession.setState({ state: 'preparing', progress: null })
    if (!this.#worker) {
      this.#failures = 0
      this.#connect()
    }
    this.#send({ type: 'open', session: ++this.#session, experiment: this.#asked })
    clearTimeout(this.#answerTimer)
    this.#answerTimer = setTimeout(() => this.#startAnew(), ANSWER_MS)
  }

  /** The worker does not answer: it is held up, if it has begun at all; by a job that is waited for, or for nothing. */
  #startAnew(): void {
    if (!this.#hasSpoken) {
      const text = 'The engine is still on its way: the network is slow, or away. It begins when it is there.'
      this.#answerTimer = setTimeout(() => (this.#waiting = say({ place: 'engine', level: 'warning', text })), SLOW_MS)
      return
    }
    if (this.#jobs.count > 0) {
      const text = 'The engine is held up by a step of the sweep. What you asked for follows; Stop ends the sweep.'
      this.#waiting = say({ place: 'engine', level: 'warning', text })
      return
    }
    this.#connect()
    this.#open()
  }

  /** Hears whether it is held up while it opens. Counts looks, so that the sleep of a machine is one. */
  #listen(): void {
    clearInterval(this.#listening)
    this.#quiet = 0
    this.#listening = setInterval(() => ++this.#quiet > MOST_QUIET && this.#giveUp(), 1000)
  }

  /** A worker that is held up for good may be by its graphics device: where it may, the next does without. */
  #giveUp(): void {
    // A step of a sweep holds it up as well.
    if (this.#jobs.count > 0) return
    const what = `did not answer for ${MOST_QUIET} seconds`
    if (this.#asked.training.engine !== 'auto' || this.#gpuFault) return this.#failed(`it ${what}`)
    this.#gpuFault = `The engine ${what}, and was started again without WebGPU.`
    this.#connect()
    this.#open()
  }

  #train(until: number, hurried: boolean): void {
    this.#unheard++
    this.#send({ type: 'train', until, ...(hurried && { hurried }) })
  }

  #queue(until: number | null, hurried = false): void {
    this.#awaited = null
    this.#until = until
    this.#hurried = hurried
    this.#unheard = 0
    useSession.setState({ queued: until !== null })
  }

  #clear(): void {
    this.#keepsHistory = false
    beginCourse(this.#asked)
  }

  #receive(report: Report): void {
    this.#hasSpoken = true
    this.#quiet = 0
    if ('session' in report && report.session !== this.#session) return
    switch (report.type) {
      case 'alive':
      case 'beat':
        break
      case 'state':
        clearTimeout(this.#answerTimer)
        dismiss(this.#waiting)
        this.#changeState(report.state)
        break
      case 'opened':
        this.#failures = 0
        useSession.setState({ id: report.session, engine: report.engine, progress: null })
        if (this.#asked.data.kind === 'dropped') useSession.setState({ inHand: this.#asked.data.file })
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
        if (isSame(report.life.example, useSession.getState().tracked)) useSession.setState({ life: report.life })
        break
      case 'engine':
        changeEngine(report.engine, report.step)
        break
      case 'maps':
        if (isSame(report.maps.example, useSession.getState().tracked)) useSession.setState({ maps: report.maps })
        break
      case 'progress':
        useSession.setState({ progress: { place: report.place, text: report.text, loaded: report.loaded, total: report.total } })
        break
      case 'message':
        say({ place: report.place, level: report.level, text: report.text })
        break
      case 'files':
        if (report.id === this.#files.id) this.#answered(report)
        break
      case 'table':
        if (report.id === this.#files.id) this.#offer(report.survey, report.fault)
    }
  }

  #changeState(state: State): void {
    useSession.setState({ state, progress: null })
    if (state === 'preparing') this.#listen()
    else clearInterval(this.#listening)
    if (state === 'training') this.#unheard = Math.max(0, this.#unheard - 1)
    const [until, hurried] = [this.#until, this.#hurried]
    if (state === 'preparing' || until === null) return
    this.#queue(null)
    if (state !== 'failed') this.#train(until, hurried)
    else if (this.#lacksFiles()) this.#awaited = { until, hurried }
  }

  #append(frame: Frame): void {
    useSession.setState({ progress: null })
    if (this.#keepsHistory && frame.step > 0) this.#clear()
    if (!this.#keepsHistory) {
      this.#followPlanned(frame)
      appendFrame(frame)
    }
    const worker = this.#worker
    this.#around.afterPaint(() => worker?.send({ type: 'acknowledge', session: frame.session }))
  }

  /** The controls follow what has changed as planned since the last frame. */
  #followPlanned({ step, settings }: Frame): void {
    const before = currentStep()
    const { changes } = useExperiment.getState().experiment
    const passed = changes.filter((change) => change.step >= before && change.step < step)
    if (passed.length === 0) return
    this.#update()
    followChanges(passed.flatMap(({ key }) => ({ key, value: valueOf(settings, key) ?? 0 })))
    this.#updateWaits = false
    this.#send({ type: 'update', experiment: useExperiment.getState().experiment, follows: true })
  }

  #offer(survey: Survey, fault: string | null = null): void {
    const { files, columns = '' } = this.#files
    dismiss(this.#readingSaid)
    this.#offered = files
    this.#goBackToRead()
    const { survey: shown, choices } = useTable.getState()
    if (this.#takesFiles) showTable(survey, shown ? choices : readColumns(columns).choices, fault)
  }

  /** What could not be read, or is only looked at, is not what another worker needs. */
  #goBackToRead(): void {
    const { files, columns } = this.#read
    this.#files = { id: this.#files.id, files, columns }
  }

  #answered(report: Extract<Report, { type: 'files' }>): void {
    const { text } = report
    const lacks = this.#lacksFiles()
    dismiss(this.#readingSaid)
    if (!report.accepted) {
      this.#goBackToRead()
      if (useTable.getState().survey) useTable.setState({ fault: text, isReading: false })
      else say({ place: lacks ? 'own' : 'files', level: 'error', text })
      return
    }
    const { file } = report
    const { files, columns } = this.#files
    const { file: named } = useExperiment.getState().experiment.data
    const isOther = lacks && named !== '' && !isSameFile(named, file)
    this.#read = { files, columns, file }
    this.#remember(file, files)
    useSession.setState({ inHand: file })
    if (!this.#takesFiles) return
    this.#takesFiles = false
    closeTable()
    if (isOther) {
      outdate('own')
      const what = `The experiment is on ${fileText(named)}. What was chosen is something else: it has ${otherText(named, file)}.`
      say({ place: 'own', level: 'warning', text: what, other: file })
      return
    }
    this.takeFiles(file)
    say({ place: 'files', level: 'info', text }, PASSING_MS)
  }

  #failed(fault: string): void {
    this.#worker?.close()
    this.#worker = null
    clearTimeout(this.#answerTimer)
    clearInterval(this.#listening)
    this.#failures++
    this.#keepsHistory = currentStep() > 0
    this.#queue(null)
    const what = `The engine failed${fault ? `: ${sentence(fault)}` : '.'}`
    this.#jobs.fail(`${what} What was measured so far stands. Try again to go on with a new engine.`)
    if (this.#failures >= MOST_FAILURES) {
      outdate('engine')
      useSession.setState({ state: 'failed', progress: null })
      const text = `${what} It was started ${MOST_FAILURES} times. Train, Reset or any change starts it again; or reload the page.`
      say({ place: 'engine', level: 'error', text })
      return
    }
    this.#connect()
    this.#open()
    say({ place: 'engine', level: 'error', text: `${what} It was started again; Train begins at step 0.` })
  }
}

function isSame(a: ExampleRef, b: ExampleRef | null): boolean {
  return a.split === b?.split && a.index === b.index
}
