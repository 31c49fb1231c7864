/** Bytes that activations and deltas may take: they are there for a dispatch only, one set for the runs in it. */
const MOST_WORK = 2 ** 28

/** A storage buffer, of this many bytes or with this content. */
export function storage(
  device: GPUDevice,
  content: number | Uint32Array<ArrayBuffer> | Float32Array<ArrayBuffer>,
): GPUBuffer {
  const { STORAGE, COPY_DST, COPY_SRC } = GPUBufferUsage
  const size = typeof content === 'number' ? content : content.byteLength
  const buffer = device.createBuffer({ size, usage: STORAGE | COPY_DST | COPY_SRC })
  if (typeof content !== 'number') device.queue.writeBuffer(buffer, 0, content)
  return buffer
}

export function uniform(device: GPUDevice, content: Uint32Array<ArrayBuffer>): GPUBuffer {
  const { UNIFORM, COPY_DST } = GPUBufferUsage
  const buffer = device.createBuffer({ size: content.byteLength, usage: UNIFORM | COPY_DST })
  device.queue.writeBuffer(buffer, 0, content)
  return buffer
}

/** The most bytes of one storage buffer that a kernel can see. */
export function largestBuffer(limits: GPUSupportedLimits): number {
  return Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize)
}

/** The most bytes that a buffer of activations and deltas should have. */
export function mostWork(limits: GPUSupportedLimits): number {
  return Math.min(MOST_WORK, largestBuffer(limits))
}

/** How many workgroups' work, at least one, a buffer should hold. */
export function workRoom(limits: GPUSupportedLimits, workBytes: number): number {
  return Math.max(1, Math.floor(mostWork(limits) / workBytes))
}
