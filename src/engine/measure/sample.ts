import type { TrainingTask } from '../trainers/trainer.ts'

/** Multiply-adds that take as long as the metrics of one position, once its logits are there. */
const METRICS = 2048
/** Multiply-adds of a measurement that leaves room for two frames a second even where a processor's core does 10⁹ a second. */
const SHORT = 1.5e8
/** Fewer examples of a split say too little. */
const FEWEST = 100

/** How many examples of the training and of the test data are measured. */
export type Sizes = readonly [train: number, test: number]

/**
 * What frames measure while it trains: all, or a sample so small that measuring all runs on it takes no longer than
 * SHORT, or than a step of theirs where that is longer. It follows from the experiment alone, and not from the machine
 * or the clock, so that a curve is made of the same examples wherever it is drawn.
 *
 * @param all what is measured at rest
 */
export function sampleSizes({ network, batchSize, positions }: Pick<TrainingTask, 'network' | 'batchSize' | 'positions'>, runs: number, all: Sizes): Sizes {
  const perExample = network.work + METRICS * positions
  const step = 3 * batchSize * runs * network.work
  const most = Math.max(2 * FEWEST, Math.floor(Math.max(SHORT, step) / (runs * perExample)))
  if (all[0] + all[1] <= most) return all
  // Round numbers are read at a glance.
  const half = Math.floor(most / 20) * 10
  return [Math.min(all[0], Math.max(half, Math.floor((most - all[1]) / 10) * 10)), Math.min(all[1], half)]
}
