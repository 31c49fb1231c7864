import { type Layout, measurementLayout, SPLITS } from '../../experiment/layout.ts'
import type { Rest } from '../rest.ts'
import type { Draws } from '../session/draws.ts'
import { type ArmSettings, type Handle, runsAsked, type Snapshot, type Trainer, type TrainingTask } from '../trainers/trainer.ts'
import { measureLogits } from './measureLogits.ts'
import { sampleSizes, type Sizes } from './sample.ts'

/** Of the training data so many are measured at most. Splits are shuffled, so that the first are a fair sample. */
const MEASURED = 2048

/** What is measured: at rest all, otherwise a sample of it where all would take long. */
export type Extent = 'all' | 'sample'

/** Examples that the trainer took in, from the first of a split on. */
export interface Taken {
  readonly labels: Int32Array
  readonly examples: number
  readonly taken: Handle
}

/** Measures the runs of one trainer, those of a repeat on its own draw where there is more than one. */
export interface Measuring {
  readonly layout: Layout
  /** The test examples of a draw. */
  test(draw: number, extent: Extent): Taken
  /** Whether a measurement is asked for at one go, however it may rest. */
  isShort(extent: Extent): boolean
  /** Multiply-adds of the forward passes of a measurement of all. */
  readonly work: number
  /** All runs on both splits, on all of them unless a sample is asked for, [train, test][runs][layout.size]; rests where that is long. */
  measure(arms: readonly ArmSettings[], rest?: Rest, extent?: Extent): Promise<Float32Array>
}

/** Multiply-adds of the forward passes of a measurement that is over before anybody could want to rest. */
const SHORT = 1e8

/** Gives a trainer what is measured of the draws, for so many runs. */
export function createMeasuring(trainer: Trainer, { sets }: Draws, task: TrainingTask, runs: number): Measuring {
  const { repeats, network } = task
  const layout = measurementLayout(sets[0].classes)
  const { size } = layout
  const [{ test, dimensions }] = sets
  const all: Sizes = [Math.min(MEASURED, task.examples), test.features.length / dimensions]
  const take = (sizes: Sizes) =>
    sets.map(({ train, test }) =>
      [train, test].map(({ features, labels }, s): Taken => {
        const known = labels.subarray(0, sizes[s] * task.positions)
        return { labels: known, examples: sizes[s], taken: trainer.take(features.subarray(0, sizes[s] * dimensions), known) }
      }),
    )
  const whole = take(all)
  let sample: typeof whole | undefined
  const splitsOf = (extent: Extent) => {
    if (extent === 'all') return whole
    const sizes = sampleSizes(task, runs, all)
    return (sample ??= sizes === all ? whole : take(sizes))
  }

  /** Every run, or those of one repeat, [runs][layout.size]. */
  async function measureSplit({ taken, labels }: Taken, arms: readonly ArmSettings[], repeat?: number, rest?: Rest): Promise<Float32Array> {
    if (trainer.measure) return trainer.measure(taken, arms, repeat, rest)
    const asked = runsAsked(runs, repeats, repeat)
    const measured = new Float32Array(asked.length * size)
    const logits = await trainer.predict(taken, repeat, rest && ((share) => rest(share / 2)))
    for (const [i, run] of asked.entries()) {
      const at = i * labels.length * layout.length.recall
      measureLogits(logits, at, labels, arms[Math.floor(run / repeats)], layout, measured, i * size)
      const wait = rest?.((1 + (i + 1) / asked.length) / 2)
      if (wait) await wait
    }
    return measured
  }

  const workOf = (splits: typeof whole) => (splits.flat().reduce((sum, { examples }) => sum + examples, 0) * network.work * runs) / splits.length

  const isShort = (extent: Extent) => workOf(splitsOf(extent)) < SHORT

  return {
    layout,
    isShort,
    work: workOf(whole),
    test: (draw, extent) => splitsOf(extent)[draw][1],
    async measure(arms, rest, extent = 'all') {
      const splits = splitsOf(extent)
      const work = workOf(splits)
      const measurements = new Float32Array(SPLITS.length * runs * size)
      const asked = splits.flatMap((ofDraw, draw) => ofDraw.map((split, s) => ({ split, s, repeat: splits.length > 1 ? draw : undefined })))
      const measurePart = async ({ split, s, repeat }: (typeof asked)[number], rest?: Rest) => {
        const measured = await measureSplit(split, arms, repeat, rest)
        runsAsked(runs, repeats, repeat).forEach((run, i) => {
          measurements.set(measured.subarray(i * size, (i + 1) * size), (s * runs + run) * size)
        })
      }
      if (!rest || isShort(extent)) {
        // Asked for together: a device answers all of them at once.
        await Promise.all(asked.map((part) => measurePart(part)))
        return measurements
      }
      const sizes = asked.map(({ split, repeat }) => (split.examples * network.work * runs) / (repeat === undefined ? 1 : splits.length))
      let before = 0
      for (const [i, part] of asked.entries()) {
        await measurePart(part, (share) => rest((before + share * sizes[i]) / work))
        before += sizes[i]
      }
      return measurements
    },
  }
}

/** The first run whose loss or NLL on training data is no longer a number, or null. */
export function divergedRun(measurements: Float32Array, runs: number, layout: Layout): number | null {
  for (let run = 0; run < runs; run++) {
    const at = run * layout.size
    if (![layout.at.loss, layout.at.nll].every((place) => Number.isFinite(measurements[at + place]))) return run
  }
  return null
}

/**
 * The runs of which a parameter is no longer a number. It is looked at here, on the CPU: WGSL lets compilers assume that
 * nothing is NaN or infinite, so that what a GPU measures of such a run may look like any other.
 *
 * @param parameters [runs × parameters]
 */
export function brokenRuns({ parameters }: Pick<Snapshot, 'parameters'>, runs: number): number[] {
  const count = parameters.length / runs
  const isWhole = (run: number) => parameters.subarray(run * count, (run + 1) * count).every((value) => Number.isFinite(value))
  return Array.from({ length: runs }, (_, run) => run).filter((run) => !isWhole(run))
}
