import { sizeOf } from '../../../../network/layer.ts'
import type { PlacedLayer } from '../../../../network/network.ts'
import type { TrainingTask } from '../../trainer.ts'
import { LOSS_NUMBERS } from '../arms.ts'
import { ACTIVATIONS, CODES, groupsOf, LANES, OPTIMIZERS, SLOTS } from '../placement.ts'
import { struct } from '../wgsl.ts'

/** Positions of a tile in `wgsl/tile.wgsl`, and groups of its units. */
const [TILE_DOWN, TILE_ACROSS] = [2, 4]
export const TILE = TILE_DOWN * TILE_ACROSS
export const TILE_GROUPS = 2
/** Inputs of a tile in `wgsl/gradient.wgsl`, in groups. */
export const GRADIENT_INPUTS = 3
/** Invocations that a layer's gradient should keep busy, and the products that one of them adds up at least. */
const BUSY = { software: 128, hardware: 1 << 14 }
const LEAST_PRODUCTS = 32
/** Sums that a gradient is split into at most: one invocation adds them up. */
const MOST_SPLITS = 256

const LAYER_FIELDS = [
  // The map's positions, the kernel's cells, and how far these are apart.
  'height',
  'width',
  'rows',
  'columns',
  // Whether it is a map of positions, and not examples of a dense layer.
  'isMap',
  'dilation',
  'inGroups',
  'outGroups',
  'outputs',
  // Examples side by side at a position, and how far it is to the next, of the inputs and of the sums.
  'lanes',
  'inApart',
  'outApart',
  // Where weights [cells][4 · inGroups][outGroups] and biases [outGroups] begin in a run's parameters, and their size.
  'weights',
  'biases',
  'size',
  // Where these begin in a run's work: its inputs, what it hands on, which position of each window that is, and dL/d(sums).
  'inputs',
  'activations',
  'choices',
  'deltas',
  'pooled',
  'hidden',
  // What the backward pass has to know of the layer below.
  'belowDeltas',
  'belowChoices',
  'belowPooled',
  'belowGroups',
  'belowHeight',
  'belowWidth',
  // Into how many sums the gradient is split, and where these begin in a run's work, [rowSplits][exampleSplits][size].
  'exampleSplits',
  'rowSplits',
  'partials',
] as const
export type LayerLayout = Readonly<Record<(typeof LAYER_FIELDS)[number], number>>

const FIELDS = [
  'activation',
  'optimizer',
  'paddedBatch',
  'classes',
  'repeats',
  // Floats of one arm's settings.
  'armStride',
  // What an example is: its positions, the numbers at each, and whether the neighbours above and below stand beside.
  'inputPositions',
  'inputChannels',
  'stacked',
  'positions',
  'parameterStride',
  'slotStride',
  'workStride',
] as const

/** Where everything of a run stands in the kernels' buffers; offsets and strides count vec4s unless said otherwise. */
export interface Layout extends Readonly<Record<(typeof FIELDS)[number], number>> {
  readonly layers: readonly LayerLayout[]
  /** Where each parameter of a snapshot stands, in floats, among a run's padded parameters. */
  readonly places: Uint32Array
}

/** The kernels' words for it. */
export const LAYOUT = [CODES, struct('Layer', LAYER_FIELDS), struct('Placement', FIELDS)].join('\n')

export const layoutWords = (layout: Layout): number[] => FIELDS.map((field) => layout[field])
export const layerWords = (layer: LayerLayout): number[] => LAYER_FIELDS.map((field) => layer[field])

export type Kind = keyof typeof BUSY

/** Tiles of so many groups, each of which is made for every example. */
export const tilesOf = ({ height, width }: LayerLayout, groups: number): number => Math.ceil(height / TILE_DOWN) * Math.ceil(width / TILE_ACROSS) * Math.ceil(groups / TILE_GROUPS)

/** What one layer hands to the next, group after group of a position's channels. */
interface Handed {
  readonly positions: number
  readonly channels: number
  readonly groups: number
}

const handed = (positions: number, channels: number): Handed => ({ positions, channels, groups: groupsOf(channels) })

/** What an example is to a first layer: a map, or a row of numbers. */
function exampleOf([first]: readonly PlacedLayer[], inputs: number): Handed {
  return first.kind === 'conv' ? handed(first.input[0] * first.input[1], first.input[2]) : handed(1, inputs)
}

/** Whether the neighbours above and below stand beside each position: of a single channel, three quarters were empty. */
const isStacked = (layers: readonly PlacedLayer[], l: number) => l === 0 && layers[l].kind === 'conv' && layers[l].size === 3 && layers[l].input[2] === 1

/** A layer as cells over a map; of a dense one the map's positions are eighths of the batch. */
function mapOf(layer: PlacedLayer, given: Handed, stacked: boolean, paddedBatch: number) {
  if (layer.kind === 'dense') {
    const [lanes, inGroups] = [paddedBatch / TILE, given.positions * given.groups]
    return { isMap: 0, height: TILE_DOWN, width: TILE_ACROSS, rows: 1, columns: 1, dilation: 1, lanes, inGroups, inApart: lanes, outApart: lanes, pooled: 0 }
  }
  const [height, width] = layer.input
  const { size, dilation, filters } = layer
  const apart = (groups: number) => groups * paddedBatch
  const apartFrom = { inApart: apart(given.groups), outApart: apart(groupsOf(filters)) }
  return { isMap: 1, height, width, rows: stacked ? 1 : size, columns: size, dilation, lanes: paddedBatch, inGroups: given.groups, ...apartFrom, pooled: Number(layer.pooled) }
}

