import { ADAM, orderOf, type TrainingTask } from '../trainer.ts'

/** Indices that one upload may hold. */
const MOST_INDICES = 1 << 19
const MOST_STEPS = 1024

/** What the kernels read of the steps to come: Adam's corrections and each repeat's batches. */
export interface Schedule {
  /** The most steps that one upload holds. */
  readonly capacity: number
  /** Bytes of a full upload. */
  readonly size: number
  /** `steps` ≤ capacity steps from step `from` on, laid out as `wgsl/softmax.wgsl` says. */
  write(from: number, steps: number): Uint32Array<ArrayBuffer>
}

export function createSchedule(task: TrainingTask): Schedule {
  const { repeats, batchSize } = task
  const capacity = Math.max(1, Math.min(MOST_STEPS, Math.floor(MOST_INDICES / (repeats * batchSize))))
  const words = new Uint32Array(capacity * (2 + repeats * batchSize))
  const corrections = new Float32Array(words.buffer)
  const indices = new Int32Array(words.buffer)
  const orders = Array.from({ length: repeats }, (_, repeat) => orderOf(task, repeat))
  return {
    capacity,
    size: words.byteLength,
    write(from, steps) {
      for (let s = 0; s < steps; s++) {
        corrections[2 * s] = 1 / (1 - ADAM.beta1 ** (from + s + 1))
        corrections[2 * s + 1] = 1 / (1 - ADAM.beta2 ** (from + s + 1))
      }
      let at = 2 * steps
      for (const order of orders) {
        for (let s = 0; s < steps; s++, at += batchSize) order.batch(from + s, indices.subarray(at, at + batchSize))
      }
      return words.subarray(0, at)
    },
  }
}
