import type { TrainingTask } from '../trainer.ts'

/** `together`: one workgroup a run, many steps a dispatch. `layered`: layer by layer, many workgroups a run. */
export type PathName = 'together' | 'layered'

/** Runs that keep every core of most cards busy, one workgroup each. */
const CORES = 16
/** Multiply-adds of a step from which on a workgroup of its own takes longer than some twenty dispatches. */
const WIDE = 2 ** 23

/**
 * Which path trains a task: a function of its shape and of whether a processor plays the card.
 *
 * - Convolutions, and labels of which some are left out, are trained layer by layer: the other path knows neither.
 * - So are dense networks on a card where there are fewer runs than it has cores and a step is long.
 * - All other dense networks are trained together, and all of them on a software adapter: it has a few cores, and one
 *   of them does a step of 784-64-10 in the time that two need layer by layer.
 */
export function pathOf({ network, batchSize, repeats, labels }: TrainingTask, arms: number, isSoftware: boolean): PathName {
  if (network.layers.some(({ kind }) => kind !== 'dense') || labels.includes(-1)) return 'layered'
  const isWide = 3 * batchSize * network.work >= WIDE
  return !isSoftware && isWide && arms * repeats < CORES ? 'layered' : 'together'
}
