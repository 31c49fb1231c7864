import type { Draws } from '../session/draws.ts'
import { type Layout, SPLITS } from '../../experiment/layout.ts'
import { measureLogits } from './measureLogits.ts'
import { type ArmSettings, runsAsked, type Trainer } from '../trainers/trainer.ts'

/** Examples of one split to measure on. */
export interface Examples {
  readonly features: Float32Array
  readonly labels: Int32Array
}

/** A fixed sample of the training data is measured, the first of a split that is shuffled. */
const MEASURED = 2048

/** What of one draw of the data is measured: a sample of the training data, and all test data. */
export type Splits = readonly [train: Examples, test: Examples]

/** What is measured of each draw. */
export function measuredSplits({ sets }: Draws): readonly Splits[] {
  return sets.map(({ train, test, dimensions }) => {
    const most = Math.min(MEASURED, train.labels.length)
    return [{ features: train.features.slice(0, most * dimensions), labels: train.labels.slice(0, most) }, test]
  })
}

/**
 * Measures all runs on both splits, those of a repeat on its own draw where there is more than one:
 * [train, test][runs][layout.size].
 */
export async function measureAll(
  trainer: Trainer,
  draws: readonly Splits[],
  arms: readonly ArmSettings[],
  repeats: number,
  layout: Layout,
): Promise<Float32Array> {
  const runs = arms.length * repeats
  const { size } = layout
  const measurements = new Float32Array(SPLITS.length * runs * size)
  // Asked for together: a device answers all of them at once.
  const parts = SPLITS.flatMap((_, s) =>
    draws.map(async (splits, draw) => {
      const repeat = draws.length > 1 ? draw : undefined
      const measured = await measureSplit(trainer, splits[s], arms, repeats, layout, repeat)
      runsAsked(runs, repeats, repeat).forEach((run, i) => {
        measurements.set(measured.subarray(i * size, (i + 1) * size), (s * runs + run) * size)
      })
    }),
  )
  await Promise.all(parts)
  return measurements
}

/** Measures every run, or those of one repeat, on some examples: [runs][layout.size]. */
async function measureSplit(
  trainer: Trainer,
  { features, labels }: Examples,
  arms: readonly ArmSettings[],
  repeats: number,
  layout: Layout,
  repeat?: number,
): Promise<Float32Array> {
  if (trainer.measure) return trainer.measure({ features, labels }, arms, repeat)
  const asked = runsAsked(arms.length * repeats, repeats, repeat)
  const measured = new Float32Array(asked.length * layout.size)
  const logits = await trainer.predict(features, repeat)
  for (const [i, run] of asked.entries()) {
    const at = i * labels.length * layout.length.recall
    measureLogits(logits, at, labels, arms[Math.floor(run / repeats)], layout, measured, i * layout.size)
  }
  return measured
}

/** The first run whose loss or NLL on training data is no longer a number, or null. */
export function divergedRun(measurements: Float32Array, runs: number, layout: Layout): number | null {
  for (let run = 0; run < runs; run++) {
    const at = run * layout.size
    if (![layout.at.loss, layout.at.nll].every((place) => Number.isFinite(measurements[at + place]))) return run
  }
  return null
}
