import { isSoftware, isUnknown } from '../gpus.ts'
import type { TrainingTask } from '../trainer.ts'
import { type Placement, placementOf, VEC4_BYTES } from './placement.ts'

/** What a workgroup's own memory holds of a run, in vec4s. */
const ROOM = { NEAR_PARAMETERS: 240, NEAR_SLOTS: 480, NEAR_WORK: 1328 } as const
const ROOM_BYTES = Object.values(ROOM).reduce((sum, size) => sum + size, 0) * VEC4_BYTES

/** How a step of a run is dealt to the lanes of its workgroup. */
export interface Kind {
  /** Where the device allows it. */
  readonly lanes: number
  /** Examples of a tile, of four units each, in `wgsl/forward.wgsl` and `wgsl/backward.wgsl`. */
  readonly examples: number
  /** Inputs of a tile, of four units each, in `wgsl/blocks.wgsl` or `wgsl/rows.wgsl`. */
  readonly inputs: 8 | 1
  /** Of the workgroup's memory, where all that it works on is there. */
  readonly room?: typeof ROOM
  /** Vec4s between the groups of a batch: one, and they stand in different banks of the workgroup's memory. */
  readonly gap: 0 | 1
}

/** Small tiles keep many lanes busy where a network is small, large ones do the most with what they read. */
export const KINDS = {
  near: { lanes: 128, examples: 2, inputs: 1, room: ROOM, gap: 1 },
  fine: { lanes: 128, examples: 2, inputs: 1, gap: 0 },
  coarse: { lanes: 256, examples: 8, inputs: 8, gap: 0 },
} as const satisfies Record<string, Kind>
export type KindName = keyof typeof KINDS

/** A software adapter runs the lanes of a workgroup in turn, so that few of them and large tiles are best. */
const SOFTWARE_LANES = 4

/** How many lanes a workgroup has that would have so many. */
export function lanesOn(device: GPUDevice, lanes: number): number {
  const { maxComputeInvocationsPerWorkgroup, maxComputeWorkgroupSizeX } = device.limits
  return Math.min(isSoftware(device) ? SOFTWARE_LANES : lanes, maxComputeInvocationsPerWorkgroup, maxComputeWorkgroupSizeX)
}

/**
 * What a device may train with. Memory of the workgroup is left to what is known to be a card: a software adapter gains
 * nothing by it, and takes seconds to compile for it.
 */
export function kindsOn(device: GPUDevice): readonly KindName[] {
  if (isSoftware(device)) return ['coarse']
  const hasRoom = !isUnknown(device) && device.limits.maxComputeWorkgroupStorageSize >= ROOM_BYTES
  return hasRoom ? ['near', 'fine', 'coarse'] : ['fine', 'coarse']
}

/** What a device trains a task with that fits it: where two kinds cost the same, the first of them. */
export function kindFor(device: GPUDevice, task: TrainingTask): KindName {
  const placement = placementOf(task, task.batchSize)
  const kinds = kindsOn(device).filter((name) => holds(KINDS[name], placementOf(task, task.batchSize, KINDS[name].gap)))
  const costs = kinds.map((name) => {
    const kind = KINDS[name]
    return busiest(placement, { ...kind, lanes: lanesOn(device, kind.lanes) })
  })
  return kinds[costs.indexOf(Math.min(...costs))]
}

function holds({ room }: Kind, { parameterStride, slotStride, workStride }: Placement): boolean {
  return !room || (parameterStride <= room.NEAR_PARAMETERS && slotStride <= room.NEAR_SLOTS && workStride <= room.NEAR_WORK)
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
