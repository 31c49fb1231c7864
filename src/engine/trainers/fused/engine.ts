import { type EngineKind, onGpu } from '../engine.ts'
import { selfTest } from '../selfTest.ts'
import type { ArmSettings, TrainingTask } from '../trainer.ts'

/** WGSL on a WebGPU device that passes the self-test of the way in which the task is trained. */
export const fused: EngineKind = {
  name: 'fused',
  auto: true,
  usesGpu: true,
  takes: ['dense', 'conv'],
  async place(gpus) {
    const gpu = await gpus.open()
    return typeof gpu === 'string' ? gpu : onGpu(gpu)
  },
  async open(task, arms, gpus) {
    const gpu = await gpus.open()
    if (typeof gpu === 'string') return gpu
    const { device } = gpu
    const { createFusedTrainer, fitsFused, warmUp, wayFor } = await import('./index.ts')
    const way = wayFor(device, task, arms.length)
    const misfit = fitsFused(task, device.limits, way === 'layered' ? 'layered' : 'together')
    if (misfit) return misfit
    const create = async (task: TrainingTask, arms: readonly ArmSettings[]) => {
      await warmUp(device, way)
      return createFusedTrainer(device, task, arms, way)
    }
    const fault = await gpus.proof(`fused, ${way}`, () => selfTest(create, way === 'layered' ? 'conv' : 'dense'))
    return fault ?? { trainer: await create(task, arms), ...onGpu(gpu) }
  },
}
