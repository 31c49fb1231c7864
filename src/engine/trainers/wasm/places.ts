import type { Layout, List, Scalar } from '../../../experiment/layout.ts'
import { MAX_EPSILON } from '../../../loss/family.ts'
import type { Activation, Network } from '../../../network/network.ts'
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

/** A block of a run's parameters: rows of `count` numbers, `width` apart in the kernel's memory. */
interface Rows {
  /** In a snapshot, and in memory from the run's first number on. */
  readonly at: number
  readonly place: number
  readonly rows: number
  readonly count: number
  readonly width: number
}

/** Where a network's parameters stand in the kernel's memory, their widths filled up with zeros. */
export interface Placement {
  readonly blocks: readonly Rows[]
  /** Numbers of a run. */
  readonly size: number
}

export function placementOf({ layers }: Network): Placement {
  let size = 0
  const claim = (count: number) => (size += count) - count
  const blocks = layers.flatMap(({ blocks: [weights, biases] }): Rows[] => {
    const [inputs, units] = weights.shape
    const width = filled(units)
    return [
      { at: weights.at, place: claim(filled(inputs) * width), rows: inputs, count: units, width },
      { at: biases.at, place: claim(width), rows: 1, count: units, width },
    ]
  })
  return { blocks, size }
}

/** Writes down a network for batches of `batch` examples and at most `room` examples at once; where it is. */
export function writeNetwork(memory: Memory, network: Network, optimizer: OptimizerKind, batch: number, room: number): number {
  const { layers, activation, classes } = network
  const { blocks, size } = placementOf(network)
  const bytesOfRows = (units: number) => filled(room) * filled(units) * FLOAT
  let given = memory.claim(bytesOfRows(network.inputs))
  const words = layers.flatMap(({ blocks: [{ shape: [inputs, units] }] }, l) => {
    const from = given
    const sums = memory.claim(bytesOfRows(units))
    const delta = memory.claim(bytesOfRows(units))
    const transposed = memory.claim(filled(units) * filled(inputs) * FLOAT)
    given = sums
    const [weights, biases] = [blocks[2 * l], blocks[2 * l + 1]].map(({ place }) => place * FLOAT)
    return [inputs, filled(inputs), units, filled(units), weights, biases, from, sums, delta, transposed]
  })
  const gradient = memory.claim(size * FLOAT)
  const scratch = memory.claim(2 * classes * DOUBLE)
  const own = [layers.length, ACTIVATIONS[activation], OPTIMIZERS[optimizer], classes, batch, room, size * FLOAT, gradient, scratch]
  return memory.put(Uint32Array.from([...own, ...words]))
}

/** f64 numbers of an arm. */
export const armNumbers = (classes: number): number => 6 + MAX_EPSILON + classes

/** What the kernel reads of an arm. */
export function packArm({ loss, classWeights, learningRate, momentum, weightDecay }: ArmSettings): number[] {
  const epsilon = Array.from({ length: MAX_EPSILON }, (_, j) => loss.epsilon[j] ?? 0)
  return [loss.gamma, loss.terms, loss.labelSmoothing, learningRate, momentum, weightDecay, ...epsilon, ...classWeights]
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

/** f64 numbers of the sums of a measurement: those of the layout, right predictions of each class, the whole length. */
export const sumNumbers = ({ size, length }: Layout): number => size + length.recall + 1

/** Writes down where each sum of a measurement stands; where that is. */
export function writeSums(memory: Memory, { at, size, length }: Layout): number {
  return memory.put(Uint32Array.from([...SUMS.map((name) => at[name]), size, size + length.recall]))
}
