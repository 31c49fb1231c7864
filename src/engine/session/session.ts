import { DataError, type RawData } from '../../data/dataset.ts'
import { isGenerated } from '../../data/catalogue.ts'
import { withChange } from '../../experiment/changes.ts'
import { changeAt, type Difference, differences, isSetting } from '../../experiment/differences.ts'
import type { Experiment, Settings } from '../../experiment/index.ts'
import type { Pace } from '../../experiment/pace.ts'
import { countText, durationText, messageOf, sentence } from '../../experiment/text.ts'
import { familyName } from '../../loss/index.ts'
import { brokenRuns, divergedRun, type Extent } from '../measure/measuring.ts'
import type { DataSummary, ExampleRef, Frame, Place, Report, State, Watch } from '../protocol.ts'
import type { Engine, Engines } from '../trainers/engines.ts'
import type { Snapshot } from '../trainers/trainer.ts'
import { createRest, nextTask } from '../rest.ts'
import { Training } from '../training.ts'
import { Album } from './album.ts'
import { Archive } from './archive.ts'
import { checkRuns, type Draws, drawOf, loadDraws } from './draws.ts'
import { restAfter } from './frames.ts'
import { Pacing } from './pacing.ts'
import { summaryOf } from './summary.ts'
import { taskOf } from './task.ts'

const SNAPSHOT_MS = 500
/** Smaller snapshots are taken with every frame. */
const SMALL_SNAPSHOT = 2 ** 16
const LIFE_MS = 250
/** Nobody waits long for an answer to a slider. */
const CHUNKS = { ms: 32, most: 512 } as const
/** Most is learned in the first steps: until here a frame follows whenever the step grew by a quarter. */
const EARLY_STEPS = 128
/** Waiting for a page that has not drawn the last frame, in the first steps. */
const PATIENCE_MS = 1500
/** What takes longer shows how far it is. */
const SLOW_MS = 500
/** A step or a measurement that takes longer is said before it begins. */
const COSTLY_MS = 3000
/** An engine that fails this often in one session is given up for the reference. */
const MOST_FAILURES = 3

/** One experiment in training: data, engine, loop, frames, recovery. */
export class Session {
  readonly id: number
  /** As the page has it now: its live fields may be ahead of what is trained. */
  #experiment: Experiment
  readonly #engines: Engines
  readonly #report: (report: Report, transfer?: Transferable[]) => void
  #draws!: Draws
  #training: Training | null = null
  #album!: Album
  /** The data of each draw that was watched, which the page was told. */
  readonly #summaries = new Map<number, DataSummary>()
  #snapshot: Snapshot | null = null
  #archive!: Archive
  /** What the page knows of what is trained. */
  #told: Experiment
  #until = 0
  #pace: Pace = 'max'
  readonly #pacing = new Pacing()
  #running: Promise<void> | null = null
  #acknowledged = true
  #drawn: (() => void) | null = null
  #stale = false
  #showing: Promise<void> | null = null
  #recovering: Promise<void> | null = null
  readonly #closing = new AbortController()
  readonly #rest = createRest(this.#closing.signal, (share) => this.#tellPart(share))
  /** What takes its time now, and since when. */
  #doing: { readonly text: string; readonly since: number } = { text: '', since: 0 }
  #isCostTold = false
  /** While an engine is on its way, what was asked for since. */
  #missed: Difference[] | null = null
  #watch: Watch
  #tracked: ExampleRef | null = null
  #lifeAt = 0
  #failures = 0

  constructor(
    id: number,
    experiment: Experiment,
    watch: Watch,
    engines: Engines,
    report: (report: Report, transfer?: Transferable[]) => void,
  ) {
    this.id = id
    this.#experiment = experiment
    this.#told = experiment
    this.#watch = watch
    this.#engines = engines
    this.#report = report
  }

