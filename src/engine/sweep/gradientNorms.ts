import type { RawData } from '../../data/dataset.ts'
import type { Experiment } from '../../experiment/index.ts'
import { loadDraws } from '../session/draws.ts'
import type { Engines } from '../trainers/engines.ts'
import { armsOf } from '../session/prepare.ts'
import { trainUnattended } from './unattended.ts'

/** The beginning of training, over which norms are averaged, and how often they are measured in it. */
export const NORM_STEPS = 100
const EVERY = 10

/**
 * Mean length of dL/dlogits of each arm on training data, over the repeats and steps 0, 10, …, 100 of a training from
 * the experiment's seeds; not a number where a run of the arm diverged. Class weights are left out.
 * Throws a `DataError` where the data cannot be had, and where the engine fails.
 */
export async function meanGradientNorms(experiment: Experiment, engines: Engines, dropped: RawData | null): Promise<number[]> {
  const { repeats } = experiment.training
  const draws = await loadDraws(experiment, dropped, () => {})
  const arms = armsOf(experiment, draws)
  const steps = Array.from({ length: NORM_STEPS / EVERY + 1 }, (_, i) => i * EVERY)
  const sums = arms.map(() => 0)
  for await (const { measurements, layout } of trainUnattended(experiment, draws, arms, engines, { steps })) {
    for (let run = 0; run < arms.length * repeats; run++) {
      sums[Math.floor(run / repeats)] += measurements[run * layout.size + layout.at.gradientNorm]
    }
  }
  return sums.map((sum) => sum / (repeats * steps.length))
}
