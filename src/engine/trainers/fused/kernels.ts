import { type KindName, kindsOn, lanesOn } from './kinds.ts'
import { type Access, type KernelName, RECIPES } from './recipes.ts'

/** A pipeline with the layouts of its bind groups. */
export interface Kernel {
  readonly pipeline: GPUComputePipeline
  readonly layouts: readonly GPUBindGroupLayout[]
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
 * Has the kernels made ahead of their first use that training of this kind needs, without it of any that the device has:
 * it waits for the shader compiler otherwise. Resolves when they are.
 */
export async function warmUp(device: GPUDevice, kind?: KindName): Promise<void> {
  const { kernels, underway } = madeOn(device)
  const names: readonly KernelName[] = [...(kind ? [kind] : kindsOn(device)), 'predict', 'measure']
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
  const recipe = RECIPES[name]
  const layouts = recipe.bindings.map((group) => layoutOf(device, group))
  const descriptor: GPUComputePipelineDescriptor = {
    label: name,
    layout: device.createPipelineLayout({ bindGroupLayouts: layouts }),
    compute: {
      module: device.createShaderModule({ label: name, code: recipe.code }),
      entryPoint: recipe.entry,
      constants: { invocations: lanesOn(device, recipe.lanes) },
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
