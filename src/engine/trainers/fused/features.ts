import { storage } from './buffers.ts'
import { LANES } from './placement.ts'

/** Features [examples × inputs] on the device, each example filled up to whole groups of four. */
export function uploadFeatures(device: GPUDevice, features: Float32Array, inputs: number): GPUBuffer {
  const width = Math.ceil(inputs / LANES) * LANES
  if (width === inputs) return storage(device, features as Float32Array<ArrayBuffer>)
  const examples = features.length / inputs
  const padded = new Float32Array(examples * width)
  for (let i = 0; i < examples; i++) {
    for (let j = 0; j < inputs; j++) padded[i * width + j] = features[i * inputs + j]
  }
  return storage(device, padded)
}
