import { isSoftware } from '../device.ts'
import { LANES, type Plan } from './plan.ts'

/** Whether the device runs `wgsl/narrow.wgsl`, which is written for software adapters with subgroups of four. */
export function runsNarrow(device: Pick<GPUDevice, 'features' | 'adapterInfo'>): boolean {
  const { subgroupMinSize, subgroupMaxSize } = device.adapterInfo
  return isSoftware(device) && device.features.has('subgroups') && subgroupMinSize === LANES && subgroupMaxSize === LANES
}

/**
 * Whether `wgsl/narrow.wgsl` trains this network: at most four inputs and classes, and two hidden layers of 5 to 16
 * units. Narrower layers leave most of its work undone, and have no room for its activations.
 */
export function isNarrow({ layers }: Pick<Plan, 'layers'>): boolean {
  const groups = layers.map(({ outputGroups }) => outputGroups)
  const hidden = groups.slice(0, -1)
  return (
    hidden.length === 2 && hidden.every((count) => count > 1 && count <= LANES) &&
    layers[0].inputGroups === 1 && groups[2] === 1
  )
}
