import type { Layout, List, Scalar } from '../../../experiment/layout.ts'
import { MAX_EPSILON, pullCoefficient } from '../../../loss/family.ts'
import { type Shape, sizeOf } from '../../../network/layer.ts'
import type { Activation, Network, PlacedConv, PlacedLayer } from '../../../network/network.ts'
import { finishSums } from '../../measure/measureLogits.ts'
import type { ArmSettings, OptimizerKind } from '../trainer.ts'
import type { Memory } from './memory.ts'

// What the kernel reads in memory; `kernel/places.ts` and `kernel/measure.ts` are the same lists, in the same order.

/** Numbers by which the kernel knows them. */
const ACTIVATIONS: Readonly<Record<Activation, number>> = { tanh: 0, relu: 1, sigmoid: 2, linear: 3 }
const OPTIMIZERS: Readonly<Record<OptimizerKind, number>> = { sgd: 0, adam: 1, adamw: 2 }

const FLOAT = Float32Array.BYTES_PER_ELEMENT
const DOUBLE = Float64Array.BYTES_PER_ELEMENT
/** Rows of a block, as `kernel/product.ts` has them. */
const BLOCK = 4

/** A count rounded up to whole groups of four. */
export const filled = (count: number): number => Math.ceil(count / 4) * 4

const even = (count: number): number => 2 * Math.ceil(count / 2)

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
  const placed = layers.map((layer, l) => {
    const [weights, biases] = layer.blocks
    const { channels, channelWidth, outputs, outWidth, panel } = widthsOf(layer, l)
    const ofWeights = size
    const ofBiases = size + panel * outWidth
    size = ofBiases + outWidth
    for (let i = 0; i < weights.size; i++) {
      const [input, unit] = [Math.floor(i / outputs), i % outputs]
      const place = Math.floor(input / channels) * channelWidth + (input % channels)
      // Panels of four units, see `kernel/product.ts`.
      places[weights.at + i] = ofWeights + (Math.floor(unit / 4) * panel + place) * 4 + (unit % 4)
    }
    for (let unit = 0; unit < outputs; unit++) places[biases.at + unit] = ofBiases + unit
    return [ofWeights, ofBiases] as const
  })
  return { layers: placed, size, places }
}

/** How wide a layer stands in the kernel's memory: numbers of a position are filled up to fours, but for those of an example. */
function widthsOf({ input, output, blocks: [weights], kind }: PlacedLayer, l: number) {
  const [channels, outputs] = [input, output].map((shape) => shape[shape.length - 1])
  const channelWidth = l === 0 ? channels : filled(channels)
  /** Numbers of a row, without those that fill up its end. */
  const inputs = (sizeOf(input) / channels - 1) * channelWidth + channels
  const kernel = (weights.size / outputs / channels) * channelWidth
  return {
    channels,
    channelWidth,
    inputs,
    inWidth: filled(inputs),
    outputs,
    outWidth: filled(outputs),
    positions: positionsOf(output),
    /** Weights of an output. */
    panel: kind === 'conv' ? kernel : filled(kernel),
  }
}

const positionsOf = (shape: Shape): number => sizeOf(shape) / shape[shape.length - 1]

/** Bytes that the maps of the examples that are gone through at once may take: about as many as processors keep near. */
const MAPS = 2 ** 22

/** How many examples are gone through at once at most, whole eights: where there are maps, as many as stay near. */
export function mostTogether({ layers, inputs }: Network): number {
  if (!layers.some(({ kind }) => kind === 'conv')) return Infinity
  const numbers = layers.reduce((sum, { output }) => sum + 3 * sizeOf(output), inputs)
  return 8 * Math.max(1, Math.floor(MAPS / (8 * numbers * FLOAT)))
}

/** Writes down a network for batches of `batch` examples, with room for `room` rows, whole eights; where it is. */
export function writeNetwork(memory: Memory, network: Network, optimizer: OptimizerKind, batch: number, room: number): number {
  const { layers, activation, positions, classes } = network
  const { layers: placed, size } = placementOf(network)
  const claim = (numbers: number) => memory.claim(numbers * FLOAT)
  let given = claim(room * filled(network.inputs))
  const words = layers.flatMap((layer, l) => {
    const { inputs, inWidth, outputs, outWidth, positions, channelWidth, panel } = widthsOf(layer, l)
    const from = given
    const [sums, delta] = [0, 1].map(() => claim(room * positions * outWidth))
    const transposed = claim(outWidth * panel)
    given = sums
    const [weights, biases] = placed[l].map((place) => place * FLOAT)
    const common = [Number(layer.kind === 'conv'), inputs, inWidth, outputs, outWidth, positions, weights, biases, from, sums, delta, transposed]
    if (layer.kind === 'dense') return [...common, 0, 0, 0, 0, 0, 0, 0]
    const { input: [height, width], size, dilation, pooled } = layer
    return [...common, height, width, channelWidth, size, dilation, Number(pooled), pooled ? claim(room * positions * outWidth) : 0]
  })
  const gradient = claim(size)
  const part = room < batch ? claim(size) : 0
  const most = (numbers: (layer: PlacedConv, widths: ReturnType<typeof widthsOf>) => number) =>
    layers.reduce((most, layer, l) => Math.max(most, layer.kind === 'conv' ? numbers(layer, widthsOf(layer, l)) : 0), 0)
  const maps = claim(most(({ input, pooled }, { outWidth }) => (pooled ? 2 * BLOCK * positionsOf(input) * outWidth : 0)))
  const seen = claim(most(({ input: [, width] }, { panel }) => 2 * BLOCK * width * even(panel)))
  const partials = claim(most((_, { panel, outWidth }) => BLOCK * even(panel) * outWidth))
  const scratch = memory.claim(2 * classes * DOUBLE)
  const own = [layers.length, ACTIVATIONS[activation], OPTIMIZERS[optimizer], positions, classes, batch, Math.min(batch, room), size * FLOAT, gradient, part, maps, seen, partials, scratch]
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

/** A measurement of the sums that the kernel made, [layout.size]. */
export function measurementOf(sums: Float64Array, layout: Layout): Float64Array {
  const { at, size, length } = layout
  const examples = sums.subarray(at.classCount, at.classCount + length.classCount).reduce((sum, count) => sum + count, 0)
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
