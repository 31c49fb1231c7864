import { changedTo, nextChange, type Settings, settingsAt, trainedWith, variantAt } from '../experiment/changes.ts'
import type { Experiment, PlannedArm, TrainingSettings } from '../experiment/index.ts'
import { createMeasuring, type Extent, type Measuring } from './measure/measuring.ts'
import type { Draws } from './session/draws.ts'
import { Flight, Speed } from './flight.ts'
import { nextTask, type Rest } from './rest.ts'
import { armsOf, taskOf } from './session/task.ts'
import type { Engine, Engines } from './trainers/engines.ts'
import type { ArmSettings, Snapshot, TrainingTask } from './trainers/trainer.ts'

/** From one look at how long answers take to the next, in milliseconds: all that is in flight is waited for. */
const LOOK_MS = 5000

/**
 * How long a chunk of steps may take, in milliseconds, how many it may have, and what is called between its parts. Two
 * chunks are in flight, and where answers take long as many more as are done by the time that this is known.
 */
interface Cut {
  readonly ms: number
  readonly most: number
  readonly rest?: Rest
}

/**
 * All runs of an experiment in training, watched or not: chunks of steps, each with the settings that the experiment
 * has at its steps. What a run becomes does not hang on how it is cut.
 */
export class Training {
  readonly engine: Engine
  readonly #task: TrainingTask
  readonly #draws: Draws
  readonly #cut: Cut
  readonly #variants: readonly PlannedArm[] | null
  readonly #measuring: Measuring
  #experiment: Experiment
  /** What the next step is to be trained with, where that is something else than is known so far. */
  #wanted: Settings | null = null
  /** The step at which the trainer's settings go out of date. */
  #until = 0
  /** Steps of the next chunk at most. */
  #chunk = 1
  readonly #speed = new Speed(Infinity)
  readonly #flight = new Flight()
  /** Milliseconds that the chunks in flight take by what is known, and their answers, oldest first. */
  #ahead = 0
  readonly #answers: Promise<void>[] = []
  #hasFailed = false
  /** When it was last looked at how long answers take. */
  #looked = -Infinity

  private constructor(engine: Engine, task: TrainingTask, experiment: Experiment, draws: Draws, cut: Cut, variants: readonly PlannedArm[] | null) {
    this.engine = engine
    this.#experiment = experiment
    this.#draws = draws
    this.#cut = cut
    this.#variants = variants
    this.#measuring = createMeasuring(engine.trainer, draws, task, task.repeats * (variants ?? experiment.arms).length)
    this.#task = task
  }

  /**
   * Begins at step 0, on an engine of this name or the best that works instead. Throws where none does.
   *
   * @param variants what is trained instead of the experiment's arms
   */
  static async open(
    engines: Engines,
    wanted: TrainingSettings['engine'],
    experiment: Experiment,
    draws: Draws,
    cut: Cut,
    variants: readonly PlannedArm[] | null = null,
  ): Promise<Training> {
    const task = taskOf(experiment, draws)
    const engine = await engines.open(wanted, task, armsAt(experiment, variants, draws, 0))
    const training = new Training(engine, task, experiment, draws, cut, variants)
    // What it was given to begin with is no part of its first step.
    await engine.trainer.settled()
    return training
  }

  get step(): number {
    return this.engine.trainer.step
  }

  /** What is trained, with all that was changed on the way so far. */
  get experiment(): Experiment {
    return this.#experiment
  }

  /** What was asked for and no step was trained with yet. */
  get wanted(): Settings | null {
    return this.#wanted
  }

