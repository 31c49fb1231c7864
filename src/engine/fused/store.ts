/** Arrays that stay on the device; the one used longest ago goes first. */
const MOST_KEPT = 4

/** Buffers of arrays on the device, known by their array. */
export interface Store<T> {
  get(array: T): GPUBuffer
  destroy(): void
}

export function createStore<T>(make: (array: T) => GPUBuffer): Store<T> {
  const kept = new Map<T, GPUBuffer>()
  return {
    get(array) {
      const buffer = kept.get(array) ?? make(array)
      kept.delete(array)
      kept.set(array, buffer)
      const [oldest] = kept
      if (kept.size > MOST_KEPT) {
        kept.delete(oldest[0])
        oldest[1].destroy()
      }
      return buffer
    },
    destroy() {
      for (const buffer of kept.values()) buffer.destroy()
    },
  }
}
