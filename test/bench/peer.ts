import { type ArmSettings, orderOf, type Trainer, type TrainingTask, weightsOf } from '../../src/engine/trainers/trainer.ts'
import type { PlacedLayer } from '../../src/network/network.ts'

/** What the bench asks of an engine; every `Trainer` is one. */
export interface Peer {
  /** Issues steps; what it returns, if anything, is awaited once for all of them. */
  advance(steps: number): void | Promise<void>
  settled: Trainer['settled']
  take: Trainer['take']
  predict: Trainer['predict']
  dispose(): void
}

export type CreatePeer = (task: TrainingTask, arm: ArmSettings) => Promise<Peer>

/** One layer's weights, [runs × inputs × outputs] or [runs × size × size × channels × filters], and biases [runs × outputs]. */
export interface InitialLayer {
  readonly layer: PlacedLayer
  /** Of the weights of a run. */
  readonly shape: readonly number[]
  readonly outputs: number
  readonly weights: Float32Array
  readonly biases: Float32Array
}

/** The initial weights of all runs by layer, for libraries that keep layers apart. */
export function initialLayers(task: TrainingTask): InitialLayer[] {
  const { network, repeats } = task
  const runs = Array.from({ length: repeats }, (_, repeat) => weightsOf(task, repeat))
  return network.layers.map((layer) => {
    const { blocks } = layer
    const { shape } = blocks[0]
    const [weights, biases] = blocks.map(({ at, size }) => {
      const ofRuns = new Float32Array(repeats * size)
      runs.forEach((parameters, run) => ofRuns.set(parameters.subarray(at, at + size), run * size))
      return ofRuns
    })
    return { layer, shape, outputs: shape[shape.length - 1], weights, biases }
  })
}

/** The batch of every run, [runs × batchSize], one step further with each call. */
export function createBatches(task: TrainingTask): () => Int32Array {
  const { repeats, batchSize } = task
  const orders = Array.from({ length: repeats }, (_, repeat) => orderOf(task, repeat))
  let step = 0
  return () => {
    const indices = new Int32Array(repeats * batchSize)
    orders.forEach((order, run) => order.batch(step, indices.subarray(run * batchSize, (run + 1) * batchSize)))
    step++
    return indices
  }
}
