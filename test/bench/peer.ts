import { createBatchOrder } from '../../src/data/batches.ts'
import { initialWeights } from '../../src/network/initialWeights.ts'
import type { ArmSettings, Trainer, TrainingTask } from '../../src/engine/trainers/trainer.ts'

/** What the bench asks of an engine; every `Trainer` is one. */
export interface Peer {
  /** Issues steps; what it returns, if anything, is awaited once for all of them. */
  advance(steps: number): void | Promise<void>
  settled: Trainer['settled']
  predict: Trainer['predict']
  dispose(): void
}

export type CreatePeer = (task: TrainingTask, arm: ArmSettings) => Promise<Peer>

/** One layer's weights [runs × inputs × outputs] and biases [runs × outputs]. */
export interface InitialLayer {
  readonly inputs: number
  readonly outputs: number
  readonly weights: Float32Array
  readonly biases: Float32Array
}

/** The initial weights of all runs by layer, for libraries that keep layers apart. */
export function initialLayers({ sizes, activation, seed, repeats }: TrainingTask): InitialLayer[] {
  const runs = Array.from({ length: repeats }, (_, repeat) => initialWeights(sizes, activation, seed, repeat))
  let at = 0
  const next = (count: number) => {
    const part = new Float32Array(repeats * count)
    runs.forEach((parameters, run) => part.set(parameters.subarray(at, at + count), run * count))
    at += count
    return part
  }
  return sizes.slice(1).map((outputs, layer) => {
    const inputs = sizes[layer]
    return { inputs, outputs, weights: next(inputs * outputs), biases: next(outputs) }
  })
}

/** The batch of every run, [runs × batchSize], one step further with each call. */
export function createBatches({ seed, repeats, batchSize, labels }: TrainingTask): () => Int32Array {
  const orders = Array.from({ length: repeats }, (_, repeat) =>
    createBatchOrder({ seed, repeat, examples: labels.length, batchSize }),
  )
  let step = 0
  return () => {
    const indices = new Int32Array(repeats * batchSize)
    orders.forEach((order, run) => order.batch(step, indices.subarray(run * batchSize, (run + 1) * batchSize)))
    step++
    return indices
  }
}
