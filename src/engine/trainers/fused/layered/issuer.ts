import { isSoftware } from '../../gpus.ts'
import { storage } from '../buffers.ts'
import { bind, kernel } from '../kernels.ts'
import type { KernelName } from '../recipes.ts'
import type { Group } from '../state.ts'
import { type Kind, type Layout, layerWords, layoutWords } from './layout.ts'
import { workBytes } from './room.ts'
import { cutsOf, type Stage } from './stages.ts'
import { type Words, wordsOf } from './words.ts'

/** Bytes from one part of a uniform to the next. */
const APART = 256
/** Different words that a command buffer may have. */
const MOST_WORDS = 256
/** Workgroups of a run in a dispatch; they take what is left in turn. */
const WORKGROUPS: Readonly<Record<Kind, number>> = { software: 64, hardware: 1 << 13 }

export const kindOf = (device: GPUDevice): Kind => (isSoftware(device) ? 'software' : 'hardware')

/** Issues stages, many in one command buffer. */
export interface Issuer {
  /** Adds a stage of so many runs of a group; `second` are the buffers that its kernel binds beside the network. */
  add(stage: Stage, group: Group, runs: number, words: Words, second?: readonly GPUBuffer[]): void
  /** Submits what was added. */
  submit(): void
  destroy(): void
}

/** A uniform of parts of which each dispatch chooses one. */
function parts(device: GPUDevice, count: number): GPUBuffer {
  return device.createBuffer({ size: count * APART, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST })
}

const padded = (list: readonly (readonly number[])[]): Uint32Array<ArrayBuffer> => {
  const all = new Uint32Array((list.length * APART) / Uint32Array.BYTES_PER_ELEMENT)
  list.forEach((words, i) => all.set(words, (i * APART) / Uint32Array.BYTES_PER_ELEMENT))
  return all
}

/** @param runs whose work stands side by side */
export function createIssuer(device: GPUDevice, layout: Layout, runs: number): Issuer {
  const most = WORKGROUPS[kindOf(device)]
  const layoutBuffer = parts(device, 1)
  const layerBuffer = parts(device, layout.layers.length)
  const wordsBuffer = parts(device, MOST_WORDS)
  device.queue.writeBuffer(layoutBuffer, 0, padded([layoutWords(layout)]))
  device.queue.writeBuffer(layerBuffer, 0, padded(layout.layers.map(layerWords)))
  const work = storage(device, workBytes(layout, runs))
  const clear = device.createCommandEncoder()
  clear.clearBuffer(work, 0, workBytes(layout, 0))
  device.queue.submit([clear.finish()])

  const firsts = new Map<Group, GPUBindGroup>()
  const seconds = new Map<string, GPUBindGroup>()
  const named = new Map<GPUBuffer, number>()
  const nameOf = (buffer: GPUBuffer) => named.get(buffer) ?? (named.set(buffer, named.size), named.size - 1)

  function firstOf(group: Group): GPUBindGroup {
    const known = firsts.get(group)
    if (known) return known
    const chosen = (buffer: GPUBuffer) => ({ buffer, size: APART })
    const bound = bind(device, kernel(device, 'layeredForward').layouts[0], [layoutBuffer, chosen(layerBuffer), chosen(wordsBuffer), group.parameters, work])
    firsts.set(group, bound)
    return bound
  }

  function secondOf(name: KernelName, buffers: readonly GPUBuffer[]): GPUBindGroup {
    const key = [name, ...buffers.map(nameOf)].join()
    const bound = seconds.get(key) ?? bind(device, kernel(device, name).layouts[1], buffers)
    seconds.set(key, bound)
    return bound
  }

  let open: { readonly encoder: GPUCommandEncoder; readonly pass: GPUComputePassEncoder } | undefined
  const words = new Map<string, number>()
  let written: (readonly number[])[] = []

  function placeOf(given: Words): number {
    const numbers = wordsOf(given)
    const key = numbers.join()
    const known = words.get(key)
    if (known !== undefined) return known
    if (written.length === MOST_WORDS) submit()
    words.set(key, written.length)
    return written.push(numbers) - 1
  }

  function submit(): void {
    if (!open) return
    open.pass.end()
    device.queue.writeBuffer(wordsBuffer, 0, padded(written))
    device.queue.submit([open.encoder.finish()])
    open = undefined
    words.clear()
    written = []
  }

  function passed(): GPUComputePassEncoder {
    if (!open) {
      const encoder = device.createCommandEncoder()
      open = { encoder, pass: encoder.beginComputePass() }
    }
    return open.pass
  }

  return {
    add(stage, group, runs, given, second) {
      const { pipeline, invocations } = kernel(device, stage.kernel)
      const ofWorkgroup = stage.lanes === 1 ? invocations : Math.max(1, Math.floor(invocations / stage.lanes))
      const cuts = cutsOf(stage, runs)
      for (const cut of cuts) {
        // Those that are not cut share their words with others of the step.
        const place = placeOf(cuts.length === 1 ? given : { ...given, ...cut })
        const pass = passed()
        pass.setPipeline(pipeline)
        pass.setBindGroup(0, firstOf(group), [stage.layer * APART, place * APART])
        if (second) pass.setBindGroup(1, secondOf(stage.kernel, second))
        pass.dispatchWorkgroups(Math.min(most, Math.ceil((cut.endItem - cut.firstItem) / ofWorkgroup)), runs)
      }
    },
    submit,
    destroy() {
      for (const buffer of [layoutBuffer, layerBuffer, wordsBuffer, work]) buffer.destroy()
    },
  }
}
