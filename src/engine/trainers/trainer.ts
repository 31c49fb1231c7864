import { type BatchOrder, createBatchOrder } from '../../data/batches.ts'
import { createRandom, PURPOSE } from '../../data/random.ts'
import type { TrainingSettings } from '../../experiment/schema.ts'
import type { Loss } from '../../loss/family.ts'
import { initialWeights, type OutputStart } from '../../network/initialWeights.ts'
import type { Network } from '../../network/network.ts'
import type { Rest } from '../rest.ts'

export type OptimizerKind = 'sgd' | 'adam' | 'adamw'

/** What one arm trains with; all of it may change while training. */
export interface ArmSettings {
  readonly loss: Loss
  /** One weight per class; it multiplies the whole loss of a row with that label. */
  readonly classWeights: Float64Array
  readonly learningRate: number
  readonly momentum: number
  readonly weightDecay: number
}

/** What stays fixed while a trainer lives. Run r is arm ⌊r / repeats⌋ and repeat r mod repeats. */
export interface TrainingTask {
  readonly network: Network
  readonly optimizer: OptimizerKind
  /** How the output layer begins; as the others unless said. Biases are [draws × classes]. */
  readonly output?: OutputStart
  /** In examples. */
  readonly batchSize: number
  readonly repeats: number
  /** Seeds initial weights and batch order, together with the repeat. */
  readonly seed: number
  /** What a repeat draws; the rest is as in repeat 0. */
  readonly vary: TrainingSettings['vary']
  /** How many draws of the data there are, of equal size: one that all repeats share, or one for each repeat. */
  readonly draws: number
  /** Training examples of a draw. */
  readonly examples: number
  /** Labels of an example; each is a row of logits. */
  readonly positions: number
  /** Training examples of all draws, one after another, [draws × examples × inputs]. */
  readonly features: Float32Array
  /**
   * [draws × examples × positions]; −1 where there is none: left out of loss, gradient and measurement. The loss of a
   * step is the mean over the labelled positions of its batch, and 0 where there are none.
   */
  readonly labels: Int32Array
}

/**
 * All that is needed to go on elsewhere, on any trainer. For each run its parameters in a row, in the order of the
 * network's blocks.
 */
export interface Snapshot {
  readonly step: number
  /** [runs × parameters] */
  readonly parameters: Float32Array | Float64Array
  /** Velocity (SGD), or first and second moment (Adam, AdamW), each [runs × parameters]. */
  readonly slots: readonly (Float32Array | Float64Array)[]
}

/** Names examples that a trainer has taken in. */
export type Handle = number

/** Trains all runs of an experiment in lockstep. Constructed from a task and one `ArmSettings` per arm. */
export interface Trainer {
  /** Steps issued so far. */
  readonly step: number
  /** Issues this many steps without waiting for a device; with `rest`, resting between their parts where they are long. */
  advance(steps: number, rest?: Rest): Promise<void> | undefined
  /** Resolves when all that was issued has been done; rejects when the device failed. */
  settled(): Promise<void>
  /** Takes effect at the next step, restarts nothing. One entry per arm. */
  setArms(arms: readonly ArmSettings[]): void
  /**
   * Takes in examples to predict and to measure on, as often as wanted.
   *
   * @param features [examples × inputs]
   * @param labels [examples × positions]; what is only predicted needs none
   */
  take(features: Float32Array, labels?: Int32Array): Handle
  /** Logits of every run, or of the runs of one repeat, [runs × rows × classes], for examples that were taken in. */
  predict(taken: Handle, repeat?: number, rest?: Rest): Promise<Float32Array | Float64Array>
  /**
   * Measures every run, or the runs of one repeat, where they train: [runs × layout.size] for the number of classes,
   * see `experiment/layout.ts`. Without it, a measurement is made of `predict`'s logits.
   */
  measure?(taken: Handle, arms: readonly ArmSettings[], repeat?: number, rest?: Rest): Promise<Float32Array>
  snapshot(): Promise<Snapshot>
  restore(snapshot: Snapshot): void
  dispose(): void
}

/** The runs that are asked for: all, or those of one repeat, one of each arm. */
export function runsAsked(runs: number, repeats: number, repeat?: number): number[] {
  const all = Array.from({ length: runs }, (_, run) => run)
  return repeat === undefined ? all : all.filter((run) => run % repeats === repeat)
}

/** What repeats may each draw for themselves. */
type Drawn = 'data' | 'weights' | 'order'

const OWN: Readonly<Record<TrainingSettings['vary'], readonly Drawn[]>> = {
  both: ['weights', 'order'],
  weights: ['weights'],
  order: ['order'],
  data: ['data'],
  all: ['data', 'weights', 'order'],
}

/** Whether each repeat has a draw of its own; otherwise all have that of repeat 0. */
export function isOwn(vary: TrainingSettings['vary'], drawn: Drawn): boolean {
  return OWN[vary].includes(drawn)
}

/** The parameters with which a repeat begins, laid out as in a `Snapshot`. */
export function weightsOf(
  { network, output, draws, seed, vary }: Pick<TrainingTask, 'network' | 'output' | 'draws' | 'seed' | 'vary'>,
  repeat: number,
): Float32Array {
  const random = createRandom(seed, PURPOSE.weights, isOwn(vary, 'weights') ? repeat : 0)
  const first = draws > 1 ? repeat * network.classes : 0
  const biases = output?.biases?.subarray(first, first + network.classes) ?? null
  return initialWeights(network, random.normal, output && { ...output, biases })
}

/** The order in which a repeat sees the training examples of its draw. */
export function orderOf({ seed, vary, batchSize, examples, draws }: Omit<TrainingTask, 'features' | 'labels'>, repeat: number): BatchOrder {
  const first = draws > 1 ? repeat * examples : 0
  return createBatchOrder({ seed, repeat: isOwn(vary, 'order') ? repeat : 0, first, examples, batchSize })
}

/** Adam's constants (Kingma & Ba, 2015), the same in every trainer. */
export const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const
