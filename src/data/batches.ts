import { createRandom, PURPOSE } from './random.ts'

/** The batches of one repeat, by step. */
export interface BatchOrder {
  /** Writes the indices of the training examples in the batch of this step (from 0) to `out` [batchSize]. */
  batch(step: number, out: Int32Array): void
}

/**
 * The order in which one repeat sees the training examples: each epoch is a fresh permutation, drawn from seed,
 * repeat and epoch alone, so that any step can be asked for at any time; its last, partial batch is dropped. Its
 * examples follow one another from index `first` on. Going forward costs O(batchSize) a step, and O(examples) where an
 * epoch begins. `batchSize` is at most `examples`.
 */
export function createBatchOrder(settings: {
  readonly seed: number
  readonly repeat: number
  readonly first?: number
  readonly examples: number
  readonly batchSize: number
}): BatchOrder {
  const { seed, repeat, first = 0, examples, batchSize } = settings
  const batchesPerEpoch = Math.floor(examples / batchSize)
  if (batchesPerEpoch < 1) throw new RangeError(`A batch of ${batchSize} is more than ${examples} examples.`)
  const order = new Int32Array(examples)
  let ordered = -1
  return {
    batch(step, out) {
      const epoch = Math.floor(step / batchesPerEpoch)
      if (epoch !== ordered) {
        for (let i = 0; i < examples; i++) order[i] = first + i
        createRandom(seed, PURPOSE.batches, repeat, epoch).shuffle(order)
        ordered = epoch
      }
      const start = (step % batchesPerEpoch) * batchSize
      for (let i = 0; i < batchSize; i++) out[i] = order[start + i]
    },
  }
}
