import { type Layout, measurementLayout, SPLITS } from '../../experiment/layout.ts'
import type { Rest } from '../rest.ts'
import type { Draws } from '../session/draws.ts'
import { type ArmSettings, type Handle, runsAsked, type Trainer, type TrainingTask } from '../trainers/trainer.ts'
import { measureLogits } from './measureLogits.ts'

/** A fixed sample of the training data is measured, the first of a split that is shuffled. */
const MEASURED = 2048

/** Measures the runs of one trainer, those of a repeat on its own draw where there is more than one. */
export interface Measuring {
  readonly layout: Layout
  /** The test examples of each draw, as the trainer took them in. */
  readonly tests: readonly Handle[]
  /** Multiply-adds of the forward passes of a measurement of so many runs. */
  work(runs: number): number
  /** All runs on both splits, [train, test][runs][layout.size]; rests where that is long. */
  measure(arms: readonly ArmSettings[], rest?: Rest): Promise<Float32Array>
}

/** Multiply-adds of the forward passes of a measurement that is over before anybody could want to rest. */
const SHORT = 1e8

/** Gives a trainer what is measured of the draws: a sample of the training data, and all test data. */
export function createMeasuring(trainer: Trainer, { sets }: Draws, { repeats, network }: Pick<TrainingTask, 'repeats' | 'network'>): Measuring {
  const layout = measurementLayout(sets[0].classes)
  const { size } = layout
  const splits = sets.map(({ train, test, dimensions }) => {
    const examples = Math.min(MEASURED, train.features.length / dimensions)
    const positions = (train.labels.length * dimensions) / train.features.length
    const sample = { features: train.features.subarray(0, examples * dimensions), labels: train.labels.subarray(0, examples * positions) }
    return [sample, test].map(({ features, labels }) => ({ labels, examples: features.length / dimensions, taken: trainer.take(features, labels) }))
  })

  /** Every run, or those of one repeat, [runs][layout.size]. */
  async function measureSplit({ taken, labels }: (typeof splits)[number][number], arms: readonly ArmSettings[], repeat?: number, rest?: Rest): Promise<Float32Array> {
    if (trainer.measure) return trainer.measure(taken, arms, repeat, rest)
    const asked = runsAsked(arms.length * repeats, repeats, repeat)
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

  const examples = splits.flat().reduce((sum, split) => sum + split.examples, 0)
  const work = (runs: number) => (examples * network.work * runs) / splits.length

  return {
    layout,
    work,
    tests: splits.map(([, test]) => test.taken),
    async measure(arms, rest) {
      const runs = arms.length * repeats
      const measurements = new Float32Array(SPLITS.length * runs * size)
      const asked = splits.flatMap((ofDraw, draw) => ofDraw.map((split, s) => ({ split, s, repeat: splits.length > 1 ? draw : undefined })))
      const measurePart = async ({ split, s, repeat }: (typeof asked)[number], rest?: Rest) => {
        const measured = await measureSplit(split, arms, repeat, rest)
        runsAsked(runs, repeats, repeat).forEach((run, i) => {
          measurements.set(measured.subarray(i * size, (i + 1) * size), (s * runs + run) * size)
        })
      }
      if (!rest || work(runs) < SHORT) {
        // Asked for together: a device answers all of them at once.
        await Promise.all(asked.map((part) => measurePart(part)))
        return measurements
      }
      const sizes = asked.map(({ split, repeat }) => (split.examples * network.work * runs) / (repeat === undefined ? 1 : splits.length))
      let before = 0
      for (const [i, part] of asked.entries()) {
        await measurePart(part, (share) => rest((before + share * sizes[i]) / work(runs)))
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