  /** What the last step was trained with. */
  get settings(): Settings {
    return trainedWith(this.#experiment, this.step)
  }

  get layout(): Measuring['layout'] {
    return this.#measuring.layout
  }

  get test(): Measuring['test'] {
    return this.#measuring.test
  }

  /** What the next step is trained with, as far as is known. */
  get next(): Settings {
    return this.#wanted ?? settingsAt(this.#experiment, this.step)
  }

  /** Takes effect at the next step. */
  change(settings: Settings): void {
    this.#wanted = settings
    if (this.step === 0) this.#apply()
  }

  /**
   * Gives the trainer a chunk, until this step at most, as soon as there is room for it; rejects where what was given
   * before has failed. A chunk ends on a multiple of a power of two, so that chunks of different machines meet.
   */
  async chunk(until: number): Promise<void> {
    await this.#room()
    const { trainer } = this.engine
    this.#apply()
    const grid = 2 ** Math.floor(Math.log2(this.#chunk))
    const steps = Math.min(grid - (trainer.step % grid), until - trainer.step, this.#until - trainer.step)
    const given = performance.now()
    await trainer.advance(steps, this.#cut.rest)
    this.#track(steps, given)
    await nextTask()
  }

  /** Has the trainer answer for the steps that it was just given. */
  #track(steps: number, given: number): void {
    const expected = this.#speed.perUnit * steps
    this.#ahead += expected
    const answer = this.#flight.worked(this.engine.trainer.settled(), given).then((ms) => {
      this.#answers.shift()
      this.#ahead = this.#answers.length === 0 ? 0 : this.#ahead - expected
      this.#speed.told(steps, ms)
      this.#chunk = Math.min(this.#cut.most, Math.max(1, Math.min(2 * this.#chunk, this.#cut.ms / this.#speed.perUnit)))
    })
    // Heard where it is waited for.
    answer.catch(() => (this.#hasFailed = true))
    this.#answers.push(answer)
  }

  /** Waits until another chunk may be given to the trainer. */
  async #room(): Promise<void> {
    if (performance.now() - this.#looked >= LOOK_MS) await this.#look()
    while (this.#hasFailed || this.#ahead > this.#cut.ms + this.#flight.idleMs) await this.#answers[0]
  }

  async #look(): Promise<void> {
    await this.#flight.landed()
    await this.#flight.answered(this.engine.trainer.settled())
    this.#looked = performance.now()
  }

  /** Measures all runs, [train, test][runs][layout.size], with what the last step was trained with. */
  measure(extent: Extent = 'all'): Promise<Float32Array> {
    return this.#measuring.measure(armsAt(this.#experiment, this.#variants, this.#draws, Math.max(0, this.step - 1)), this.#cut.rest, extent)
  }

  /** Whether a measurement is asked for at one go, so that steps may follow before it is there. */
  isAtOnce(extent: Extent): boolean {
    return this.#measuring.isShort(extent)
  }

  /** Milliseconds that something else than steps takes which the trainer is asked for now. */
  worked(answer: Promise<unknown>, given: number): Promise<number> {
    return this.#flight.worked(answer, given)
  }

  /** Multiply-adds of a step of all runs, forward and back, over those of a measurement. */
  get stepOverMeasurement(): number {
    const { network, batchSize, repeats } = this.#task
    const runs = repeats * (this.#variants ?? this.#experiment.arms).length
    return (3 * batchSize * runs * network.work) / this.#measuring.work
  }

  /** Goes on from a snapshot. */
  restore(snapshot: Snapshot): void {
    this.engine.trainer.restore(snapshot)
    this.#until = 0
  }

  /** Goes on from a snapshot as if nothing had been changed since, with these settings. */
  stepBack(snapshot: Snapshot, settings: Settings): void {
    const { step: now } = this
    const changes = this.#experiment.changes.filter(({ step }) => step < snapshot.step || step > now)
    this.#experiment = { ...this.#experiment, changes }
    this.restore(snapshot)
    this.change(settings)
  }

  /** Has the trainer train with what the experiment has at this step. */
  #apply(): void {
    const { step } = this
    if (this.#wanted) this.#experiment = changedTo(this.#experiment, this.#wanted, step)
    else if (step < this.#until) return
    this.#wanted = null
    this.#until = nextChange(this.#experiment, step)
    this.engine.trainer.setArms(armsAt(this.#experiment, this.#variants, this.#draws, step))
  }
}

/** What each arm, or each variant, trains with after a step. */
function armsAt(experiment: Experiment, variants: readonly PlannedArm[] | null, draws: Draws, step: number): ArmSettings[] {
  if (variants) return armsOf(variants.map((variant) => variantAt(experiment, variant, step)), draws)
  const { arms, optimizer } = settingsAt(experiment, step)
  return armsOf(arms.map((arm) => ({ arm, optimizer })), draws)
}
