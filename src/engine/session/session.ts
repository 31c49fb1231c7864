import { datasetOf } from '../../data/catalogue.ts'
import { DataError, type RawData } from '../../data/dataset.ts'
import type { Experiment } from '../../experiment/index.ts'
import { familyName } from '../../loss/index.ts'
import { Album } from './album.ts'
import { Archive } from './archive.ts'
import { type Draws, drawOf, loadDraws } from './draws.ts'
import type { Engine, Engines } from '../trainers/engines.ts'
import { frameMs, nextTask, restAfter } from './frames.ts'
import { type Layout, measurementLayout } from '../../experiment/layout.ts'
import { divergedRun, measuredSplits, measureAll, type Splits } from '../measure/measureAll.ts'
import { armsOf, taskOf } from './prepare.ts'
import type { DataView, ExampleRef, Frame, Report, Watch } from '../protocol.ts'
import type { ArmSettings, Snapshot } from '../trainers/trainer.ts'

const SNAPSHOT_MS = 500
/** Smaller snapshots are taken with every frame. */
const SMALL_SNAPSHOT = 2 ** 16
const LIFE_MS = 250
const CHUNK_MS = 32
const MOST_STEPS = 512
/** Most is learned in the first steps: until here a frame follows whenever the step grew by a quarter. */
const EARLY_STEPS = 128
/** A device that is lost this often in one session is given up for the CPU. */
const MOST_LOSSES = 3

/** One experiment in training: data, engine, loop, frames, recovery. */
export class Session {
  readonly id: number
  #experiment: Experiment
  readonly #engines: Engines
  readonly #report: (report: Report, transfer?: Transferable[]) => void
  #draws!: Draws
  #engine!: Engine
  #arms!: ArmSettings[]
  #layout!: Layout
  #splits!: readonly Splits[]
  #album!: Album
  /** What of the data the page was given. */
  readonly #told = new Set<DataView>()
  #snapshot!: Snapshot
  readonly #archive = new Archive()
  #until = 0
  #running: Promise<void> | null = null
  #acknowledged = true
  #stale = false
  #showing: Promise<void> | null = null
  readonly #closing = new AbortController()
  #watch: Watch
  #tracked: ExampleRef | null = null
  #lifeAt = 0
  #chunk = 1
  #losses = 0

