import { storage } from './buffers.ts'
import { LANES } from './plan.ts'

/** Arrays that stay on the device beside the training features; the one used longest ago goes first. */
const MOST_KEPT = 4

/** Features on the device, known by their array. */
export interface FeatureStore {
  /** Those given at the start, which stay. */
  readonly training: GPUBuffer
  /** The buffer of features [examples × dimensions], each example filled up to whole groups of four. */
  get(features: Float32Array): GPUBuffer
  destroy(): void
}

export function createFeatureStore(device: GPUDevice, dimensions: number, training: Float32Array): FeatureStore {
  const trainingBuffer = storage(device, padded(training, dimensions))
  const kept = new Map<Float32Array, GPUBuffer>()
  return {
    training: trainingBuffer,
    get(features) {
      if (features === training) return trainingBuffer
      const buffer = kept.get(features) ?? storage(device, padded(features, dimensions))
      kept.delete(features)
      kept.set(features, buffer)
      for (const [oldest, old] of kept) {
        if (kept.size <= MOST_KEPT) break
        kept.delete(oldest)
        old.destroy()
      }
      return buffer
    },
    destroy() {
      trainingBuffer.destroy()
      for (const buffer of kept.values()) buffer.destroy()
    },
  }
}

function padded(features: Float32Array, dimensions: number): Float32Array<ArrayBuffer> {
  const width = Math.ceil(dimensions / LANES) * LANES
  if (width === dimensions) return features as Float32Array<ArrayBuffer>
  const examples = features.length / dimensions
  const out = new Float32Array(examples * width)
  for (let i = 0; i < examples; i++) {
    for (let j = 0; j < dimensions; j++) out[i * width + j] = features[i * dimensions + j]
  }
  return out
}
