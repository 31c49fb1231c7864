import { afterEach, beforeAll, expect } from 'vitest'
import { warmUp } from '../../../src/engine/trainers/fused/index.ts'
import type { ArmSettings, OptimizerKind, TrainingTask } from '../../../src/engine/trainers/trainer.ts'
import { evaluateLoss, type Loss } from '../../../src/loss/index.ts'
import { type Activation, denseNetwork } from '../../../src/network/network.ts'

/** One of each kind of the family, ε below and above −1 among them. */
export const FAMILY: Readonly<Record<string, Loss>> = Object.fromEntries(
  (
    [
      ['CE', {}],
      ['Poly-1', { epsilon: [2] }],
      ['Poly-1 at −1', { epsilon: [-1] }],
      ['Poly-1 below −1', { epsilon: [-1.5] }],
      ['Poly-N', { epsilon: [1, -0.5, 2, 0, 0, 0.3, 0, 1] }],
      ['focal', { gamma: 2 }],
      ['focal, broken γ', { gamma: 0.5 }],
      ['Poly-1 focal', { gamma: 2, epsilon: [-1] }],
      ['L_Drop 1', { terms: 1 }],
      ['L_Drop 2', { terms: 2 }],
      ['L_Drop 600', { terms: 600 }],
      ['L_Drop 5, focal', { terms: 5, gamma: 1.3 }],
      ['smoothed', { labelSmoothing: 0.1, epsilon: [2] }],
      ['smoothed focal', { labelSmoothing: 0.2, gamma: 2 }],
    ] satisfies readonly (readonly [string, Partial<Loss>])[]
  ).map(([name, loss]) => [name, { gamma: 0, terms: Infinity, epsilon: [], labelSmoothing: 0, ...loss }]),
)

/** An arm with a rate at which fifty steps stay tame. */
export function armOf(
  loss: Loss,
  classes: number,
  optimizer: OptimizerKind,
  change: Partial<ArmSettings> = {},
): ArmSettings {
  const classWeights = new Float64Array(classes).fill(1)
  return { loss, classWeights, learningRate: optimizer === 'sgd' ? 0.03 : 0.01, momentum: 0.9, weightDecay: 0, ...change }
}

/**
 * Examples that can be learned, but not all: each class leans in a direction of its own. Where they have several
 * positions, these have other labels, and every fifth has none.
 */
export function examplesOf(examples: number, dimensions: number, classes: number, positions = 1) {
  const features = new Float32Array(examples * dimensions)
  const labels = new Int32Array(examples * positions)
  for (let i = 0; i < examples; i++) {
    const label = (i * 7 + (i >> 3)) % classes
    for (let p = 0; p < positions; p++) labels[i * positions + p] = positions > 1 && (i + p) % 5 === 4 ? -1 : (label + p) % classes
    for (let j = 0; j < dimensions; j++) {
      features[i * dimensions + j] = Math.sin(label * (j + 1) + 1) + 1.3 * Math.sin(12.9898 * i + 78.233 * j + i * j)
    }
  }
  return { features, labels }
}


/** What a task may have of its own; where it has no network, it is dense, of these layer sizes. */
export type Change = Partial<TrainingTask> & {
  readonly sizes?: readonly number[]
  readonly activation?: Activation
}

/** A task that trains quickly, but for what is changed. */
export function taskOf({ sizes = [3, 5, 4, 3], activation = 'tanh', ...change }: Change = {}): TrainingTask {
  const { examples = 48, draws = 1, network = denseNetwork(sizes, activation) } = change
  return {
    network,
    optimizer: 'adam',
    batchSize: 10,
    repeats: 2,
    seed: 3,
    vary: 'both',
    draws,
    examples,
    positions: network.positions,
    ...examplesOf(draws * examples, network.inputs, network.classes, network.positions),
    ...change,
  }
}

