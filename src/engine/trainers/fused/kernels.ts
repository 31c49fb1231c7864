import { isSoftware } from '../gpus.ts'
import { ARM } from './arms.ts'
import { DISPATCH } from './dispatch.ts'
import { LANES, PLACEMENT, TILE_EXAMPLES } from './placement.ts'
import { SUMS } from './sums.ts'
import activation from './wgsl/activation.wgsl?raw'
import backward from './wgsl/backward.wgsl?raw'
import bindings from './wgsl/bindings.wgsl?raw'
import forward from './wgsl/forward.wgsl?raw'
import loss from './wgsl/loss.wgsl?raw'
import measure from './wgsl/measure.wgsl?raw'
import predict from './wgsl/predict.wgsl?raw'
import softmax from './wgsl/softmax.wgsl?raw'
import train from './wgsl/train.wgsl?raw'
import update from './wgsl/update.wgsl?raw'
import { constants, unrolled } from './wgsl.ts'

type Access = 'uniform' | 'storage' | 'read-only-storage'

/** A pipeline with the layouts of its bind groups. */
export interface Kernel {
  readonly pipeline: GPUComputePipeline
  readonly layouts: readonly GPUBindGroupLayout[]
}

/** The bindings of `wgsl/bindings.wgsl`: placement, dispatch, features, parameters, work. */
const NETWORK = ['uniform', 'uniform', 'read-only-storage', 'storage', 'storage'] as const
/** Slots, arms, labels, batches. */
const TRAINING = ['storage', 'read-only-storage', 'read-only-storage', 'read-only-storage'] as const

interface Recipe {
  readonly parts: readonly string[]
  readonly bindings: readonly (readonly Access[])[]
}

const BASE = [PLACEMENT, DISPATCH, constants({ TILE: TILE_EXAMPLES }), bindings]
const LOSS = [ARM, loss]

/** What each kernel is assembled from, and what it binds in groups 0 and 1. */
const KERNELS = {
  train: {
    parts: [...BASE, activation, forward, ...LOSS, softmax, backward, update, train],
    bindings: [NETWORK, TRAINING],
  },
  predict: {
    parts: [...BASE, activation, forward, predict],
    /** Logits. */
    bindings: [NETWORK, ['storage']],
  },
  measure: {
    parts: [...BASE, ...LOSS, SUMS, measure],
    /** Placement and dispatch; logits, arms, labels, sums. */
    bindings: [NETWORK.slice(0, 2), ['read-only-storage', 'read-only-storage', 'read-only-storage', 'storage']],
  },
} as const satisfies Record<string, Recipe>

export type KernelName = keyof typeof KERNELS

/** Invocations of a workgroup: a software adapter runs them in turn, so that few are best. */
function invocationsOf(device: GPUDevice): number {
  return Math.min(isSoftware(device) ? 4 : 128, device.limits.maxComputeInvocationsPerWorkgroup)
}

function layoutOf(device: GPUDevice, bindings: readonly Access[]): GPUBindGroupLayout {
  return device.createBindGroupLayout({
    entries: bindings.map((type, binding) => ({ binding, visibility: GPUShaderStage.COMPUTE, buffer: { type } })),
  })
}

interface Made {
  readonly kernels: Map<KernelName, Kernel>
  /** Those that a compiler is at work on, or has been. */
  readonly underway: Map<KernelName, Promise<void>>
}

const made = new WeakMap<GPUDevice, Made>()

function madeOn(device: GPUDevice): Made {
  const known = made.get(device) ?? { kernels: new Map(), underway: new Map() }
  made.set(device, known)
  return known
}

/** The kernel of this name, made once a device; nothing in it depends on a network's shape. */
export function kernel(device: GPUDevice, name: KernelName): Kernel {
  const { kernels } = madeOn(device)
  const known = kernels.get(name)
  if (known) return known
  const { layouts, descriptor } = describe(device, name)
  const fresh = { pipeline: device.createComputePipeline(descriptor), layouts }
  kernels.set(name, fresh)
  return fresh
}

/**
 * Has all kernels made ahead of their first use, which waits for the shader compiler otherwise. Resolves when they are.
 */
export async function warmUp(device: GPUDevice): Promise<void> {
  const { kernels, underway } = madeOn(device)
  const names = Object.keys(KERNELS) as KernelName[]
  for (const name of names) {
    if (kernels.has(name) || underway.has(name)) continue
    const { layouts, descriptor } = describe(device, name)
    const compiling = device.createComputePipelineAsync(descriptor).then(
      (pipeline) => void kernels.set(name, { pipeline, layouts }),
      // Made once more where it is used, whose errors are heard.
      () => void underway.delete(name),
    )
    underway.set(name, compiling)
  }
  await Promise.all(names.map((name) => underway.get(name)))
}

function describe(device: GPUDevice, name: KernelName) {
  const { parts, bindings } = KERNELS[name]
  const layouts = bindings.map((group) => layoutOf(device, group))
  const descriptor: GPUComputePipelineDescriptor = {
    label: name,
    layout: device.createPipelineLayout({ bindGroupLayouts: layouts }),
    compute: {
      module: device.createShaderModule({ label: name, code: unrolled(parts.join('\n'), { tile: TILE_EXAMPLES, four: LANES }) }),
      entryPoint: name,
      constants: { invocations: invocationsOf(device) },
    },
  }
  return { layouts, descriptor }
}

/** Binds whole buffers in the order of the kernel's bindings. */
export function bind(device: GPUDevice, layout: GPUBindGroupLayout, buffers: readonly GPUBuffer[]): GPUBindGroup {
  const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }))
  return device.createBindGroup({ layout, entries })
}

/** Issues one dispatch of a kernel. */
export function dispatch(
  device: GPUDevice,
  { pipeline }: Kernel,
  [first, second]: readonly [GPUBindGroup, GPUBindGroup],
  ...workgroups: [x: number, y?: number]
): void {
  const encoder = device.createCommandEncoder()
  const pass = encoder.beginComputePass()
  pass.setPipeline(pipeline)
  pass.setBindGroup(0, first)
  pass.setBindGroup(1, second)
  pass.dispatchWorkgroups(...workgroups)
  pass.end()
  device.queue.submit([encoder.finish()])
}
