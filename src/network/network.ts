import { type Conv, conv } from './conv.ts'
import { type Dense, dense } from './dense.ts'
import { type Block, type Consequences, type Shape, sizeOf } from './layer.ts'

/** A layer as a literal. Another kind is a file beside `dense.ts`, and its places here. */
export type Layer = Dense | Conv

const KINDS: { readonly [Kind in Layer['kind']]: (layer: Extract<Layer, { kind: Kind }>, input: Shape) => Consequences } = { dense, conv }

function consequencesOf<Kind extends Layer['kind']>(layer: Extract<Layer, { kind: Kind }>, input: Shape): Consequences {
  return KINDS[layer.kind as Kind](layer, input)
}

export type Activation = 'tanh' | 'relu' | 'sigmoid' | 'linear'

/** A block with its place among a run's parameters. */
export interface PlacedBlock extends Block {
  readonly at: number
  readonly size: number
}

/** What follows from a layer's place in a network. */
interface Place {
  readonly input: Shape
  readonly output: Shape
  readonly blocks: readonly PlacedBlock[]
}

/** A layer with what follows from its place in a network. */
export type PlacedLayer = PlacedDense | PlacedConv
export type PlacedDense = Dense & Place
export type PlacedConv = Conv & Place

/** A network: its layers, and what follows from them. Plain data, alike on every machine. */
export interface Network {
  /** Numbers of an example. */
  readonly inputs: number
  /** Rows of logits of an example: of a map one for each of its positions, otherwise one. */
  readonly positions: number
  /** Logits of a position. */
  readonly classes: number
  /** Of every layer but the last. */
  readonly activation: Activation
  readonly layers: readonly PlacedLayer[]
  /** How many parameters a run has. */
  readonly parameters: number
  /** Multiply-adds of the forward pass of one example. */
  readonly work: number
}

/**
 * The network of these layers.
 *
 * @param input the shape of an example
 */
export function networkOf(input: Shape, activation: Activation, layers: readonly Layer[]): Network {
  let shape = input
  let at = 0
  let work = 0
  const placed = layers.map((layer): PlacedLayer => {
    const { output, blocks, work: ofLayer } = consequencesOf(layer, shape)
    const from = shape
    shape = output
    work += ofLayer
    const placedBlocks = blocks.map((block): PlacedBlock => {
      const size = sizeOf(block.shape)
      at += size
      return { ...block, at: at - size, size }
    })
    return { ...layer, input: from, output, blocks: placedBlocks }
  })
  const classes = shape[shape.length - 1]
  return { inputs: sizeOf(input), positions: sizeOf(shape) / classes, classes, activation, layers: placed, parameters: at, work }
}

/** A network of dense layers alone, from the number of inputs to the number of classes. */
export function denseNetwork([inputs, ...units]: readonly number[], activation: Activation): Network {
  return networkOf([inputs], activation, units.map((count): Dense => ({ kind: 'dense', units: count })))
}
