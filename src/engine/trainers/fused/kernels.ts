import { kindsOn, lanesOn } from './kinds.ts'
import type { Way } from './path.ts'
import type { Access, Recipe } from './recipe.ts'
import { type KernelName, LAYERED_KERNELS, RECIPES } from './recipes.ts'

/** A pipeline with the layouts of its bind groups. */
export interface Kernel {
  readonly pipeline: GPUComputePipeline
  readonly layouts: readonly GPUBindGroupLayout[]
  /** Of a workgroup. */
  readonly invocations: number
}

function layoutOf(device: GPUDevice, bindings: readonly Access[]): GPUBindGroupLayout {
  return device.createBindGroupLayout({
    entries: bindings.map((access, binding) => ({ binding, visibility: GPUShaderStage.COMPUTE, buffer: bufferOf(access) })),
  })
}

function bufferOf(access: Access): GPUBufferBindingLayout {
  return access === 'chosen' ? { type: 'uniform', hasDynamicOffset: true } : { type: access }
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
  const { descriptor, ...about } = describe(device, name)
  const fresh = { pipeline: device.createComputePipeline(descriptor), ...about }
  kernels.set(name, fresh)
  return fresh
}

/**
 * Has the kernels made ahead of their first use that training in this way needs, without it of all ways of training
 * together that the device has: it waits for the shader compiler otherwise. Resolves when they are.
 */
export async function warmUp(device: GPUDevice, way?: Way): Promise<void> {
  const { kernels, underway } = madeOn(device)
  const names: readonly KernelName[] = way === 'layered' ? [...LAYERED_KERNELS, 'measure'] : [...(way ? [way] : kindsOn(device)), 'predict', 'measure']
  for (const name of names) {
    if (kernels.has(name) || underway.has(name)) continue
    const { descriptor, ...about } = describe(device, name)
    const compiling = device.createComputePipelineAsync(descriptor).then(
      (pipeline) => void kernels.set(name, { pipeline, ...about }),
      // Made once more where it is used, whose errors are heard.
      () => void underway.delete(name),
    )
    underway.set(name, compiling)
  }
  await Promise.all(names.map((name) => underway.get(name)))
}

function describe(device: GPUDevice, name: KernelName) {
  const recipe: Recipe = RECIPES[name]
  const invocations = lanesOn(device, recipe.lanes)
  const layouts = recipe.bindings.map((group) => layoutOf(device, group))
  const descriptor: GPUComputePipelineDescriptor = {
    label: name,
    layout: device.createPipelineLayout({ bindGroupLayouts: layouts }),
    compute: {
      module: device.createShaderModule({ label: name, code: recipe.code }),
      entryPoint: recipe.entry,
      constants: { invocations },
    },
  }
  return { layouts, invocations, descriptor }
}

/** Binds buffers in the order of the kernel's bindings, whole, or of those of which a part is chosen so many bytes. */
export function bind(device: GPUDevice, layout: GPUBindGroupLayout, buffers: readonly (GPUBuffer | GPUBufferBinding)[]): GPUBindGroup {
  const entries = buffers.map((given, binding) => ({ binding, resource: 'buffer' in given ? given : { buffer: given } }))
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
