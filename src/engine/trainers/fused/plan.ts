import type { Network } from '../../../network/network.ts'
import type { TrainingTask } from '../trainer.ts'
import { LOSS_NUMBERS } from './arms.ts'

/** The most layers of weights that the kernels' table holds. */
export const MAX_LAYERS = 5

const ACTIVATIONS = { tanh: 0, relu: 1, sigmoid: 2, linear: 3 } as const
const OPTIMIZERS = { sgd: 0, adam: 1, adamw: 2 } as const
/** Velocity, or first and second moment. */
const SLOTS = { sgd: 1, adam: 2, adamw: 2 } as const
/** Floats of a vec4. */
export const LANES = 4
export const VEC4_BYTES = 16
/** Examples of a tile in `wgsl/forward.wgsl` and `wgsl/backward.wgsl`. */
const TILE_EXAMPLES = 8

/** Groups of four that hold this many units. */
const groupsOf = (units: number): number => Math.ceil(units / LANES)

interface LayerPlan {
  readonly inputs: number
  readonly inputGroups: number
  readonly outputs: number
  readonly outputGroups: number
  /** Where weights and biases begin in a run's parameters. */
  readonly weights: number
  readonly biases: number
  /** Where its inputs, activations and deltas begin in a run's work. */
  readonly inputsAt: number
  readonly activations: number
  readonly deltas: number
}

/** Where everything of a run stands in the kernels' buffers; offsets and strides count vec4s (`wgsl/plan.wgsl`). */
export interface Plan {
  readonly layers: readonly LayerPlan[]
  readonly classes: number
  readonly paddedBatch: number
  readonly parameterStride: number
  readonly slotStride: number
  readonly workStride: number
  /** Floats of one arm's settings. */
  readonly armStride: number
  /** The `Plan` of `wgsl/plan.wgsl`. */
  readonly uniform: Uint32Array<ArrayBuffer>
}

/** Lays out runs that see `batch` examples at a time. */
export function planOf({ network, optimizer, repeats }: Pick<TrainingTask, 'network' | 'optimizer' | 'repeats'>, batch: number): Plan {
  const { inputs, classes, activation } = network
  const paddedBatch = Math.ceil(batch / TILE_EXAMPLES) * TILE_EXAMPLES
  const layers: LayerPlan[] = []
  let parameters = 0
  let inputsAt = 0
  let work = groupsOf(inputs) * paddedBatch
  for (const { blocks } of network.layers) {
    const [ins, outs] = blocks[0].shape
    const inputGroups = groupsOf(ins)
    const outputGroups = groupsOf(outs)
    const biases = parameters + inputGroups * LANES * outputGroups
    layers.push({
      inputs: ins,
      inputGroups,
      outputs: outs,
      outputGroups,
      weights: parameters,
      biases,
      inputsAt,
      activations: work,
      deltas: work + outputGroups * paddedBatch,
    })
    inputsAt = work
    work += 2 * outputGroups * paddedBatch
    parameters = biases + outputGroups
  }
  const armStride = LOSS_NUMBERS + classes
  const slotStride = parameters * SLOTS[optimizer]
  const table = layers.flatMap((layer) => [
    layer.inputGroups,
    layer.outputs,
    layer.outputGroups,
    layer.weights,
    layer.biases,
    layer.inputsAt,
    layer.activations,
    layer.deltas,
  ])
  const uniform = new Uint32Array(MAX_LAYERS * 8 + 12)
  uniform.set(table)
  uniform.set(
    [
      layers.length,
      ACTIVATIONS[activation],
      OPTIMIZERS[optimizer],
      batch,
      paddedBatch,
      classes,
      repeats,
      armStride,
      parameters,
      slotStride,
      work,
    ],
    MAX_LAYERS * 8,
  )
  return { layers, classes, paddedBatch, parameterStride: parameters, slotStride, workStride: work, armStride, uniform }
}

/** Where each parameter of a snapshot stands, in floats, among a run's padded parameters. */
export function parameterPlaces({ layers }: Plan, { parameters, layers: placed }: Network): Uint32Array {
  const places = new Uint32Array(parameters)
  for (const [l, { inputs, outputs, outputGroups, weights, biases }] of layers.entries()) {
    const row = outputGroups * LANES
    const [weightBlock, biasBlock] = placed[l].blocks
    for (let i = 0; i < inputs; i++) {
      for (let j = 0; j < outputs; j++) places[weightBlock.at + i * outputs + j] = weights * LANES + i * row + j
    }
    for (let j = 0; j < outputs; j++) places[biasBlock.at + j] = biases * LANES + j
  }
  return places
}
