import { BUSY_FRAME_MS, type EngineKind, FRAME_MS, onGpu } from '../engine.ts'
import { UNKNOWN } from '../gpus.ts'
import { selfTest } from '../selfTest.ts'
import type { ArmSettings, TrainingTask } from '../trainer.ts'

/** TensorFlow.js on a WebGPU device that passes the self-test. */
export const tfjs: EngineKind = {
  name: 'tfjs',
  auto: true,
  usesGpu: true,
  takes: ['dense', 'conv'],
  async open(task, arms, gpus) {
    const gpu = await gpus.open()
    if (typeof gpu === 'string') return gpu
    const { createTfjsTrainer, useWebGPU } = await import('./index.ts')
    await useWebGPU(gpu.device, gpu.info)
    const create = async (task: TrainingTask, arms: readonly ArmSettings[]) => createTfjsTrainer('webgpu', task, arms)
    const fault = await gpus.proof('tfjs', () => selfTest(create))
    return fault ?? { trainer: await create(task, arms), ...onGpu(gpu) }
  },
}

/** TensorFlow.js in WebGL that passes the self-test: what a graphics card without WebGPU can use. */
export const tfjsWebgl: EngineKind = {
  name: 'tfjs-webgl',
  auto: false,
  takes: ['dense', 'conv'],
  async open(task, arms, gpus) {
    const [{ createTfjsTrainer }, { useWebGL }] = await Promise.all([import('./index.ts'), import('./webgl.ts')])
    const context = await useWebGL()
    if (typeof context === 'string') return context
    const { name, isSoftware, lost } = context
    const create = async (task: TrainingTask, arms: readonly ArmSettings[]) => createTfjsTrainer('webgl', task, arms)
    const fault = await gpus.proof('tfjs-webgl', () => selfTest(create))
    const frameMs = isSoftware ? BUSY_FRAME_MS : FRAME_MS
    return fault ?? { trainer: await create(task, arms), on: name, isCard: name !== UNKNOWN && !isSoftware, lost, frameMs }
  },
}

/** TensorFlow.js in plain JavaScript. */
export const tfjsCpu: EngineKind = {
  name: 'tfjs-cpu',
  auto: false,
  takes: ['dense', 'conv'],
  async open(task, arms) {
    const { createTfjsTrainer, useCpu } = await import('./index.ts')
    await useCpu()
    return { trainer: createTfjsTrainer('cpu', task, arms), lost: null, frameMs: FRAME_MS }
  },
}
