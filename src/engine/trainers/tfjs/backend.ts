import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-core/dist/register_all_gradients'
import '@tensorflow/tfjs-backend-cpu'
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'

/** What tfjs does its work on. That for WebGL is in `webgl.ts`, which is loaded only where it is asked for. */
export type Backend = 'webgpu' | 'webgl' | 'cpu'

/** The device that tfjs' backend for WebGPU was made with. */
let present: GPUDevice | null = null

/**
 * Makes tfjs ready to work on this device, so that its limits and its error handlers are the caller's. Tensors of
 * another device used before are gone: dispose of its trainers first, unless it was lost.
 */
export async function useWebGPU(device: GPUDevice, info: Partial<GPUAdapterInfo>): Promise<void> {
  if (device !== present) {
    if (tf.findBackendFactory('webgpu')) tf.removeBackend('webgpu')
    // The name is the one under which the kernels are registered; 3 is tfjs' own priority for it.
    tf.registerBackend('webgpu', async () => new WebGPUBackend(device, info as GPUAdapterInfo), 3)
    present = device
  }
  await use('webgpu')
}

/** Makes tfjs ready to work in plain JavaScript. */
export function useCpu(): Promise<void> {
  return use('cpu')
}

/** Makes tfjs ready to work on a backend that is registered. */
export async function use(name: Backend): Promise<void> {
  if (!(await tf.setBackend(name))) throw new Error(`TensorFlow.js cannot use its ${name} backend.`)
  await tf.ready()
}

/** Has what tfjs does next done on a backend that is ready. */
export function choose(name: Backend): void {
  // Of a backend that is ready this is done at once; the promise says nothing more.
  if (tf.getBackend() !== name) void tf.setBackend(name)
}

/** What JavaScript and WebGL have room for in one piece, about. */
const MOST_BYTES = 1 << 30

/** Bytes that one tensor may take on a backend that is ready. */
export function mostBytes(backend: Backend): number {
  return backend === 'webgpu' && present ? present.limits.maxStorageBufferBindingSize : MOST_BYTES
}
