import { DataError } from '../../data/dataset.ts'
import type { OwnData } from '../../data/own.ts'
import { datasetOf } from '../../data/catalogue.ts'
import { withChange } from '../../experiment/changes.ts'
import { changeAt, type Difference, differences, isSetting } from '../../experiment/differences.ts'
import type { Experiment, Settings } from '../../experiment/index.ts'
import type { Pace } from '../../experiment/pace.ts'
import { countText, durationText, messageOf, sentence } from '../../experiment/text.ts'
import { familyName } from '../../loss/index.ts'
import { brokenRuns, divergedRun, type Extent } from '../measure/measuring.ts'
import type { DataSummary, ExampleRef, Frame, Look, Place, Report, State, Watch } from '../protocol.ts'
import type { Engine, Engines } from '../trainers/engines.ts'
import { createRest, nextTask } from '../rest.ts'
import { Training } from '../training.ts'
import { Album } from './album.ts'
import { Awaited } from './awaited.ts'
import { checkRuns, type Draws, FilesMissing, loadDraws } from './draws.ts'
import { FrameTimes } from './frames.ts'
import { Memory } from './memory.ts'
import { Pacing } from './pacing.ts'
import { summaryOf } from './summary.ts'
import { taskOf } from './task.ts'
import { Viewer } from './viewer.ts'

