import type { Layout, List, Scalar } from '../../../experiment/layout.ts'
import { MAX_EPSILON, pullCoefficient } from '../../../loss/family.ts'
import type { Activation, Network } from '../../../network/network.ts'
import { finishSums } from '../../measure/measureLogits.ts'
import type { ArmSettings, OptimizerKind } from '../trainer.ts'
import type { Memory } from './memory.ts'

// What the kernel reads in memory; `kernel/places.ts` and `kernel/measure.ts` are the same lists, in the same order.

/** Numbers by which the kernel knows them. */
const ACTIVATIONS: Readonly<Record<Activation, number>> = { tanh: 0, relu: 1, sigmoid: 2, linear: 3 }
const OPTIMIZERS: Readonly<Record<OptimizerKind, number>> = { sgd: 0, adam: 1, adamw: 2 }

const FLOAT = Float32Array.BYTES_PER_ELEMENT
const DOUBLE = Float64Array.BYTES_PER_ELEMENT

/** A count rounded up to whole groups of four. */
export const filled = (count: number): number => Math.ceil(count / 4) * 4

/** Where a network's parameters stand in the kernel's memory, their widths filled up with zeros. */
export interface Placement {
  /** Where each layer's weights and biases begin, counted in numbers of a run. */
  readonly layers: readonly (readonly [weights: number, biases: number])[]
  /** Numbers of a run. */
  readonly size: number
  /** Where each parameter of a snapshot stands. */
  readonly places: Int32Array
}

export function placementOf({ layers, parameters }: Network): Placement {
  const places = new Int32Array(parameters)
  let size = 0
  const placed = layers.map(({ blocks: [weights, biases] }) => {
    const [inputs, units] = weights.shape
    const ofWeights = size
    const ofBiases = size + filled(inputs) * filled(units)
    size = ofBiases + filled(units)
    for (let i = 0; i < weights.size; i++) {
      const [input, unit] = [Math.floor(i / units), i % units]
      // Panels of four units, see `kernel/product.ts`.
      places[weights.at + i] = ofWeights + (Math.floor(unit / 4) * filled(inputs) + input) * 4 + (unit % 4)
    }
    for (let unit = 0; unit < units; unit++) places[biases.at + unit] = ofBiases + unit
    return [ofWeights, ofBiases] as const
  })
  return { layers: placed, size, places }
}

/** Writes down a network for batches of `batch` examples, with room for `room` rows, whole eights; where it is. */
export function writeNetwork(memory: Memory, network: Network, optimizer: OptimizerKind, batch: number, room: number): number {
  const { layers, activation, classes } = network
  const { layers: placed, size } = placementOf(network)
  const bytesOfRows = (units: number) => room * filled(units) * FLOAT
  let given = memory.claim(bytesOfRows(network.inputs))
  const words = layers.flatMap(({ blocks: [{ shape: [inputs, units] }] }, l) => {
    const from = given
    const sums = memory.claim(bytesOfRows(units))
    const delta = memory.claim(bytesOfRows(units))
    const transposed = memory.claim(filled(units) * filled(inputs) * FLOAT)
    given = sums
    const [weights, biases] = placed[l].map((place) => place * FLOAT)
    return [inputs, filled(inputs), units, filled(units), weights, biases, from, sums, delta, transposed]
  })
  const gradient = memory.claim(size * FLOAT)
  const scratch = memory.claim(2 * classes * DOUBLE)
  const own = [layers.length, ACTIVATIONS[activation], OPTIMIZERS[optimizer], classes, batch, room, size * FLOAT, gradient, scratch]
  return memory.put(Uint32Array.from([...own, ...words]))
}

/** f64 numbers of an arm. */
export const armNumbers = (classes: number): number => 7 + 2 * MAX_EPSILON + classes

/** What the kernel reads of an arm. */
export function packArm({ loss, classWeights, learningRate, momentum, weightDecay }: ArmSettings): number[] {
  const epsilon = Array.from({ length: MAX_EPSILON }, (_, i) => loss.epsilon[i] ?? 0)
  const order = Math.max(1, epsilon.findLastIndex((value) => value !== 0) + 1)
  const pulls = epsilon.map((_, i) => pullCoefficient(loss, i + 1))
  return [loss.gamma, loss.terms, loss.labelSmoothing, learningRate, momentum, weightDecay, order, ...epsilon, ...pulls, ...classWeights]
}

const SUMS: readonly (Scalar | List)[] = [
  'loss',
  'nll',
  'confidence',
  'meanPt',
  'pushedBack',
  'confidenceRight',
  'confidenceWrong',
  'ptRight',
  'ptWrong',
  'ptSum',
  'eceCount',
  'eceRight',
  'eceConfidence',
  'classCount',
  'classPt',
  'shareLogit',
  'sharePt',
  'shareMean',
]

/** What is summed beside what the layout has, after it: right predictions of each class, then one number each. */
const BESIDE = ['whole', 'lengthSizes', 'seriesSizes', 'ratios'] as const

/** f64 numbers of the sums of a measurement. */
export const sumNumbers = ({ size, length }: Layout): number => size + length.recall + BESIDE.length

/** Writes down where each sum of a measurement stands; where that is. */
export function writeSums(memory: Memory, { at, size, length }: Layout): number {
  return memory.put(Uint32Array.from([...SUMS.map((name) => at[name]), size, ...BESIDE.map((_, i) => size + length.recall + i)]))
}

/** A measurement of the sums that the kernel made over so many examples, [layout.size]. */
export function measurementOf(sums: Float64Array, layout: Layout, examples: number): Float64Array {
  const { size, length } = layout
  const measurement = sums.slice(0, size)
  const beside = (name: (typeof BESIDE)[number]) => sums[size + length.recall + BESIDE.indexOf(name)]
  finishSums(measurement, {
    layout,
    examples,
    classRight: sums.subarray(size, size + length.recall),
    whole: beside('whole'),
    lengthSizes: beside('lengthSizes'),
    seriesSizes: beside('seriesSizes'),
    ratios: beside('ratios'),
  })
  return measurement
}
