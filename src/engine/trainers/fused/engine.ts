import { type EngineKind, onGpu } from '../engine.ts'
import { selfTest } from '../selfTest.ts'
import type { ArmSettings, TrainingTask } from '../trainer.ts'

/** WGSL on a WebGPU device that passes the self-test. */
export const fused: EngineKind = {
  name: 'fused',
  auto: true,
  usesGpu: true,
  takes: ['dense'],
  async open(task, arms, gpus) {
    const gpu = await gpus.open()
    if (typeof gpu === 'string') return gpu
    const { createFusedTrainer, fitsFused, warmUp } = await import('./index.ts')
    const create = async (task: TrainingTask, arms: readonly ArmSettings[]) => {
      await warmUp(gpu.device)
      return createFusedTrainer(gpu.device, task, arms)
    }
    const fault = (await gpus.proof('fused', () => selfTest(create))) ?? fitsFused(task, gpu.device.limits)
    return fault ?? { trainer: await create(task, arms), ...onGpu(gpu) }
  },
}
