import { type EngineKind, onGpu } from '../engine.ts'
import { isSoftware } from '../gpus.ts'
import { selfTest } from '../selfTest.ts'
import type { ArmSettings, TrainingTask } from '../trainer.ts'

/** WGSL on a WebGPU device that passes the self-test of the path that the task takes. */
export const fused: EngineKind = {
  name: 'fused',
  auto: true,
  usesGpu: true,
  takes: ['dense', 'conv'],
  async open(task, arms, gpus) {
    const gpu = await gpus.open()
    if (typeof gpu === 'string') return gpu
    const { device } = gpu
    const { createFusedTrainer, fitsFused, pathOf, warmUp } = await import('./index.ts')
    const path = pathOf(task, arms.length, isSoftware(device))
    const misfit = fitsFused(task, device.limits, path)
    if (misfit) return misfit
    const create = async (task: TrainingTask, arms: readonly ArmSettings[]) => {
      await warmUp(device, path)
      return createFusedTrainer(device, task, arms, path)
    }
    const fault = await gpus.proof(`fused, ${path}`, () => selfTest(create, path === 'layered' ? 'conv' : 'dense'))
    return fault ?? { trainer: await create(task, arms), ...onGpu(gpu) }
  },
}
