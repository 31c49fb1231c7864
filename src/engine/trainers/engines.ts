import { type Gpu, openGpu } from './device.ts'
import { createFusedTrainer, fitsFused, warmUp } from './fused/index.ts'
import type { EngineName, EngineStatus } from '../protocol.ts'
import { createReferenceTrainer } from './reference/trainer.ts'
import { type Create, selfTest } from './selfTest.ts'
import type { ArmSettings, Trainer, TrainingTask } from './trainer.ts'

/** A trainer with what the page is told of it. */
export interface Engine {
  readonly trainer: Trainer
  readonly status: EngineStatus
  /** The device it runs on, where that is a GPU. */
  readonly gpu: Gpu | null
}

/** A device that passed the self-test of an engine, or why there is none. */
interface Tested {
  readonly gpu: Gpu
  readonly create: Create
}

const LABELS: Readonly<Record<EngineName, string>> = {
  fused: 'Fused on WebGPU',
  tfjs: 'TensorFlow.js on WebGPU',
  'tfjs-cpu': 'TensorFlow.js on the CPU',
  reference: 'Reference on the CPU',
}

/** Finds what trains an experiment, and keeps the device between experiments. */
export class Engines {
  #gpu: Promise<Gpu | string> | null = null
  readonly #tested = new Map<EngineName, Promise<Tested | string>>()

  /** The device was lost: the next experiment, or the present one, asks for another. */
  forget(): void {
    this.#gpu = null
    this.#tested.clear()
  }

  /**
   * The engine that was asked for, or the best that works instead, with the reason. `auto` is the fused engine
   * where WebGPU passes its self-test, TensorFlow.js where the network is too large for it, else the CPU.
   */
  async open(wanted: EngineName | 'auto', task: TrainingTask, arms: readonly ArmSettings[]): Promise<Engine> {
    let reason: string | undefined
    const order: readonly EngineName[] = wanted === 'auto' ? ['fused', 'tfjs', 'reference'] : [wanted, 'reference']
    for (const name of order) {
      const found = await this.#try(name, task, arms)
      if (typeof found !== 'string') return reason ? { ...found, status: { ...found.status, reason } } : found
      reason ??= found
    }
    throw new Error(reason)
  }

  async #try(name: EngineName, task: TrainingTask, arms: readonly ArmSettings[]): Promise<Engine | string> {
    if (name === 'reference') {
      return { trainer: createReferenceTrainer(task, arms), status: { name, label: LABELS[name] }, gpu: null }
    }
    if (name === 'tfjs-cpu') {
      const { createTfjsTrainer, useCpu } = await import('./tfjs/index.ts')
      await useCpu()
      return { trainer: createTfjsTrainer('cpu', task, arms), status: { name, label: LABELS[name] }, gpu: null }
    }
    const tested = await this.#test(name)
    if (typeof tested === 'string') return tested
    const unfit = name === 'fused' ? fitsFused(task, tested.gpu.device.limits) : null
    if (unfit) return unfit
    try {
      const status = { name, label: `${LABELS[name]} (${tested.gpu.name})` }
      return { trainer: await tested.create(task, arms), status, gpu: tested.gpu }
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  #test(name: 'fused' | 'tfjs'): Promise<Tested | string> {
    const known = this.#tested.get(name)
    if (known) return known
    const testing = this.#prove(name)
    this.#tested.set(name, testing)
    return testing
  }

  async #prove(name: 'fused' | 'tfjs'): Promise<Tested | string> {
    this.#gpu ??= openGpu()
    const gpu = await this.#gpu
    if (typeof gpu === 'string') return gpu
    const create = name === 'fused' ? fusedOn(gpu) : await tfjsOn(gpu)
    const fault = await selfTest(create)
    return fault ?? { gpu, create }
  }
}

function fusedOn({ device }: Gpu): Create {
  return async (task, arms) => {
    await warmUp(device, task.sizes)
    return createFusedTrainer(device, task, arms)
  }
}

async function tfjsOn({ device, info }: Gpu): Promise<Create> {
  const { createTfjsTrainer, useWebGPU } = await import('./tfjs/index.ts')
  await useWebGPU(device, info)
  return async (task, arms) => createTfjsTrainer('webgpu', task, arms)
}
