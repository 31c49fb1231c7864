import { messageOf, sentence } from '../../experiment/text.ts'
import { probe } from './answers.ts'

/** A WebGPU device of our own, so that its errors, its limits and its loss are ours to handle. */
export interface Gpu {
  readonly device: GPUDevice
  readonly info: Partial<GPUAdapterInfo>
  /** “NVIDIA Hopper”, “SwiftShader, software”. */
  readonly name: string
}

const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupsPerDimension',
] as const

/** The device that all engines on WebGPU share, kept between experiments, with what is known of it. */
export class Gpus {
  readonly #source?: GPU
  #gpu: Promise<Gpu | string> | null = null
  readonly #proofs = new Map<string, Promise<string | null>>()
  /** Why it is not asked for, in a sentence. */
  #fault: string | null = null

  /** @param source what gives devices: without it, the browser's WebGPU */
  constructor(source?: GPU) {
    this.#source = source
  }

  /** The device; where there is none, why, in a sentence. */
  open(): Promise<Gpu | string> {
    if (this.#fault) return Promise.resolve(this.#fault)
    return (this.#gpu ??= openGpu(this.#source))
  }

  /** It does not answer: nobody gets it, for this reason in a sentence, until somebody insists. */
  refuse(why: string): void {
    this.#fault = why
    this.forget()
  }

  /** It is tried all the same. */
  insist(): void {
    this.#fault = null
  }

  /** What the self-test says of an engine on this device, in a sentence, or null; asked once. */
  proof(engine: string, test: () => Promise<string | null>): Promise<string | null> {
    const known = this.#proofs.get(engine)
    if (known) return known
    const proof = test()
    this.#proofs.set(engine, proof)
    // What could not be tested is tested when it is asked for again.
    proof.catch(() => this.#proofs.delete(engine))
    return proof
  }

  /** The device was lost or failed: who asks next gets another. */
  forget(): void {
    const left = this.#gpu
    this.#gpu = null
    this.#proofs.clear()
    void left?.then((gpu) => typeof gpu !== 'string' && gpu.device.destroy())
  }
}

/** Asks for a device with all that its adapter has; where there is none, says why in a sentence. */
export async function openGpu(source?: GPU): Promise<Gpu | string> {
  try {
    // Node has no navigator.
    const gpu = source ?? globalThis.navigator?.gpu
    if (!gpu) return 'This browser has no WebGPU.'
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' })
    if (!adapter) return 'WebGPU found no graphics adapter.'
    const requiredLimits = Object.fromEntries(LIMITS.map((limit) => [limit, adapter.limits[limit]]))
    const device = await adapter.requestDevice({ requiredLimits })
    await probe(device)
    // Not every browser says what its adapter is.
    const info: Partial<GPUAdapterInfo> = adapter.info ?? {}
    return { device, info, name: nameOf(info) }
  } catch (error) {
    return sentence(`WebGPU gave no device: ${messageOf(error)}`)
  }
}

/** What an adapter is called of which the browser says nothing: it may be a card, or a processor that plays one. */
export const UNKNOWN = 'unknown adapter'

/** Whether nothing is known of what plays the device. */
export function isUnknown({ adapterInfo }: Partial<Pick<GPUDevice, 'adapterInfo'>>): boolean {
  return nameOf(adapterInfo ?? {}) === UNKNOWN
}

function nameOf({ vendor, architecture, description = '' }: Partial<GPUAdapterInfo>): string {
  const name = [vendor, architecture].filter(Boolean).join(' ') || description || UNKNOWN
  return /swiftshader/i.test(`${name} ${description}`) ? 'SwiftShader, software' : name
}

/** Whether a processor plays the device. Browsers that do not say so are taken for real ones. */
export function isSoftware(device: Partial<Pick<GPUDevice, 'adapterInfo'>>): boolean {
  const { isFallbackAdapter = false, architecture = '' } = device.adapterInfo ?? {}
  return isFallbackAdapter || architecture === 'swiftshader'
}
