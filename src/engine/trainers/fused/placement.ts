import type { Network } from '../../../network/network.ts'
import type { TrainingTask } from '../trainer.ts'
import { LOSS_NUMBERS } from './arms.ts'
import { constants, struct } from './wgsl.ts'

/** The most layers of weights that the kernels' table holds. */
export const MAX_LAYERS = 5

export const ACTIVATIONS = { tanh: 0, relu: 1, sigmoid: 2, linear: 3 } as const
export const OPTIMIZERS = { sgd: 0, adam: 1, adamw: 2 } as const
/** Velocity, or first and second moment. */
export const SLOTS = { sgd: 1, adam: 2, adamw: 2 } as const
/** Floats of a vec4. */
export const LANES = 4
export const VEC4_BYTES = 16
/** What the examples of a batch are filled up to a multiple of: the most that a tile has. */
const WHOLE = 8

/** Groups of four that hold this many units. */
export const groupsOf = (units: number): number => Math.ceil(units / LANES)

/** As many as make whole vec4s: what an array in a uniform is made of has to be of such a size. */
const LAYER_FIELDS = [
  'inputGroups',
  'outputs',
  'outputGroups',
  // Where weights [4 · inputGroups][outputGroups] begin in a run's parameters; biases [outputGroups] follow.
  'weights',
  // Where its inputs, its activations and their deltas, dL/d(weighted sum), begin in a run's work, each
  // [groups][stride].
  'inputs',
  'activations',
  'deltas',
  // Its first tile among those of `wgsl/blocks.wgsl`.
  'firstBlock',
] as const
type LayerPlacement = Readonly<Record<(typeof LAYER_FIELDS)[number], number>>

const FIELDS = [
  'layerCount',
  'activation',
  'optimizer',
  // Examples of a batch, and those of its tiles.
  'batch',
  'paddedBatch',
  // From one group of a batch to the next.
  'stride',
  'classes',
  'repeats',
  // Floats of one arm's settings.
  'armStride',
  'parameterStride',
  'slotStride',
  'workStride',
  // Between the two places that a run's work has for the inputs of a batch: at its beginning, and after that.
  'batchStride',
  // Tiles of `wgsl/blocks.wgsl`, all layers together.
  'blocks',
] as const

/** Where everything of a run stands in the kernels' buffers; offsets and strides count vec4s unless said otherwise. */
export interface Placement extends Readonly<Record<(typeof FIELDS)[number], number>> {
  readonly layers: readonly LayerPlacement[]
  /** All of it as the kernels' `placement`. */
  readonly uniform: Uint32Array<ArrayBuffer>
}

/** The kernels' words for activations and optimizers. */
export const CODES = [ACTIVATIONS, OPTIMIZERS]
  .map((codes) => constants(Object.fromEntries(Object.entries(codes).map(([name, code]) => [name.toUpperCase(), code]))))
  .join('\n')

/** The kernels' words for it. */
export const PLACEMENT = [
  CODES,
  struct('Layer', LAYER_FIELDS),
  struct('Placement', FIELDS, `layers: array<Layer, ${MAX_LAYERS}>`),
].join('\n')

/** Lays out runs that see `batch` examples at a time, with so many vec4s between the groups of a batch. */
export function placementOf(task: Pick<TrainingTask, 'network' | 'optimizer' | 'repeats'>, batch: number, gap = 0): Placement {
  const { inputs, classes, activation } = task.network
  const paddedBatch = Math.ceil(batch / WHOLE) * WHOLE
  const layers: LayerPlacement[] = []
  let parameters = 0
  let above = 0
  const stride = paddedBatch + gap
  const batchStride = groupsOf(inputs) * stride
  let work = 2 * batchStride
  let blocks = 0
  for (const { blocks: [weightBlock] } of task.network.layers) {
    const [ins, outputs] = weightBlock.shape
    const inputGroups = groupsOf(ins)
    const outputGroups = groupsOf(outputs)
    const deltas = work + outputGroups * stride
    const places = { weights: parameters, inputs: above, activations: work, deltas, firstBlock: blocks }
    layers.push({ inputGroups, outputs, outputGroups, ...places })
    above = work
    work = deltas + outputGroups * stride
    parameters += (inputGroups * LANES + 1) * outputGroups
    blocks += Math.ceil(inputGroups / 2) * outputGroups
  }
  const shape = {
    layerCount: layers.length,
    activation: ACTIVATIONS[activation],
    optimizer: OPTIMIZERS[task.optimizer],
    batch,
    paddedBatch,
    stride,
    classes,
    repeats: task.repeats,
    armStride: LOSS_NUMBERS + classes,
    parameterStride: parameters,
    slotStride: parameters * SLOTS[task.optimizer],
    workStride: work,
    batchStride,
    blocks,
  }
  const uniform = new Uint32Array(MAX_LAYERS * LAYER_FIELDS.length + FIELDS.length)
  uniform.set(layers.flatMap((layer) => LAYER_FIELDS.map((field) => layer[field])))
  uniform.set(FIELDS.map((field) => shape[field]), MAX_LAYERS * LAYER_FIELDS.length)
  return { ...shape, layers, uniform }
}

/** Where each parameter of a snapshot stands, in floats, among a run's padded parameters. */
export function parameterPlaces({ layers }: Placement, { parameters, layers: placed }: Network): Uint32Array {
  const places = new Uint32Array(parameters)
  for (const [l, { inputGroups, outputs, outputGroups, weights }] of layers.entries()) {
    const biases = weights + inputGroups * LANES * outputGroups
    const row = outputGroups * LANES
    const [weightBlock, biasBlock] = placed[l].blocks
    const [inputs] = weightBlock.shape
    for (let i = 0; i < inputs; i++) {
      for (let j = 0; j < outputs; j++) places[weightBlock.at + i * outputs + j] = weights * LANES + i * row + j
    }
    for (let j = 0; j < outputs; j++) places[biasBlock.at + j] = biases * LANES + j
  }
  return places
}
