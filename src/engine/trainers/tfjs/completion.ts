import * as tf from '@tensorflow/tfjs-core'
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { answersOf } from '../answers.ts'
import { createFailure } from '../failure.ts'
import type { Backend } from './backend.ts'
import { createContextFailure } from './contextFailure.ts'

/** Waits for what tfjs was given to do. */
export interface Completion {
  /** Resolves when all is done; rejects when the device failed. */
  settled(): Promise<void>
  /** Values of tensors, which it disposes of; rejects when the device failed. */
  read(tensors: readonly tf.Tensor[]): Promise<Float32Array[]>
  stop(): void
}

/** @param backend the one that is chosen */
export function createCompletion(backend: Backend): Completion {
  return COMPLETIONS[backend]()
}

const COMPLETIONS: Readonly<Record<Backend, () => Completion>> = {
  cpu: () => ({ settled: async () => {}, read, stop() {} }),
  webgpu() {
    const gpu = tf.backend() as WebGPUBackend
    const failure = createFailure(gpu.device)
    const { wait } = answersOf(gpu.device)
    return {
      settled() {
        // tfjs submits every few dispatches; the last few wait in its encoder.
        gpu.ensureCommandEncoderReady()
        gpu.endComputePassEncoder()
        gpu.submitQueue()
        return failure.guard(wait(gpu.device.queue.onSubmittedWorkDone()))
      },
      read: (tensors) => failure.guard(wait(read(tensors))),
      stop: () => failure.stop(),
    }
  },
  webgl() {
    const { gpgpu } = tf.backend() as MathBackendWebGL
    const failure = createContextFailure(gpgpu.gl)
    return {
      settled: () => failure.guard(gpgpu.createAndWaitForFence()),
      read: (tensors) => failure.guard(read(tensors)),
      stop: () => failure.stop(),
    }
  },
}

async function read(tensors: readonly tf.Tensor[]): Promise<Float32Array[]> {
  try {
    // A copy: on the CPU, data() is the tensor's own memory.
    return await Promise.all(tensors.map(async (tensor) => Float32Array.from(await tensor.data<'float32'>())))
  } finally {
    tf.dispose([...tensors])
  }
}