/** Into how many sums a gradient is split, over examples and over rows: as a layer's shape has it, however many runs there are. */
function splitsOf({ height, width, rows, columns, inGroups, lanes }: ReturnType<typeof mapOf>, outGroups: number, kind: Kind) {
  const tiles = rows * (columns === 3 ? inGroups : Math.ceil(inGroups / GRADIENT_INPUTS)) * outGroups
  const most = (height * width * lanes) / LEAST_PRODUCTS
  const splits = Math.max(1, Math.min(most, MOST_SPLITS, BUSY[kind] / tiles))
  const exampleSplits = Math.min(2 ** Math.floor(Math.log2(lanes)), 2 ** Math.floor(Math.log2(splits)))
  return { exampleSplits, rowSplits: Math.min(height, Math.max(1, Math.floor(splits / exampleSplits))) }
}

/**
 * Lays out runs that see `examples` examples at a time.
 *
 * @param kind how many invocations a device keeps busy
 * @param trains whether there is room for the backward pass
 */
export function layoutOf(task: Pick<TrainingTask, 'network' | 'optimizer' | 'repeats'>, examples: number, kind: Kind, trains = true): Layout {
  const { inputs, classes, positions, activation, layers: placed, parameters } = task.network
  const paddedBatch = Math.ceil(examples / TILE) * TILE
  const places = new Uint32Array(parameters)
  const layers: LayerLayout[] = []
  let given = exampleOf(placed, inputs)
  const example = given
  let [stride, at] = [0, 0]
  const room = (vectors: number) => (at += vectors) - vectors
  let from = room(example.positions * (isStacked(placed, 0) ? 1 : example.groups) * paddedBatch)
  for (const [l, layer] of placed.entries()) {
    const stacked = isStacked(placed, l)
    const map = mapOf(layer, given, stacked, paddedBatch)
    const outputs = layer.output[layer.output.length - 1]
    const next = handed(sizeOf(layer.output) / outputs, outputs)
    const rows = map.rows * map.columns * map.inGroups * LANES
    const size = (rows + 1) * next.groups
    const splits = splitsOf(map, next.groups, kind)
    const handedOn = next.positions * next.groups * paddedBatch
    const sums = layer.kind === 'conv' ? map.height * map.width * map.outApart : handedOn
    const below = layers[l - 1]
    layers.push({
      ...map,
      ...splits,
      outGroups: next.groups,
      outputs,
      weights: stride,
      biases: stride + rows * next.groups,
      size,
      inputs: from,
      activations: (from = room(handedOn)),
      choices: room(map.pooled ? handedOn : 0),
      deltas: room(trains ? sums : 0),
      partials: room(trains ? splits.exampleSplits * splits.rowSplits * size : 0),
      hidden: Number(l + 1 < placed.length),
      belowDeltas: below?.deltas ?? 0,
      belowChoices: below?.choices ?? 0,
      belowPooled: below?.pooled ?? 0,
      belowGroups: below?.outGroups ?? 0,
      belowHeight: below?.height ?? 0,
      belowWidth: below?.width ?? 0,
    })
    place(layer, given, stacked, stride * LANES, next.groups * LANES, places)
    stride += size
    given = next
  }
  return {
    activation: ACTIVATIONS[activation],
    optimizer: OPTIMIZERS[task.optimizer],
    paddedBatch,
    classes,
    repeats: task.repeats,
    armStride: LOSS_NUMBERS + classes,
    inputPositions: example.positions,
    inputChannels: example.channels,
    stacked: Number(isStacked(placed, 0)),
    positions,
    parameterStride: stride,
    slotStride: stride * SLOTS[task.optimizer],
    workStride: at,
    layers,
    places,
  }
}

/** Notes where a layer's parameters stand: in rows of `row` floats from `first` on, a row an input of a cell, and last the biases. */
function place(layer: PlacedLayer, given: Handed, stacked: boolean, first: number, row: number, places: Uint32Array): void {
  const [weights, biases] = layer.blocks
  const outputs = biases.size
  const cells = layer.kind === 'conv' ? layer.size ** 2 : given.positions
  /** The row of a cell's channel, of a flattened map a position's. */
  const rowOf = (cell: number, channel: number) => (stacked ? (cell % 3) * LANES + Math.floor(cell / 3) : cell * given.groups * LANES + channel)
  let at = weights.at
  for (let cell = 0; cell < cells; cell++) {
    for (let channel = 0; channel < given.channels; channel++) {
      for (let j = 0; j < outputs; j++) places[at++] = first + rowOf(cell, channel) * row + j
    }
  }
  const rows = (stacked ? 3 : cells * given.groups) * LANES
  for (let j = 0; j < outputs; j++) places[biases.at + j] = first + rows * row + j
}
