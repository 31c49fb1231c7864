import { sizeText } from '../../../experiment/text.ts'
import type { TrainingTask } from '../trainer.ts'
import { largestBuffer } from './buffers.ts'
import { fittingLayout, workBytes } from './layered/room.ts'
import type { PathName } from './path.ts'
import { MAX_LAYERS, placementOf, VEC4_BYTES } from './placement.ts'

/** Storage buffers that the kernel of a path binds that binds the most. */
const STORAGE_BUFFERS: Readonly<Record<PathName, number>> = { together: 7, layered: 6 }

/** A part of what a task takes on the device, in words, and its bytes. */
type Part = readonly [what: string, bytes: number]

/**
 * Why the fused engine cannot train this task on a device with these limits, in words for a person; null where it
 * can. Only a single run, and the training features, must fit into a buffer: more runs are split into groups, and layer
 * by layer a batch that does not fit into parts.
 */
export function fitsFused(task: TrainingTask, limits: GPUSupportedLimits, path: PathName = 'together'): string | null {
  const most = largestBuffer(limits)
  const layers = task.network.layers.length
  if (path === 'together' && layers > MAX_LAYERS) return `The network has ${layers} layers of weights; the fused engine takes ${MAX_LAYERS}.`
  const tooLarge = (path === 'together' ? partsTogether(task) : partsLayered(task, limits)).find(([, bytes]) => bytes > most)
  if (tooLarge) return `${tooLarge[0]} ${sizeText(tooLarge[1])}; a buffer of this device holds ${sizeText(most)}.`
  if (limits.maxStorageBuffersPerShaderStage < STORAGE_BUFFERS[path]) {
    const bound = limits.maxStorageBuffersPerShaderStage
    return `This device binds ${bound} buffers at once; the fused engine needs ${STORAGE_BUFFERS[path]}.`
  }
  return null
}

const stateOf = ({ network }: TrainingTask, slotStride: number): Part => [`A run's optimizer state for ${network.parameters} parameters takes`, slotStride * VEC4_BYTES]

function partsTogether(task: TrainingTask): readonly Part[] {
  const { network, features, batchSize } = task
  const placement = placementOf(task, batchSize)
  return [
    ['The training examples take', (features.length / network.inputs) * placement.layers[0].inputGroups * VEC4_BYTES],
    stateOf(task, placement.slotStride),
    [`A run's activations for a batch of ${batchSize} take`, placement.workStride * VEC4_BYTES],
  ]
}

function partsLayered(task: TrainingTask, limits: GPUSupportedLimits): readonly Part[] {
  const layout = fittingLayout(task, task.batchSize, limits, 'hardware')
  return [
    ['The training examples take', task.features.byteLength],
    stateOf(task, layout.slotStride),
    ["A run's activations for one example take", workBytes(layout, 1)],
  ]
}
