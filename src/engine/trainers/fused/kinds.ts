import { isSoftware } from '../gpus.ts'
import type { TrainingTask } from '../trainer.ts'
import { type Placement, placementOf } from './placement.ts'

/** How a step of a run is dealt to the lanes of its workgroup. */
export interface Kind {
  /** Where the device allows it. */
  readonly lanes: number
  /** Examples of a tile, of four units each, in `wgsl/forward.wgsl` and `wgsl/backward.wgsl`. */
  readonly examples: number
  /** Inputs of a tile, of four units each, in `wgsl/blocks.wgsl` or `wgsl/rows.wgsl`. */
  readonly inputs: 8 | 1
}

/** Large tiles do the most with what they read, small ones keep many lanes busy where a network is small. */
export const KINDS = {
  coarse: { lanes: 128, examples: 8, inputs: 8 },
  fine: { lanes: 128, examples: 2, inputs: 1 },
} as const satisfies Record<string, Kind>
export type KindName = keyof typeof KINDS

/** A software adapter runs the lanes of a workgroup in turn, so that few of them and large tiles are best. */
export const SOFTWARE_LANES = 4

/** What a device may train with. */
export function kindsOn(device: GPUDevice): readonly KindName[] {
  return isSoftware(device) ? ['coarse'] : ['coarse', 'fine']
}

/** What a device trains a task with that fits it. */
export function kindFor(device: GPUDevice, task: TrainingTask): KindName {
  const placement = placementOf(task, task.batchSize)
  const kinds = kindsOn(device)
  const costs = kinds.map((name) => busiest(placement, KINDS[name]))
  return kinds[costs.indexOf(Math.min(...costs))]
}

/** Reads and multiply-adds of vec4s, in a step, of the lane that has most to do. */
export function busiest({ layers, paddedBatch, parameterStride, blocks }: Placement, { lanes, examples, inputs }: Kind): number {
  const rounds = (tiles: number) => Math.ceil(tiles / lanes)
  /** A pass through a layer, whose tiles take four weights and then their examples in turn. */
  const pass = (from: number, to: number) => rounds((to * paddedBatch) / examples) * from * (4 + examples + 4 * examples)
  const passes = layers.map(({ inputGroups, outputGroups }, l) => {
    return pass(inputGroups, outputGroups) + (l > 0 ? pass(outputGroups, inputGroups) : 0)
  })
  const reads = 1 + Math.ceil(inputs / 4)
  const update = rounds(inputs === 1 ? parameterStride : blocks) * paddedBatch * (reads + inputs)
  return passes.reduce((sum, own) => sum + own, update)
}