/** ‖a − b‖ / ‖b‖; where b is 0, ‖a‖. */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length)
  let difference = 0
  let norm = 0
  for (let i = 0; i < a.length; i++) {
    difference += (a[i] - b[i]) ** 2
    norm += b[i] ** 2
  }
  return norm === 0 ? Math.sqrt(difference) : Math.sqrt(difference / norm)
}

/** Numbers of one run out of those of all runs. */
export function ofRun<T extends Float32Array | Float64Array>(all: T, run: number, runs: number): T {
  const count = all.length / runs
  return all.subarray(run * count, (run + 1) * count) as T
}

/** Each run's mean loss over what has a label, from logits [runs × rows × classes], in float64. */
export function lossesOf(
  logits: ArrayLike<number>,
  labels: Int32Array,
  task: TrainingTask,
  arms: readonly ArmSettings[],
): number[] {
  const { classes } = task.network
  return Array.from({ length: arms.length * task.repeats }, (_, run) => {
    const { loss, classWeights } = arms[Math.floor(run / task.repeats)]
    let sum = 0
    for (let i = 0; i < labels.length; i++) {
      if (labels[i] < 0) continue
      const at = (run * labels.length + i) * classes
      const row = Array.from({ length: classes }, (_, k) => logits[at + k])
      sum += evaluateLoss(loss, row, labels[i], classWeights[labels[i]]).value
    }
    return sum / labels.filter((label) => label >= 0).length
  })
}

const errors: string[] = []
let shared: Promise<GPUDevice> | undefined
/** Kept, and with each the shaders that were compiled for it: another that asks for the same has them at once. */
const likenesses: object[] = []

/** The device of all tests that do not lose theirs: on another its shaders would be compiled anew, for seconds. */
export function sharedDevice(): Promise<GPUDevice> {
  return (shared ??= newDevice(errors))
}

/** Fails where WebGPU has reported an error of the shared device beside its promises. */
export async function expectNoErrors(): Promise<void> {
  await (await shared)?.queue.onSubmittedWorkDone()
  expect(errors.splice(0)).toEqual([])
}

/** The shared device for the tests of a file; an error that WebGPU reports beside its promises fails the test that it is in. */
export function useDevice(): { readonly device: GPUDevice } {
  let device: GPUDevice | undefined
  beforeAll(async () => {
    device = await sharedDevice()
    await warmUp(device)
  })
  afterEach(expectNoErrors)
  return {
    get device() {
      if (!device) throw new Error('The device is there once a test runs.')
      return device
    },
  }
}

/** What is like this device, or this queue, but for what is given; destroyed, it leaves what it is like as it is. */
export function like<T extends GPUDevice | GPUQueue>(of: T, own: { readonly [name in keyof T]?: unknown }): T {
  const given: object = { destroy() {}, ...own }
  const likeness = new Proxy(of, {
    get(_, name) {
      const value: unknown = Reflect.get(name in given ? given : of, name)
      return typeof value === 'function' && !(name in given) ? value.bind(of) : value
    },
  })
  likenesses.push(likeness)
  return likeness
}

export async function newDevice(errors: string[]): Promise<GPUDevice> {
  const adapter = await navigator.gpu.requestAdapter()
  if (!adapter) throw new Error('No WebGPU adapter.')
  const requiredFeatures = (['subgroups'] as const).filter((feature) => adapter.features.has(feature))
  const { maxComputeWorkgroupStorageSize } = adapter.limits
  const device = await adapter.requestDevice({ requiredFeatures, requiredLimits: { maxComputeWorkgroupStorageSize } })
  device.addEventListener('uncapturederror', ({ error }) => errors.push(error.message))
  return device
}

/** A device's limits as plain numbers, so that some can be changed. */
export function limitsOf(device: GPUDevice): GPUSupportedLimits {
  const limits: Record<string, number> = {}
  for (const name in device.limits) {
    const value = device.limits[name as keyof GPUSupportedLimits]
    if (typeof value === 'number') limits[name] = value
  }
  return limits as unknown as GPUSupportedLimits
}