  constructor(
    id: number,
    experiment: Experiment,
    watch: Watch,
    engines: Engines,
    report: (report: Report, transfer?: Transferable[]) => void,
  ) {
    this.id = id
    this.#experiment = experiment
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
    this.#state('preparing')
    const text = datasetOf(this.#experiment.data.kind).picture === 'images' ? 'Loading images' : 'Making data'
    try {
      this.#draws = await loadDraws(this.#experiment, dropped, (loaded, total) => {
        if (!this.#closed) this.#report({ type: 'progress', place: 'data', text, loaded, total })
      }, this.#closing.signal)
    } catch (error) {
      if (!(error instanceof DataError)) throw error
      if (!this.#closed) this.#report({ type: 'message', place: 'data', level: 'error', text: error.message })
      return
    }
    if (this.#closed) return
    this.#splits = measuredSplits(this.#draws)
    this.#layout = measurementLayout(this.#draws.sets[0].classes)
    this.#album = new Album(this.#experiment, this.#draws)
    this.#arms = armsOf(this.#experiment, this.#draws)
    await this.#start(this.#experiment.training.engine)
    if (this.#closed) return this.#engine.trainer.dispose()
    await this.#keep()
    const data = this.#album.view(this.#watched)
    this.#told.add(data)
    this.#report({ type: 'opened', session: this.id, engine: this.#engine.status, data })
    this.#reasonMessage()
    await this.#send(0)
    this.#state('ready')
  }

  /** Takes over live fields at the next step. */
  update(experiment: Experiment): void {
    if (this.#closed) return
    this.#experiment = experiment
    if (!this.#draws || !this.#engine) return
    this.#arms = armsOf(experiment, this.#draws)
    this.#engine.trainer.setArms(this.#arms)
  }

  train(until: number): void {
    this.#until = until
    if (this.#running) this.#state('training')
    if (this.#running || this.#closed || !this.#engine) return
    this.#running = this.#loop().finally(() => {
      this.#running = null
    })
    // A fault that the loop has no answer to ends the worker, and the page starts another.
    this.#running.catch((error: unknown) => reportError(error))
  }

  pause(): void {
    this.#until = 0
  }

  acknowledge(): void {
    this.#acknowledged = true
  }

  /** Pictures show this from the next frame on. */
  watch(watch: Watch): void {
    this.#watch = watch
    this.#album?.refresh()
    if (this.#told.size > 0) {
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
    if (this.#snapshot) this.#tellLife()
  }

  /** Ends the session; its device stays for the next. */
  async close(): Promise<void> {
    this.#closing.abort()
    this.#until = 0
    await this.#running?.catch(() => {})
    this.#engine?.trainer.dispose()
  }

  /** While nothing trains: a frame of what was just changed, of the last of several changes. */
  #show(): void {
    if (this.#running || !this.#engine) return
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

  async #start(wanted: Experiment['training']['engine']): Promise<void> {
    const engine = await this.#engines.open(wanted, taskOf(this.#experiment, this.#draws), this.#arms)
    this.#engine = engine
    this.#chunk = 1
    void engine.gpu?.device.lost.then(() => {
      if (!this.#closed && this.#engine === engine && !this.#running) void this.#recover()
    })
  }

  async #loop(): Promise<void> {
    this.#state('training')
    // A frame is of one step: nothing trains while it is measured.
    await this.#showing
    // Train may be asked for again while the last frame is measured.
    do await this.#course()
    while (!this.#closed && this.#step < this.#until)
    this.#state('paused')
  }

  /** Trains and sends frames until the step that was asked for, and a last frame of it. */
  async #course(): Promise<void> {
    const period = frameMs(this.#engine)
    let lastFrame = performance.now()
    let lastSnapshot = lastFrame
    let lastStep = this.#step
    let gap = period
    while (!this.#closed && this.#step < this.#until) {
      try {
        // A hidden page draws nothing and so acknowledges nothing: training waits for it only this long.
        const waits = this.#step < EARLY_STEPS && !this.#acknowledged && performance.now() - lastFrame < period
        if (waits) {
          await nextTask()
          continue
        }
        await this.#advance()
        const now = performance.now()
        const early = this.#step <= EARLY_STEPS && this.#step >= 1.25 * lastStep
        if (!this.#acknowledged || (!early && now - lastFrame < gap)) continue
        const speed = ((this.#step - lastStep) * 1000) / (now - lastFrame)
        const finite = await this.#send(speed)
        if (!finite) break
        lastFrame = performance.now()
        lastStep = this.#step
        gap = restAfter(lastFrame - now, period)
        if (lastFrame - lastSnapshot < SNAPSHOT_MS && this.#snapshot.parameters.byteLength > SMALL_SNAPSHOT) continue
        if (!(await this.#keep())) break
        lastSnapshot = performance.now()
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

  get #closed(): boolean {
    return this.#closing.signal.aborted
  }

  get #step(): number {
    return this.#engine.trainer.step
  }

  /** The repeat that is watched; there may be fewer than when it was chosen. */
  get #watched(): number {
    return Math.min(this.#watch.repeat, this.#experiment.training.repeats - 1)
  }

  /** Gives the page a repeat's own draw, once, so that nothing pictured of it is shown on another's. */
  #tellData(repeat: number): void {
    const data = this.#album.view(repeat)
    if (this.#closed || this.#told.has(data)) return
    this.#told.add(data)
    this.#report({ type: 'data', session: this.id, data })
  }

  /** Trains a chunk of about `CHUNK_MS`, ending on a multiple of a power of two, so that frames of different machines meet. */
  async #advance(): Promise<void> {
    const { trainer } = this.#engine
    const grid = 2 ** Math.floor(Math.log2(this.#chunk))
    const early = trainer.step < EARLY_STEPS ? Math.max(1, Math.ceil(trainer.step / 4)) : Infinity
    const steps = Math.min(grid - (trainer.step % grid), this.#until - trainer.step, early)
    const start = performance.now()
    trainer.advance(steps)
    await trainer.settled()
    const perStep = (performance.now() - start) / steps
    this.#chunk = Math.min(MOST_STEPS, Math.max(1, Math.min(2 * this.#chunk, CHUNK_MS / perStep)))
    await nextTask()
  }

  /** Measures and posts a frame. False where a run diverged: training then stands at the last finite snapshot. */
  async #send(stepsPerSecond: number): Promise<boolean> {
    const { trainer } = this.#engine
    const { repeats } = this.#experiment.training
    const step = trainer.step
    const losses = this.#arms.map((arm) => arm.loss)
    const measurements = await measureAll(trainer, this.#splits, this.#arms, repeats, this.#layout)
    const diverged = divergedRun(measurements, this.#arms.length * repeats, this.#layout)
    if (diverged !== null) return this.#stepBack(diverged)
    const watched = { arms: this.#arms.length, repeat: this.#watched }
    const pictures = await this.#album.picture(trainer, this.#watch, watched, !this.#running)
    if (this.#closed) return true
    this.#tellData(watched.repeat)
    const frame: Frame = { session: this.id, step, stepsPerSecond, measurements, losses, pictures }
    this.#acknowledged = false
    this.#report({ type: 'frame', frame }, [measurements.buffer])
    return true
  }

  /** Keeps a snapshot to go back to, unless a parameter is no longer a number. */
  async #keep(): Promise<boolean> {
    const snapshot = await this.#engine.trainer.snapshot()
    const bad = snapshot.parameters.findIndex((value) => !Number.isFinite(value))
    if (bad >= 0) {
      const runs = this.#arms.length * this.#experiment.training.repeats
      return this.#stepBack(Math.floor((bad * runs) / snapshot.parameters.length))
    }
    this.#snapshot = snapshot
    this.#archive.add(snapshot)
    this.#tellLife()
    return true
  }

  #tellLife(): void {
    const now = performance.now()
    if (!this.#tracked || this.#closed || (this.#running && now - this.#lifeAt < LIFE_MS)) return
    this.#lifeAt = now
    const { split, index } = this.#tracked
    const repeat = this.#watched
    const { dimensions, [split]: { features, labels, trueLabels } } = drawOf(this.#draws, repeat)
    if (index >= labels.length) return
    const own = features.subarray(index * dimensions, (index + 1) * dimensions)
    const known = { label: labels[index], trueLabel: trueLabels[index] }
    const task = taskOf(this.#experiment, this.#draws)
    const life = this.#archive.life(task, own, known, this.#tracked, this.#draws.sets.length > 1 ? repeat : undefined)
    this.#report({ type: 'life', session: this.id, life }, [life.steps.buffer, life.pt.buffer, life.predicted.buffer])
  }

  #stepBack(run: number): false {
    const { repeats } = this.#experiment.training
    const arm = Math.floor(run / repeats)
    const at = this.#step
    this.#engine.trainer.restore(this.#snapshot)
    this.#until = 0
    const name = arm === 0 ? 'The baseline' : `Arm ${arm}`
    const who = `${name} (${familyName(this.#arms[arm].loss)}) diverged before step ${at.toLocaleString('en')}`
    const back = `All networks are back at step ${this.#snapshot.step.toLocaleString('en')}.`
    const text = `${who}: its loss is no longer a number. ${back} Go back to the last good setting, or lower the learning rate or the coefficients; then Reset begins anew, Train goes on from there.`
    this.#report({ type: 'message', place: 'training', level: 'error', text })
    return false
  }

  /** Goes on from the last snapshot on a new device, or on the CPU where there is none. */
  async #recover(cause?: unknown): Promise<void> {
    if (this.#closed) return
    const lost = this.#engine
    if (!lost.gpu) throw cause
    const isLost = await Promise.race([lost.gpu.device.lost.then(() => true), nextTask().then(() => false)])
    this.#engines.forget()
    this.#losses++
    try {
      lost.trainer.dispose()
    } catch {
      // A lost device may refuse even this; nothing of it is left to free.
    }
    lost.gpu.device.destroy()
    const wanted = this.#losses >= MOST_LOSSES ? 'reference' : this.#experiment.training.engine
    await this.#start(wanted)
    this.#engine.trainer.restore(this.#snapshot)
    const { step } = this.#snapshot
    const why = cause instanceof Error && cause.message ? ` (${cause.message.replace(/\.$/, '')})` : ''
    const what = isLost ? 'The graphics device was lost' : 'The engine failed on the graphics device'
    const text = `${what}${why}. Training goes on from step ${step.toLocaleString('en')} with: ${this.#engine.status.label}.`
    this.#report({ type: 'engine', session: this.id, engine: this.#engine.status, step })
    this.#report({ type: 'message', place: 'engine', level: 'warning', text })
  }

  #reasonMessage(): void {
    const { reason, label } = this.#engine.status
    if (reason) this.#report({ type: 'message', place: 'engine', level: 'warning', text: `${reason} Training runs with: ${label}.` })
  }

  #state(state: 'preparing' | 'ready' | 'training' | 'paused'): void {
    if (!this.#closed) this.#report({ type: 'state', session: this.id, state })
  }
}
