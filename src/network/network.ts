import { type Dense, dense } from './dense.ts'
import { type Block, type Shape, sizeOf } from './layer.ts'

/** Every kind of layer. Another one is a file beside `dense.ts`, and its place here. */
const KINDS = { dense }

/** A layer as a literal. */
export type Layer = Parameters<(typeof KINDS)[keyof typeof KINDS]>[0]

export type Activation = 'tanh' | 'relu' | 'sigmoid' | 'linear'

/** A block with its place among a run's parameters. */
export interface PlacedBlock extends Block {
  readonly at: number
  readonly size: number
}

/** A layer with what follows from its place in a network. */
export interface PlacedLayer {
  readonly kind: Layer['kind']
  readonly input: Shape
  readonly output: Shape
  readonly blocks: readonly PlacedBlock[]
}

/** A network: its layers, and what follows from them. Plain data, alike on every machine. */
export interface Network {
  /** Numbers of an example. */
  readonly inputs: number
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
    const { output, blocks, work: ofLayer } = KINDS[layer.kind](layer, shape)
    const from = shape
    shape = output
    work += ofLayer
    const placedBlocks = blocks.map((block): PlacedBlock => {
      const size = sizeOf(block.shape)
      at += size
      return { ...block, at: at - size, size }
    })
    return { kind: layer.kind, input: from, output, blocks: placedBlocks }
  })
  return { inputs: sizeOf(input), classes: shape[shape.length - 1], activation, layers: placed, parameters: at, work }
}

/** A network of dense layers alone, from the number of inputs to the number of classes. */
export function denseNetwork([inputs, ...units]: readonly number[], activation: Activation): Network {
  return networkOf([inputs], activation, units.map((count): Dense => ({ kind: 'dense', units: count })))
}