  /** Builds data and networks and sends the frame of step 0. Faults of the data become messages. */
  async open(dropped: RawData | null): Promise<void> {
    try {
      await this.#prepare(dropped)
    } catch (error) {
      // Closed meanwhile: drawing ends, what was asked of its trainer fails, and nobody waits for it.
      if (!this.#closed) throw error
    }
  }

  async #prepare(dropped: RawData | null): Promise<void> {
    const text = isGenerated(this.#experiment.data.kind) ? 'Making data' : 'Loading images'
    try {
      this.#draws = await loadDraws(this.#experiment, dropped, (loaded, total) => {
        if (!this.#closed) this.#report({ type: 'progress', session: this.id, place: 'data', text, loaded, total })
      }, this.#closing.signal)
      checkRuns(this.#draws.sets[0], this.#runs)
    } catch (error) {
      if (!(error instanceof DataError)) throw error
      this.#say('data', 'error', error.message)
      return this.#state('failed')
    }
    if (this.#closed) return
    this.#archive = new Archive(taskOf(this.#experiment, this.#draws).network, this.#experiment.training.repeats)
    try {
      const training = await this.#start(this.#experiment, this.#experiment.training.engine, null)
      if (this.#closed) return training.engine.trainer.dispose()
      await this.#surely(() => this.#keep())
      const { status } = this.#now.engine
      this.#report({ type: 'opened', session: this.id, engine: status, data: this.#tellData(this.#watched) })
      if (status.reason) {
        this.#say('engine', 'warning', `${status.reason} Training runs with: ${status.label}.`)
      }
      await this.#surely(() => this.#send(0))
    } catch (error) {
      if (this.#closed) throw error
      this.#say('engine', 'error', sentence(messageOf(error)))
      return this.#state('failed')
    }
    this.#state('ready')
  }

  /** Does this on another engine where one fails at it; rejects where the last does. */
  async #surely(action: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        return void (await action())
      } catch (error) {
        if (this.#closed) throw error
        await this.#recover(error)
      }
    }
  }

  /** Takes over live fields that differ from those told before, at the next step; with `follows`, none. */
  update(experiment: Experiment, follows = false): void {
    if (this.#closed) return
    const edits = follows ? [] : differences(this.#experiment, experiment).filter(isSetting)
    this.#experiment = experiment
    if (edits.length === 0) return
    this.#missed?.push(...edits)
    if (this.#training) edit(this.#training, edits)
    // Nothing is trained yet, so that what is measured is of these settings already.
    if (this.#training?.step === 0) this.#show()
  }

  train(until: number, pace: Pace = 'max'): void {
    this.#until = until
    this.#pace = pace
    if (this.#running) this.#state('training')
    if (this.#running || this.#closed || !this.#training) return
    this.#running = this.#loop(this.#training).finally(() => {
      this.#running = null
    })
    // A fault that the loop has no answer to ends the worker, and the page starts another.
    this.#running.catch((error: unknown) => reportError(error))
  }

  pause(): void {
    this.#until = 0
    this.#drawn?.()
  }

  /** Goes on at another pace. */
  changePace(pace: Pace): void {
    this.#pace = pace
    this.#pacing.begin()
  }

  acknowledge(): void {
    this.#acknowledged = true
    this.#drawn?.()
  }

  /** Pictures show this from the next frame on. */
  watch(watch: Watch): void {
    this.#watch = watch
    this.#album?.refresh()
    if (this.#summaries.size > 0) {
      this.#tellData(this.#watched)
      this.#lifeAt = 0
      this.#tellLife()
    }
    this.#show()
  }

  /** Follows an example of the data, or none. */
  track(example: ExampleRef | null): void {
    this.#tracked = example
    this.#lifeAt = 0
    this.#tellLife()
  }

  /** Ends the session; its device stays for the next. */
  async close(): Promise<void> {
    this.#closing.abort()
    this.pause()
    await this.#running?.catch(() => {})
    this.#training?.engine.trainer.dispose()
  }

  /** While nothing trains: a frame of what was just changed, of the last of several changes. */
  #show(): void {
    if (this.#running || !this.#training) return
    this.#stale = true
    this.#showing ??= this.#showLatest().finally(() => {
      this.#showing = null
    })
  }

  async #showLatest(): Promise<void> {
    while (this.#stale && !this.#running && !this.#closed) {
      this.#stale = false
      await this.#send(0).catch((error: unknown) => this.#recover(error))
    }
  }

  /** Begins, or goes on from the last snapshot with what an experiment has at its step; `waiting` is what was wanted besides. */
  async #start(experiment: Experiment, name: Experiment['training']['engine'], waiting: Settings | null): Promise<Training> {
    const missed: Difference[] = (this.#missed = [])
    const training = await Training.open(this.#engines, name, experiment, this.#draws, { ...CHUNKS, rest: this.#rest })
    if (this.#snapshot) training.restore(this.#snapshot)
    if (waiting) training.change(waiting)
    // Something else may have been asked for while the engine was on its way.
    if (missed.length > 0) edit(training, missed)
    this.#missed = null
    const { engine, test } = training
    this.#training = training
    this.#album = new Album(engine.trainer, this.#draws, test)
    void engine.lost?.then(() => {
      if (!this.#closed && this.#training === training && !this.#running) void this.#recover()
    })
    return training
  }

  async #loop(training: Training): Promise<void> {
    this.#state('training')
    // A frame is of one step: nothing trains while it is measured.
    await this.#showing
    // Train may be asked for again while the last frame is measured.
    do await this.#course(training.engine)
    while (!this.#closed && this.#step < this.#until)
    this.#state('paused')
  }

  /** Trains and sends frames until the step that was asked for, and a last frame of it. */
  async #course({ frameMs: period, isEverywhere }: Engine): Promise<void> {
    let lastFrame = performance.now()
    let lastSnapshot = lastFrame
    let lastStep = this.#step
    let gap = period
    /** As long as the last frame took, where that is long. */
    let earlyGap = 0
    let patience = PATIENCE_MS
    this.#pacing.begin()
    while (!this.#closed && this.#step < this.#until) {
      try {
        const paced = { pace: this.#pace, planned: this.#experiment.training.steps }
        const from = this.#step
        const due = this.#pacing.until(from, paced)
        if (due === from) {
          await this.#pacing.rest(from, paced)
          continue
        }
        // A hidden page draws nothing and so acknowledges nothing: training waits for it only this long, and for a page
        // that is still being put together so long in all, so that it has the beginning of its curves.
        const asked = performance.now()
        const left = Math.max(lastFrame + period - asked, from < EARLY_STEPS ? patience : 0)
        if ((from < EARLY_STEPS || isEverywhere) && !this.#acknowledged && left > 0) {
          await this.#drawnWithin(left)
          patience -= performance.now() - asked
          continue
        }
        const early = from < EARLY_STEPS ? from + Math.max(1, Math.ceil(from / 4)) : Infinity
        this.#doing = { text: 'Training', since: performance.now() }
        await this.#now.chunk(Math.min(this.#until, early, due))
        this.#pacing.trained(from, this.#step, paced)
        // The last frame is measured at rest.
        if (this.#step >= this.#until) break
        const now = performance.now()
        const isEarly = this.#step <= EARLY_STEPS && this.#step >= 1.25 * lastStep && now - lastFrame >= earlyGap
        if (!this.#acknowledged || (!isEarly && now - lastFrame < gap)) continue
        // A clock that is coarse may stand still: then nothing is known of the speed.
        const speed = now > lastFrame ? ((this.#step - lastStep) * 1000) / (now - lastFrame) : 0
        const finite = await this.#send(speed, 'sample')
        if (!finite) break
        const isSmall = (this.#snapshot?.parameters.byteLength ?? 0) <= SMALL_SNAPSHOT
        const isDue = isSmall || performance.now() - lastSnapshot >= SNAPSHOT_MS
        if (isDue && !(await this.#keep())) break
        lastFrame = performance.now()
        if (isDue) lastSnapshot = lastFrame
        lastStep = this.#step
        const framing = lastFrame - now
        gap = restAfter(framing, period)
        earlyGap = framing > period / 2 ? framing : 0
      } catch (error) {
        await this.#recover(error)
        lastStep = this.#step
      }
    }
    if (this.#closed) return
    try {
      if (await this.#send(0)) await this.#keep()
    } catch (error) {
      await this.#recover(error)
    }
  }

  /** Until the page has drawn the last frame, or so many milliseconds. */
  #drawnWithin(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#drawn = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  get #closed(): boolean {
    return this.#closing.signal.aborted
  }

  get #now(): Training {
    if (!this.#training) throw new Error('Nothing trains before the engine is there.')
    return this.#training
  }

  get #step(): number {
    return this.#now.step
  }

  get #runs(): number {
    return this.#experiment.arms.length * this.#experiment.training.repeats
  }

  /** The repeat that is watched; there may be fewer than when it was chosen. */
  get #watched(): number {
    return Math.min(this.#watch.repeat, this.#experiment.training.repeats - 1)
  }

  /** What the page knows of a repeat's own draw; told once, so that nothing pictured of it is shown on another's. */
  #tellData(repeat: number): DataSummary {
    const draw = this.#draws.sets.length > 1 ? repeat : 0
    const known = this.#summaries.get(draw)
    if (known) return known
    const data = summaryOf(this.#draws, draw, taskOf(this.#experiment, this.#draws).batchSize)
    this.#summaries.set(draw, data)
    // The first is told with the opening.
    if (this.#summaries.size > 1 && !this.#closed) this.#report({ type: 'data', session: this.id, data })
    return data
  }

  /** Measures and posts a frame; of a sample where all would take long and it trains on. False where a run diverged: training then stands at the last finite snapshot. */
  async #send(stepsPerSecond: number, extent: Extent = 'all'): Promise<boolean> {
    const training = this.#now
    const { step, settings, layout, experiment } = training
    this.#doing = { text: 'Measuring', since: performance.now() }
    const measurements = await training.measure(extent)
    const diverged = divergedRun(measurements, this.#runs, layout)
    if (diverged !== null) return this.#stepBack(diverged)
    const watch = { ...this.#watch, repeat: this.#watched }
    const pictures = await this.#album.picture(this.#tellData(watch.repeat), watch, settings.arms.length, extent)
    if (this.#closed) return true
    const isNews = experiment !== this.#told
    this.#told = experiment
    const frame: Frame = { session: this.id, step, stepsPerSecond, measurements, settings, pictures, ...(isNews && { experiment }) }
    this.#acknowledged = false
    this.#report({ type: 'frame', frame }, [measurements.buffer])
    return true
  }

  /** Keeps a snapshot to go back to, unless a parameter is no longer a number. */
  async #keep(): Promise<boolean> {
    const snapshot = await this.#now.engine.trainer.snapshot()
    const [broken] = brokenRuns(snapshot, this.#runs)
    if (broken !== undefined) return this.#stepBack(broken)
    this.#snapshot = snapshot
    this.#archive.add(snapshot)
    this.#tellLife()
    return true
  }

  #tellLife(): void {
    const now = performance.now()
    if (!this.#tracked || !this.#snapshot || this.#closed || (this.#running && now - this.#lifeAt < LIFE_MS)) return
    this.#lifeAt = now
    const { split, index } = this.#tracked
    const repeat = this.#watched
    const { dimensions, [split]: { features, labels, trueLabels } } = drawOf(this.#draws, repeat)
    if (index >= labels.length) return
    const own = features.subarray(index * dimensions, (index + 1) * dimensions)
    const known = { label: labels[index], trueLabel: trueLabels[index] }
    const life = this.#archive.life(own, known, this.#tracked, this.#draws.sets.length > 1 ? repeat : undefined)
    this.#report({ type: 'life', session: this.id, life }, [life.steps.buffer, life.pt.buffer, life.predicted.buffer])
  }

  /** Of what takes long: how far it is; and while the first measurement takes long, what a step will take. */
  #tellPart(share: number): void {
    const { text, since } = this.#doing
    const elapsed = performance.now() - since
    if (elapsed < SLOW_MS || this.#closed) return
    this.#report({ type: 'progress', session: this.id, place: 'training', text, loaded: share, total: 1 })
    if (this.#isCostTold || share <= 0 || this.#step > 0 || text !== 'Measuring') return
    this.#isCostTold = true
    const measurement = elapsed / share
    const step = measurement * this.#now.stepOverMeasurement
    if (Math.max(step, measurement) < COSTLY_MS) return
    const { network } = taskOf(this.#experiment, this.#draws)
    const what = `${countText(this.#runs, 'network')} of ${countText(network.parameters, 'parameter')}`
    const cost = `A step of ${what} takes about ${durationText(step / 1000)} here, measuring them about ${durationText(measurement / 1000)}.`
    this.#say('training', 'warning', `${cost} Fewer arms, repeats or units take less.`)
  }

  #stepBack(run: number): boolean {
    const training = this.#now
    const arm = Math.floor(run / this.#experiment.training.repeats)
    const at = training.step
    const name = arm === 0 ? 'The baseline' : `Arm ${arm}`
    const who = `${name} (${familyName(training.settings.arms[arm])}) diverged before step ${at.toLocaleString('en')}`
    this.#until = 0
    if (this.#snapshot) training.stepBack(this.#snapshot, training.next)
    const back = `All networks are back at step ${training.step.toLocaleString('en')}.`
    const text = `${who}: its loss is no longer a number. ${back} Go back to the last good setting, or lower the learning rate or the coefficients; then Reset begins anew, Train goes on from there.`
    this.#say('training', 'error', text)
    return false
  }

  /** Goes on from the last snapshot on a new device, or on the reference where there is none; once, whoever noticed. */
  #recover(cause?: unknown): Promise<void> {
    this.#recovering ??= this.#replace(this.#now, cause).finally(() => {
      this.#recovering = null
    })
    return this.#recovering
  }

  async #replace({ engine, experiment, wanted }: Training, cause: unknown): Promise<void> {
    if (this.#closed) return
    if (engine.status.name === 'reference') throw cause
    const isLost = await Promise.race([engine.lost?.then(() => true), nextTask().then(() => false)])
    this.#failures++
    try {
      engine.trainer.dispose()
    } catch {
      // A lost device may refuse even this; nothing of it is left to free.
    }
    this.#engines.forget()
    const name = this.#failures >= MOST_FAILURES ? 'reference' : experiment.training.engine
    const { step, engine: { status } } = await this.#start(experiment, name, wanted)
    const why = cause === undefined ? '' : ` (${messageOf(cause).replace(/\.$/, '')})`
    const what = isLost ? 'The graphics device was lost' : 'The engine failed'
    const text = `${what}${why}. ${this.#running ? 'Training' : 'Train'} goes on from step ${step.toLocaleString('en')} with: ${status.label}.`
    this.#report({ type: 'engine', session: this.id, engine: status, step })
    this.#say('engine', 'warning', text)
  }

  #say(place: Place, level: 'warning' | 'error', text: string): void {
    if (!this.#closed) this.#report({ type: 'message', session: this.id, place, level, text })
  }

  #state(state: State): void {
    if (!this.#closed) this.#report({ type: 'state', session: this.id, state })
  }
}

function edit(training: Training, edits: readonly Difference[]): void {
  training.change(edits.map((one) => changeAt(training.step, one)).reduce<Settings>(withChange, training.next))
}
