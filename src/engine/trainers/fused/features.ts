import type { TrainingTask } from '../trainer.ts'
import { storage } from './buffers.ts'
import { LANES } from './plan.ts'
import { arraysOf, createStore, type Store } from './store.ts'

/** Features [examples × dimensions] on the device, each example filled up to whole groups of four. */
export interface FeatureStore extends Store<Float32Array> {
  /** Those given at the start, which stay. */
  readonly training: GPUBuffer
}

export function createFeatureStore(device: GPUDevice, task: Pick<TrainingTask, 'sizes' | 'features' | 'draws'>): FeatureStore {
  const { sizes: [dimensions], features: training } = task
  const upload = (features: Float32Array) => storage(device, padded(features, dimensions))
  const trainingBuffer = upload(training)
  const others = createStore(upload, arraysOf(task))
  return {
    training: trainingBuffer,
    get: (features) => (features === training ? trainingBuffer : others.get(features)),
    destroy() {
      trainingBuffer.destroy()
      others.destroy()
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
