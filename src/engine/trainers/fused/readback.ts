import { answersOf } from '../answers.ts'

/** Reads buffers back through staging buffers that are kept and used again in turn. */
export interface Readback {
  /** The first bytes of these buffers, one after the other, as they are when all submitted before is done. */
  read(ranges: readonly { readonly buffer: GPUBuffer; readonly size: number }[]): Promise<ArrayBuffer>
  destroy(): void
}

/** Staging buffers kept for the next read. */
const MOST_IDLE = 4

export function createReadback(device: GPUDevice): Readback {
  const { wait } = answersOf(device)
  const idle: GPUBuffer[] = []
  const all = new Set<GPUBuffer>()

  function take(size: number): GPUBuffer {
    const fitting = idle.findIndex((buffer) => buffer.size === size)
    if (fitting >= 0) return idle.splice(fitting, 1)[0]
    const buffer = device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST })
    all.add(buffer)
    return buffer
  }

  function give(buffer: GPUBuffer): void {
    idle.push(buffer)
    if (idle.length <= MOST_IDLE) return
    const [oldest] = idle.splice(0, 1)
    all.delete(oldest)
    oldest.destroy()
  }

  return {
    async read(ranges) {
      const size = ranges.reduce((sum, range) => sum + range.size, 0)
      const staging = take(size)
      const encoder = device.createCommandEncoder()
      let at = 0
      for (const range of ranges) {
        encoder.copyBufferToBuffer(range.buffer, 0, staging, at, range.size)
        at += range.size
      }
      device.queue.submit([encoder.finish()])
      await wait(staging.mapAsync(GPUMapMode.READ))
      const bytes = staging.getMappedRange().slice(0)
      staging.unmap()
      give(staging)
      return bytes
    },
    destroy() {
      for (const buffer of all) buffer.destroy()
    },
  }
}
