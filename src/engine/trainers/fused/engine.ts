import { type EngineKind, onGpu } from '../engine.ts'
import { selfTest } from '../selfTest.ts'
import type { ArmSettings, TrainingTask } from '../trainer.ts'

/** WGSL on a WebGPU device that passes the self-test. */
export const fused: EngineKind = {
  name: 'fused',
  auto: true,
  takes: ['dense'],
  async open(task, arms, gpus) {
    const gpu = await gpus.open()
    if (typeof gpu === 'string') return gpu
    const { createFusedTrainer, fitsFused, kindFor, warmUp } = await import('./index.ts')
    const misfit = fitsFused(task, gpu.device.limits)
    if (misfit) return misfit
    const kind = kindFor(gpu.device, task)
    const create = async (task: TrainingTask, arms: readonly ArmSettings[]) => {
      await warmUp(gpu.device, kind)
      return createFusedTrainer(gpu.device, task, arms, kind)
    }
    const fault = await gpus.proof(`fused, ${kind}`, () => selfTest(create))
    return fault ?? { trainer: await create(task, arms), ...onGpu(gpu) }
  },
}
