import { sizeOf } from '../../../network/layer.ts'
import type { Network, PlacedLayer } from '../../../network/network.ts'
import { ACTIVATIONS } from './activations.ts'
import { conv, type Pool, pool } from './conv.ts'
import { dense, type LayerMath } from './dense.ts'
import { type Matrix, matrixOf } from './product.ts'

/** The layers of a network on the parameters of one run, or on its gradient. */
export function layersOn({ layers }: Network, parameters: Float64Array): LayerMath[] {
  return layers.map((layer) => (layer.kind === 'conv' ? conv(layer, parameters) : dense(layer, parameters)))
}

/** What stands behind a layer: its sums, which become activations, and of these what its pool keeps. */
interface Stage {
  readonly size: number
  readonly sums: Matrix
  /** dL/d(sums) */
  readonly delta: Matrix
  /** What the next layer is given; the activations themselves where nothing is pooled, and dL/d(it) as well. */
  readonly out: Matrix
  readonly outDelta: Matrix
  readonly pool: Pool | null
}

/** A batch's way through a network and back, layer by layer in float64, with room made once. */
export class Passes {
  /** To be filled in before `forward`, [examples × inputs]. */
  readonly inputs: Float64Array
  /** Of the batch sent forward last, [rows × classes]. */
  readonly logits: Float64Array
  /** dL/dlogits, [rows × classes]: to be filled in before `backward`. */
  readonly delta: Float64Array
  readonly #activation: (typeof ACTIVATIONS)[Network['activation']]
  readonly #input: Matrix
  readonly #stages: readonly Stage[]

  /** @param examples the most of a batch */
  constructor({ inputs, layers, activation }: Network, examples: number) {
    const room = (size: number) => matrixOf(new Float64Array(examples * size), size)
    this.#activation = ACTIVATIONS[activation]
    this.#input = room(inputs)
    this.#stages = layers.map((layer) => stageOf(layer, room))
    this.inputs = this.#input.values
    const last = this.#stages[layers.length - 1]
    this.logits = last.out.values
    this.delta = last.outDelta.values
  }

  /** What a layer made of the batch sent forward last, activated and pooled, [examples × its output]. */
  output(layer: number): Float64Array {
    return this.#stages[layer].out.values
  }

  /** Sends the first `examples` of `inputs` through one run's layers. */
  forward(layers: readonly LayerMath[], examples: number): void {
    for (const [l, { size, sums, out, pool }] of this.#stages.entries()) {
      layers[l].forward(this.#given(l), sums, examples)
      if (l + 1 < layers.length) this.#activation.activate(sums.values, examples * size)
      pool?.forward(sums, out, examples)
    }
  }

  /** Writes the gradient of the batch sent forward last, given its `delta`, to where the layers of `gradient` stand. */
  backward(layers: readonly LayerMath[], examples: number, gradient: readonly LayerMath[]): void {
    for (let l = layers.length - 1; l >= 0; l--) {
      const { size, sums, delta, outDelta, pool } = this.#stages[l]
      pool?.backward(sums, outDelta, delta, examples)
      if (l + 1 < layers.length) this.#activation.slope(delta.values, sums.values, examples * size)
      gradient[l].gradient(this.#given(l), delta, examples)
      if (l > 0) layers[l].backward(delta, this.#stages[l - 1].outDelta, examples)
    }
  }

  #given(layer: number): Matrix {
    return layer === 0 ? this.#input : this.#stages[layer - 1].out
  }
}

function stageOf(layer: PlacedLayer, room: (size: number) => Matrix): Stage {
  if (layer.kind === 'dense' || !layer.pooled) {
    const size = sizeOf(layer.output)
    const [sums, delta] = [room(size), room(size)]
    return { size, sums, delta, out: sums, outDelta: delta, pool: null }
  }
  const [height, width] = layer.input
  const size = height * width * layer.filters
  const kept = sizeOf(layer.output)
  return { size, sums: room(size), delta: room(size), out: room(kept), outDelta: room(kept), pool: pool(layer) }
}
