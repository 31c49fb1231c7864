import type { EngineKind } from '../../src/engine/trainers/engine.ts'
import { fused } from '../../src/engine/trainers/fused/engine.ts'
import { openGpu } from '../../src/engine/trainers/gpus.ts'
import { createFusedTrainer, warmUp } from '../../src/engine/trainers/fused/index.ts'
import { reference } from '../../src/engine/trainers/reference/engine.ts'
import { createReferenceTrainer } from '../../src/engine/trainers/reference/trainer.ts'
import { tfjs, tfjsCpu } from '../../src/engine/trainers/tfjs/engine.ts'
import { createTfjsTrainer, useCpu, useWebGPU } from '../../src/engine/trainers/tfjs/index.ts'
import { wasm } from '../../src/engine/trainers/wasm/engine.ts'
import { createPortableTrainer } from '../../src/engine/trainers/wasm/index.ts'
import { createJax, useJax } from './jax.ts'
import { createLayers } from './layers.ts'
import type { CreatePeer } from './peer.ts'

export interface BenchEngine {
  readonly engine: string
  readonly backend: string
  /** With more runs than this it is left out. */
  readonly mostRuns: number
  /** The kinds of layers that it trains; tasks with others leave it out. */
  readonly takes: EngineKind['takes']
  /** Makes what all its peers share ready; called again before each turn. */
  enter(): Promise<unknown>
  readonly create: CreatePeer
}

const ALL: EngineKind['takes'] = ['dense', 'conv']

/** Faults of any device, in words. */
export const faults: string[] = []

export const gpu = openGpu().then(async (found) => {
  if (typeof found === 'string') throw new Error(found)
  found.device.addEventListener('uncapturederror', ({ error }) => faults.push(error.message))
  await warmUp(found.device)
  return found
})

async function enterTfjsWebGPU(): Promise<void> {
  const { device, info } = await gpu
  await useWebGPU(device, info)
}

export const ENGINES: readonly BenchEngine[] = [
  {
    engine: 'fused',
    backend: 'webgpu',
    mostRuns: Infinity,
    takes: fused.takes,
    enter: () => gpu,
    create: async (task, arm) => createFusedTrainer((await gpu).device, task, [arm]),
  },
  {
    engine: 'portable',
    backend: 'wasm',
    mostRuns: Infinity,
    takes: wasm.takes,
    enter: async () => {},
    create: (task, arm) => createPortableTrainer(task, [arm]),
  },
  {
    engine: 'reference',
    backend: 'cpu',
    mostRuns: Infinity,
    takes: reference.takes,
    enter: async () => {},
    create: async (task, arm) => createReferenceTrainer(task, [arm]),
  },
  {
    engine: 'tfjs ops',
    backend: 'webgpu',
    mostRuns: Infinity,
    takes: tfjs.takes,
    enter: enterTfjsWebGPU,
    create: async (task, arm) => createTfjsTrainer('webgpu', task, [arm]),
  },
  {
    engine: 'tfjs ops',
    backend: 'cpu',
    mostRuns: Infinity,
    takes: tfjsCpu.takes,
    enter: useCpu,
    create: async (task, arm) => createTfjsTrainer('cpu', task, [arm]),
  },
  // A step with convolutions takes it five seconds on the software adapter.
  { engine: 'tfjs layers', backend: 'webgpu', mostRuns: 1, takes: ['dense'], enter: enterTfjsWebGPU, create: createLayers },
  { engine: 'tfjs layers', backend: 'cpu', mostRuns: 1, takes: ALL, enter: useCpu, create: createLayers },
  {
    engine: 'jax-js',
    backend: 'webgpu',
    mostRuns: Infinity,
    takes: ALL,
    enter: () => useJax('webgpu'),
    create: createJax('webgpu'),
  },
  {
    engine: 'jax-js',
    backend: 'wasm',
    mostRuns: Infinity,
    takes: ALL,
    enter: () => useJax('wasm'),
    create: createJax('wasm'),
  },
]
