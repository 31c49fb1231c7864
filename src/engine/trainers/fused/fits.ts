import { sizeText } from '../../../experiment/text.ts'
import type { TrainingTask } from '../trainer.ts'
import { largestBuffer } from './buffers.ts'
import { MAX_LAYERS, placementOf, VEC4_BYTES } from './placement.ts'

/** Storage buffers that the training kernel binds. */
const STORAGE_BUFFERS = 7

/**
 * Why the fused engine cannot train this task on a device with these limits, in words for a person; null where it
 * can. Only a single run, and the training features, must fit into a buffer: more runs are split into groups.
 */
export function fitsFused(task: TrainingTask, limits: GPUSupportedLimits): string | null {
  const { network, features, batchSize } = task
  const most = largestBuffer(limits)
  const layers = network.layers.length
  if (layers > MAX_LAYERS) return `The network has ${layers} layers of weights; the fused engine takes ${MAX_LAYERS}.`
  const placement = placementOf(task, batchSize)
  const featureBytes = (features.length / network.inputs) * placement.layers[0].inputGroups * VEC4_BYTES
  const parts: readonly (readonly [string, number])[] = [
    ['The training examples take', featureBytes],
    [`A run's optimizer state for ${network.parameters} parameters takes`, placement.slotStride * VEC4_BYTES],
    [`A run's activations for a batch of ${batchSize} take`, placement.workStride * VEC4_BYTES],
  ]
  const tooLarge = parts.find(([, bytes]) => bytes > most)
  if (tooLarge) return `${tooLarge[0]} ${sizeText(tooLarge[1])}; a buffer of this device holds ${sizeText(most)}.`
  if (limits.maxStorageBuffersPerShaderStage < STORAGE_BUFFERS) {
    const bound = limits.maxStorageBuffersPerShaderStage
    return `This device binds ${bound} buffers at once; the fused engine needs ${STORAGE_BUFFERS}.`
  }
  return null
}
