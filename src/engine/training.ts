import { changedTo, nextChange, type Settings, settingsAt, trainedWith, variantAt } from '../experiment/changes.ts'
import type { Experiment, PlannedArm, TrainingSettings } from '../experiment/index.ts'
import { SPLITS } from '../experiment/layout.ts'
import { Chunks, type Cut } from './chunks.ts'
import { brokenRuns, createMeasuring, type Extent, type Measuring } from './measure/measuring.ts'
import type { Draws } from './session/draws.ts'
import { nextTask, type Rest } from './rest.ts'
import { armsOf, taskOf } from './session/task.ts'
import type { Engine, Engines } from './trainers/engines.ts'
import type { ArmSettings, Snapshot, TrainingTask } from './trainers/trainer.ts'

/** How it is cut into chunks, and what is called between the parts of what takes long. */
interface Parts extends Cut {
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
  readonly #rest?: Rest
  readonly #variants: readonly PlannedArm[] | null
  readonly #measuring: Measuring
  #experiment: Experiment
  /** What the next step is to be trained with, where that is something else than is known so far. */
  #wanted: Settings | null = null
  /** The step at which the trainer's settings go out of date. */
  #until = 0
  readonly #chunks: Chunks

  private constructor(engine: Engine, task: TrainingTask, experiment: Experiment, draws: Draws, parts: Parts, variants: readonly PlannedArm[] | null) {
    this.engine = engine
    this.#experiment = experiment
    this.#draws = draws
    this.#rest = parts.rest
    this.#chunks = new Chunks(parts, () => engine.trainer.settled())
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
    parts: Parts,
    variants: readonly PlannedArm[] | null = null,
  ): Promise<Training> {
    const task = taskOf(experiment, draws)
    const engine = await engines.open(wanted, task, armsAt(experiment, variants, draws, 0))
    const training = new Training(engine, task, experiment, draws, parts, variants)
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

  /** Gives the trainer a chunk, until this step at most, as soon as there is room for it; rejects where it failed before. */
  async chunk(until: number): Promise<void> {
    await this.#chunks.room()
    const { trainer } = this.engine
    this.#apply()
    const { step } = trainer
    const steps = Math.min(this.#chunks.from(step), until - step, this.#until - step)
    const given = performance.now()
    await trainer.advance(steps, this.#rest)
    this.#chunks.given(steps, given)
    await nextTask()
  }

  /** Measures all runs, [train, test][runs][layout.size], with what the last step was trained with. */
  measure(extent: Extent = 'all'): Promise<Float32Array> {
    return this.#measuring.measure(armsAt(this.#experiment, this.#variants, this.#draws, Math.max(0, this.step - 1)), this.#rest, extent)
  }

  /** Whether a measurement is asked for at one go, so that steps may follow before it is there. */
  isAtOnce(extent: Extent): boolean {
    return this.#measuring.isShort(extent)
  }

  /** Milliseconds that something else than steps takes which the trainer is asked for now. */
  worked(answer: Promise<unknown>, given: number): Promise<number> {
    return this.#chunks.flight.worked(answer, given)
  }

  /** Measures as `measure` does; a run on a GPU that has diverged is all NaN, whatever the GPU made of it. */
  async measureUnwatched(): Promise<Float32Array> {
    const { trainer, isCard } = this.engine
    if (isCard === undefined) return this.measure()
    const [measurements, snapshot] = await Promise.all([this.measure(), trainer.snapshot()])
    const runs = this.#runs
    const { size } = this.layout
    for (const run of brokenRuns(snapshot, runs)) {
      for (const split of SPLITS.keys()) measurements.fill(NaN, (split * runs + run) * size, (split * runs + run + 1) * size)
    }
    return measurements
  }

  get #runs(): number {
    return this.#task.repeats * (this.#variants ?? this.#experiment.arms).length
  }

  /** Multiply-adds of a step of all runs, forward and back, over those of a measurement. */
  get stepOverMeasurement(): number {
    const { network, batchSize } = this.#task
    return (3 * batchSize * this.#runs * network.work) / this.#measuring.work
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
