import type { TrainingTask } from '../trainer.ts'

/** Arrays that are used again and again: of each draw two that are measured, and two that are pictured. */
export function arraysOf({ draws = 1 }: Pick<TrainingTask, 'draws'>): number {
  return 2 * draws + 2
}

/** Buffers of arrays on the device, known by their array. */
export interface Store<T> {
  get(array: T): GPUBuffer
  destroy(): void
}

/** Keeps at most so many arrays on the device; the one used longest ago goes first. */
export function createStore<T>(make: (array: T) => GPUBuffer, most: number): Store<T> {
  const kept = new Map<T, GPUBuffer>()
  return {
    get(array) {
      const buffer = kept.get(array) ?? make(array)
      kept.delete(array)
      kept.set(array, buffer)
      const [oldest] = kept
      if (kept.size > most) {
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
