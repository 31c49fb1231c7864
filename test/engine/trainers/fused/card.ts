import { expectNoErrors, like, sharedDevice } from '../fixtures.ts'

/** How a device stands in for a graphics card: as many lanes a workgroup, and what is made of its shaders. */
export interface Card {
  readonly lanes: number
  /** The last lane does what the first would. */
  readonly reversed?: boolean
  /** What becomes of a kernel's text. */
  readonly edit?: (code: string, kernel: string) => string
  /** Whether every storage buffer begins filled with NaN. */
  readonly isDirty?: boolean
}

const LANE = '@builtin(local_invocation_index) lane: u32'
/** Filled with it, a float is NaN, and an index is far outside. */
const NAN_BITS = 0x7fc0dead

/** The kernel's text with its lanes in reversed order. */
function reversed(code: string): string {
  const body = code.indexOf('{', code.indexOf(LANE)) + 1
  const back = '\n  let lane = invocations - 1u - forwardLane;'
  return `${code.slice(0, body)}${back}${code.slice(body)}`.replace(LANE, LANE.replace('lane', 'forwardLane'))
}

/** Does something on a device with the constants of a graphics card; an error that WebGPU reports fails the test. */
export async function onCard<T>({ lanes, reversed: isReversed = false, edit = (code) => code, isDirty = false }: Card, action: (device: GPUDevice) => Promise<T>): Promise<T> {
  const device = await sharedDevice()
  const withLanes = (given: GPUComputePipelineDescriptor) => ({ ...given, compute: { ...given.compute, constants: { ...given.compute.constants, invocations: lanes } } })
  const card = like(device, {
    // What is not known to be played by a processor is taken for a card.
    adapterInfo: {},
    createShaderModule({ code, label = '' }: GPUShaderModuleDescriptor) {
      const edited = edit(code, label)
      return device.createShaderModule({ label, code: isReversed ? reversed(edited) : edited })
    },
    createComputePipeline: (given: GPUComputePipelineDescriptor) => device.createComputePipeline(withLanes(given)),
    createComputePipelineAsync: (given: GPUComputePipelineDescriptor) => device.createComputePipelineAsync(withLanes(given)),
    createBuffer(given: GPUBufferDescriptor) {
      const buffer = device.createBuffer(given)
      if (isDirty && given.usage & GPUBufferUsage.STORAGE) device.queue.writeBuffer(buffer, 0, new Uint32Array(given.size / 4).fill(NAN_BITS))
      return buffer
    },
  })
  const result = await action(card)
  await expectNoErrors()
  return result
}
