import { type Layout, measurementLayout, SPLITS } from '../../experiment/layout.ts'
import type { Draws } from '../session/draws.ts'
import { type ArmSettings, type Handle, runsAsked, type Trainer } from '../trainers/trainer.ts'
import { measureLogits } from './measureLogits.ts'

/** A fixed sample of the training data is measured, the first of a split that is shuffled. */
const MEASURED = 2048

/** Measures the runs of one trainer, those of a repeat on its own draw where there is more than one. */
export interface Measuring {
  readonly layout: Layout
  /** The test examples of each draw, as the trainer took them in. */
  readonly tests: readonly Handle[]
  /** All runs on both splits, [train, test][runs][layout.size]. */
  measure(arms: readonly ArmSettings[]): Promise<Float32Array>
}

/** Gives a trainer what is measured of the draws: a sample of the training data, and all test data. */
export function createMeasuring(trainer: Trainer, { sets }: Draws, repeats: number): Measuring {
  const layout = measurementLayout(sets[0].classes)
  const { size } = layout
  const splits = sets.map(({ train, test, dimensions }) => {
    const examples = Math.min(MEASURED, train.features.length / dimensions)
    const positions = (train.labels.length * dimensions) / train.features.length
    const sample = { features: train.features.subarray(0, examples * dimensions), labels: train.labels.subarray(0, examples * positions) }
    return [sample, test].map(({ features, labels }) => ({ labels, taken: trainer.take(features, labels) }))
  })

  /** Every run, or those of one repeat, [runs][layout.size]. */
  async function measureSplit({ taken, labels }: (typeof splits)[number][number], arms: readonly ArmSettings[], repeat?: number): Promise<Float32Array> {
    if (trainer.measure) return trainer.measure(taken, arms, repeat)
    const asked = runsAsked(arms.length * repeats, repeats, repeat)
    const measured = new Float32Array(asked.length * size)
    const logits = await trainer.predict(taken, repeat)
    for (const [i, run] of asked.entries()) {
      const at = i * labels.length * layout.length.recall
      measureLogits(logits, at, labels, arms[Math.floor(run / repeats)], layout, measured, i * size)
    }
    return measured
  }

  return {
    layout,
    tests: splits.map(([, test]) => test.taken),
    async measure(arms) {
      const runs = arms.length * repeats
      const measurements = new Float32Array(SPLITS.length * runs * size)
      // Asked for together: a device answers all of them at once.
      const parts = splits.flatMap((ofDraw, draw) =>
        ofDraw.map(async (split, s) => {
          const repeat = splits.length > 1 ? draw : undefined
          const measured = await measureSplit(split, arms, repeat)
          runsAsked(runs, repeats, repeat).forEach((run, i) => {
            measurements.set(measured.subarray(i * size, (i + 1) * size), (s * runs + run) * size)
          })
        }),
      )
      await Promise.all(parts)
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