const LIFE_MS = 250
/** As long as training waits for a life of a large network; the rest is told later. */
const LIFE_PART_MS = 50
/** Maps follow at this pace; those that take long less often, so that only this share of the time goes into them. */
const MAPS_MS = 500
const MAPS_SHARE = 0.04
/** Nobody waits long for an answer to a slider. */
const CHUNKS = { ms: 24, most: 2048 } as const
/** What takes longer shows how far it is. */
const SLOW_MS = 500
/** An engine that is on its way when its session is closed has this long to come. */
const LEFT_MS = 1000
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
  #memory: Memory | null = null
  /** What the page knows of what is trained. */
  #told: Experiment
  #until = 0
  #pace: Pace = 'max'
  readonly #pacing = new Pacing()
  #running: Promise<void> | null = null
  readonly #viewer = new Viewer()
  #stale = false
  #showing: Promise<void> | null = null
  #recovering: Promise<void> | null = null
  readonly #closing = new AbortController()
  /** Resolves when it was closed so long ago that what it waits for is not waited for by others. */
  readonly #left = new Promise<void>((resolve) => {
    this.#closing.signal.addEventListener('abort', () => setTimeout(resolve, LEFT_MS))
  })
  readonly #rest = createRest(this.#closing.signal, (share) => this.#tellPart(share))
  /** What takes its time now, and since when. */
  #doing: { readonly text: string; readonly since: number } = { text: '', since: 0 }
  #isCostTold = false
  /** While an engine is on its way, what was asked for since. */
  #missed: Difference[] | null = null
  #watch: Watch
  #tracked: ExampleRef | null = null
  #lifeAt = 0
  #look: Look | null = null
  /** When maps are due again. */
  #mapsDue = 0
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
  async open(dropped: OwnData | null | Promise<OwnData | null>): Promise<void> {
    try {
      await Promise.race([this.#prepare(dropped), this.#left])
    } catch (error) {
      // Closed meanwhile: drawing ends, what was asked of its trainer fails, and nobody waits for it.
      if (!this.#closed) throw error
    }
  }

  async #prepare(dropped: OwnData | null | Promise<OwnData | null>): Promise<void> {
    const { source } = datasetOf(this.#experiment.data.kind)
    const text = 'remote' in source ? 'Loading images' : 'dropped' in source ? 'Reading files' : 'Making data'
    try {
      this.#draws = await loadDraws(this.#experiment, await dropped, (loaded, total) => {
        if (!this.#closed) this.#report({ type: 'progress', session: this.id, place: 'data', text, loaded, total })
      }, this.#closing.signal)
      checkRuns(this.#draws.sets[0], this.#runs)
    } catch (error) {
      if (!(error instanceof DataError)) throw error
      this.#say(error instanceof FilesMissing ? 'own' : 'data', 'error', error.message)
      return this.#state('failed')
    }
    if (this.#closed) return
    this.#memory = new Memory(this.#draws, taskOf(this.#experiment, this.#draws).network, this.#experiment.training.repeats)
    try {
      const training = await this.#start(this.#experiment, this.#experiment.training.engine, null)
      if (this.#closed) return training.engine.trainer.dispose()
      await this.#surely(async () => this.#memory?.keep(await this.#now.engine.trainer.snapshot()))
      const { status } = this.#now.engine
      this.#report({ type: 'opened', session: this.id, engine: status, data: this.#tellData(this.#watched) })
      if (status.reason) {
        this.#say('engine', 'warning', `${status.reason} Training runs with: ${status.label}.`)
      }
      await this.#surely(() => this.#frame())
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
    this.#viewer.wake()
  }

  /** Goes on at another pace. */
  changePace(pace: Pace): void {
    this.#pace = pace
    this.#pacing.begin()
  }

  acknowledge(): void {
    this.#viewer.drawn()
  }

  /** Pictures show this from the next frame on. */
  watch(watch: Watch): void {
    this.#watch = watch
    this.#album?.refresh()
    if (this.#summaries.size > 0) {
      this.#tellData(this.#watched)
      this.#lifeAt = 0
      this.#tellLife()
      this.#tellMaps(true)
    }
    this.#show()
  }

  /** Follows an example of the data, or none. */
  track(example: ExampleRef | null): void {
    this.#tracked = example
    this.#lifeAt = 0
    this.#tellLife()
    this.#tellMaps(true)
  }

  /** Tells what the followed example becomes in these arms from now on, or nothing. */
  look(look: Look | null): void {
    this.#look = look
    this.#tellMaps(true)
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
      await this.#frame().catch((error: unknown) => this.#recover(error))
    }
  }

  /** Begins, or goes on from the last snapshot with what an experiment has at its step; `waiting` is what was wanted besides. */
  async #start(experiment: Experiment, name: Experiment['training']['engine'], waiting: Settings | null): Promise<Training> {
    const missed: Difference[] = (this.#missed = [])
    const training = await Training.open(this.#engines, name, experiment, this.#draws, { ...CHUNKS, rest: this.#rest })
    if (this.#memory?.snapshot) training.restore(this.#memory.snapshot)
    if (waiting) training.change(waiting)
    // Something else may have been asked for while the engine was on its way.
    if (missed.length > 0) edit(training, missed)
    this.#missed = null
    this.#training = training
    this.#album = new Album(training, this.#draws)
    void training.engine.lost?.then(() => {
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
  async #course({ frameMs, isEverywhere }: Engine): Promise<void> {
    const times = new FrameTimes(frameMs, this.#step)
    /** Training goes on while one is on its way. */
    let frame: Awaited<Sent> | null = null
    this.#pacing.begin()
    while (!this.#closed && this.#step < this.#until) {
      try {
        if (frame?.isThere) {
          const { diverged, ms } = await frame.promise
          frame = null
          times.took(ms)
          if (diverged !== null) {
            this.#stepBack(diverged)
            break
          }
        }
        const paced = { pace: this.#pace, planned: this.#experiment.training.steps }
        const from = this.#step
        const due = this.#pacing.until(from, paced)
        if (due === from) {
          await this.#pacing.rest(from, paced)
          continue
        }
        const left = frame || !this.#viewer.hasDrawn ? times.patience(from, isEverywhere) : 0
        if (left > 0) {
          const asked = performance.now()
          await this.#viewer.drawnWithin(left)
          times.waited(performance.now() - asked)
          continue
        }
        this.#doing = { text: 'Training', since: performance.now() }
        await this.#now.chunk(Math.min(this.#until, times.next(from), due))
        this.#pacing.trained(from, this.#step, paced)
        // The last frame is measured at rest.
        if (this.#step >= this.#until) break
        if (frame || !this.#viewer.hasDrawn || !times.isDue(this.#step)) continue
        const withSnapshot = times.isSnapshotDue(this.#memory?.snapshot?.parameters.byteLength ?? 0)
        frame = new Awaited(this.#send('sample', times.speed(this.#step), withSnapshot), () => this.#viewer.wake())
        times.asked(this.#step, withSnapshot)
        if (isEverywhere || !this.#now.isAtOnce('sample')) await frame.promise
      } catch (error) {
        frame = null
        await this.#recover(error)
        times.wentBack(this.#step)
      }
    }
    try {
      // What was asked for is there before the trainer is let go of.
      const sent = await frame?.promise
      if (this.#closed) return
      if (sent && sent.diverged !== null) this.#stepBack(sent.diverged)
      await this.#frame(true)
    } catch (error) {
      await this.#recover(error)
    }
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

  /** At rest: a frame of everything, and with it a snapshot to go back to. Where a run diverged, training stands at the last finite one then. */
  async #frame(withSnapshot = false): Promise<void> {
    const { diverged } = await this.#send('all', 0, withSnapshot)
    if (diverged !== null) this.#stepBack(diverged)
  }

  /**
   * Asks for all of a frame at once, so that it is there with one answer, and posts it; of a sample where all would take
   * long and it trains on. Where a run diverged nothing is posted or kept.
   */
  async #send(extent: Extent, stepsPerSecond: number, withSnapshot: boolean): Promise<Sent> {
    const training = this.#now
    const { step, settings, layout, experiment } = training
    const watch = { ...this.#watch, repeat: this.#watched }
    const asked = performance.now()
    this.#doing = { text: 'Measuring', since: asked }
    // Last what may rest between its parts: nothing is asked of the trainer in between.
    const answers = Promise.all([
      this.#album.picture(this.#tellData(watch.repeat), watch, settings.arms.length, extent),
      withSnapshot ? training.engine.trainer.snapshot() : null,
      training.measure(extent),
    ])
    const ms = await training.worked(answers, asked)
    const [pictures, snapshot, measurements] = await answers
    const diverged = divergedRun(measurements, this.#runs, layout) ?? (snapshot && brokenRuns(snapshot, this.#runs)[0]) ?? null
    // What was asked of an engine that has been replaced since is trained again.
    if (diverged !== null || this.#closed || training !== this.#training) return { diverged, ms }
    const isNews = experiment !== this.#told
    this.#told = experiment
    const frame: Frame = { session: this.id, step, stepsPerSecond, measurements, settings, pictures, ...(isNews && { experiment }) }
    this.#viewer.sent()
    this.#report({ type: 'frame', frame }, [measurements.buffer])
    if (snapshot) {
      this.#memory?.keep(snapshot)
      // The last of a course is told however soon it follows.
      if (extent === 'all') this.#lifeAt = 0
      this.#tellLife()
      this.#tellMaps(extent === 'all')
    }
    return { diverged, ms }
  }

  #tellLife(): void {
    const now = performance.now()
    if (!this.#tracked || this.#closed || (this.#running && now - this.#lifeAt < LIFE_MS)) return
    this.#lifeAt = now
    const life = this.#memory?.life(this.#tracked, this.#watched, LIFE_PART_MS)
    if (!life) return
    if (!this.#memory?.isLifeWhole) setTimeout(() => this.#tellLife(), LIFE_MS)
    this.#report({ type: 'life', session: this.id, life }, [life.steps.buffer, life.pt.buffer, life.predicted.buffer])
  }

  #tellMaps(isAsked: boolean): void {
    const begun = performance.now()
    if (!this.#look || !this.#tracked || this.#closed || (!isAsked && begun < this.#mapsDue)) return
    const maps = this.#memory?.maps(this.#tracked, this.#look, this.#watched)
    const now = performance.now()
    this.#mapsDue = now + Math.max(MAPS_MS, (now - begun) / MAPS_SHARE)
    if (!maps) return
    const transfer = maps.arms.flatMap(({ layers, filters }) => [...layers, filters].map(({ buffer }) => buffer))
    this.#report({ type: 'maps', session: this.id, maps }, transfer)
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

  #stepBack(run: number): void {
    const training = this.#now
    const arm = Math.floor(run / this.#experiment.training.repeats)
    const at = training.step
    const name = arm === 0 ? 'The baseline' : `Arm ${arm}`
    const who = `${name} (${familyName(training.settings.arms[arm])}) diverged before step ${at.toLocaleString('en')}`
    this.#until = 0
    if (this.#memory?.snapshot) training.stepBack(this.#memory.snapshot, training.next)
    const back = `All networks are back at step ${training.step.toLocaleString('en')}.`
    const text = `${who}: its loss is no longer a number. ${back} Go back to the last good setting, or lower the learning rate or the coefficients; then Reset begins anew, Train goes on from there.`
    this.#say('training', 'error', text)
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

/** What became of a frame: the run that diverged, or null, and how long measuring, picturing and keeping took. */
interface Sent {
  readonly diverged: number | null
  readonly ms: number
}

function edit(training: Training, edits: readonly Difference[]): void {
  training.change(edits.map((one) => changeAt(training.step, one)).reduce<Settings>(withChange, training.next))
}
