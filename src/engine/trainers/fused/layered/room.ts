import type { TrainingTask } from '../../trainer.ts'
import { mostWork } from '../buffers.ts'
import { VEC4_BYTES } from '../placement.ts'
import { type Kind, type Layout, layoutOf } from './layout.ts'

/** Bytes of the work of so many runs, and of the zeros before it. */
export const workBytes = ({ paddedBatch, workStride }: Layout, runs: number): number => (paddedBatch + runs * workStride) * VEC4_BYTES

/**
 * The layout with as many examples together, `most` or a half, a quarter … of them, as fit into a buffer; where not even
 * one example does, that of one.
 */
export function fittingLayout(task: TrainingTask, most: number, limits: GPUSupportedLimits, kind: Kind, trains = true): Layout & { readonly examples: number } {
  for (let examples = most; ; examples = Math.ceil(examples / 2)) {
    const layout = layoutOf(task, examples, kind, trains)
    if (examples === 1 || workBytes(layout, 1) <= mostWork(limits)) return { ...layout, examples }
  }
}

/** How many runs' work, at least one, a buffer should hold. */
export function runRoom(layout: Layout, limits: GPUSupportedLimits): number {
  return Math.max(1, Math.floor((mostWork(limits) / VEC4_BYTES - layout.paddedBatch) / layout.workStride))
}
