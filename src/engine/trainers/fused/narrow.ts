import { isSoftware } from '../gpus.ts'
import type { Network } from '../../../network/network.ts'
import { LANES } from './placement.ts'

/** Whether the device runs `wgsl/narrow.wgsl`, which is written for software adapters with subgroups of four. */
export function runsNarrow(device: Pick<GPUDevice, 'features' | 'adapterInfo'>): boolean {
  const { subgroupMinSize, subgroupMaxSize } = device.adapterInfo ?? {}
  return isSoftware(device) && device.features.has('subgroups') && subgroupMinSize === LANES && subgroupMaxSize === LANES
}

/**
 * Whether `wgsl/narrow.wgsl` trains a network: at most four inputs and classes, and two hidden
 * layers of 5 to 16 units. Fewer units would leave most of its work undone, and it no room for its activations.
 */
export function isNarrow({ inputs, classes, layers }: Network): boolean {
  const [first, second] = layers.map(({ output: [units] }) => units)
  const within = (units: number, least: number, most: number) => units >= least && units <= most
  return (
    layers.length === 3 && [inputs, classes].every((units) => within(units, 1, LANES)) &&
    [first, second].every((units) => within(units, LANES + 1, LANES * LANES))
  )
}
