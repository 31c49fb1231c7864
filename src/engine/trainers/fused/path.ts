import { isSoftware } from '../gpus.ts'
import type { TrainingTask } from '../trainer.ts'
import { kindFor, type KindName } from './kinds.ts'
import { SMALLEST } from './pace.ts'

/** `together`: one workgroup a run, many steps a dispatch. `layered`: layer by layer, many workgroups a run. */
export type PathName = 'together' | 'layered'

/** Runs that keep every core of most cards busy, one workgroup each. */
const CORES = 16
/**
 * Multiply-adds of a step from which on its busiest lane has less to do layer by layer, by count of reads and products
 * of vec4s: with 784-64-10 and batches of 128 (2e7) 18 thousand together and 16 layer by layer, which a score of
 * dispatches makes up for; with 784-128-128-10 (4.5e7) 44 and 22.
 */
const WIDE = 2 ** 25

/**
 * Which path trains a task: a function of its shape and of whether a processor plays the card.
 *
 * - Convolutions, and labels of which some are left out, are trained layer by layer: the other path knows neither.
 * - So are dense networks on a card where there are fewer runs than it has cores and a step is long, or where one step
 *   alone, which is one dispatch together, would hold a small card for too long.
 * - All other dense networks are trained together, and all of them on a software adapter: it has a few cores, and one
 *   of them does a step of 784-64-10 in the time that two need layer by layer.
 */
export function pathOf({ network, batchSize, repeats, labels }: TrainingTask, arms: number, isSoftware: boolean): PathName {
  if (network.layers.some(({ kind }) => kind !== 'dense') || labels.includes(-1)) return 'layered'
  const work = 3 * batchSize * network.work
  const isLong = work > SMALLEST.work || (work >= WIDE && arms * repeats < CORES)
  return !isSoftware && isLong ? 'layered' : 'together'
}

/** How a task is trained: layer by layer, or together, dealt to lanes in one of these ways. */
export type Way = KindName | 'layered'

/** How a device trains a task that fits it. */
export function wayFor(device: GPUDevice, task: TrainingTask, arms: number): Way {
  return pathOf(task, arms, isSoftware(device)) === 'layered' ? 'layered' : kindFor(device, task)
}
