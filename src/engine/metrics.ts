import type { Dataset } from '../data/dataset.ts'
import { type Layout, SPLITS } from './layout.ts'
import { measureLogits } from './measure.ts'
import type { ArmSettings, Trainer } from './trainer.ts'

/** Examples of one split to measure on. */
export interface Examples {
  readonly features: Float32Array
  readonly labels: Int32Array
}

/** A fixed sample of the training data is measured, the first of a split that is shuffled. */
const MEASURED = 2048

/** What of a dataset is measured: a sample of the training data, and all test data. */
export function measuredSplits({ train, test, dimensions }: Dataset): readonly [train: Examples, test: Examples] {
  const most = Math.min(MEASURED, train.labels.length)
  return [{ features: train.features.slice(0, most * dimensions), labels: train.labels.slice(0, most) }, test]
}

/** Measures all runs on both splits: [train, test][runs][layout.size]. */
export async function measureAll(
  trainer: Trainer,
  splits: readonly [train: Examples, test: Examples],
  arms: readonly ArmSettings[],
  repeats: number,
  layout: Layout,
): Promise<Float32Array> {
  const runs = arms.length * repeats
  const block = runs * layout.size
  const measurements = new Float32Array(SPLITS.length * block)
  for (const [s, examples] of splits.entries()) {
    if (trainer.measure) {
      measurements.set(await trainer.measure(examples, arms), s * block)
      continue
    }
    const logits = await trainer.predict(examples.features)
    for (let run = 0; run < runs; run++) {
      const at = run * examples.labels.length * layout.length.recall
      const arm = arms[Math.floor(run / repeats)]
      measureLogits(logits, at, examples.labels, arm, layout, measurements, s * block + run * layout.size)
    }
  }
  return measurements
}

/** The first run whose loss or NLL on training data is no longer a number, or null. */
export function divergedRun(measurements: Float32Array, runs: number, layout: Layout): number | null {
  for (let run = 0; run < runs; run++) {
    const at = run * layout.size
    if (![layout.at.loss, layout.at.nll].every((place) => Number.isFinite(measurements[at + place]))) return run
  }
  return null
}
