import { sizeOf } from '../../../network/layer.ts'
import type { Network, PlacedLayer } from '../../../network/network.ts'
import { ACTIVATIONS } from './activations.ts'
import { dense, type LayerMath } from './dense.ts'
import { type Matrix, matrixOf } from './product.ts'

const KINDS: Readonly<Record<PlacedLayer['kind'], (layer: PlacedLayer, parameters: Float64Array) => LayerMath>> = { dense }

/** The layers of a network on the parameters of one run, or on its gradient. */
export function layersOn({ layers }: Network, parameters: Float64Array): LayerMath[] {
  return layers.map((layer) => KINDS[layer.kind](layer, parameters))
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
  /** What each layer is given, and at last the logits. */
  readonly #values: readonly Matrix[]
  /** dL/d(weighted sums) that lead to each of these. */
  readonly #deltas: readonly Matrix[]
  readonly #sizes: readonly number[]

  /** @param examples the most of a batch */
  constructor({ layers, activation }: Network, examples: number) {
    this.#sizes = [sizeOf(layers[0].input), ...layers.map(({ output }) => sizeOf(output))]
    const room = () => this.#sizes.map((size) => matrixOf(new Float64Array(examples * size), size))
    this.#activation = ACTIVATIONS[activation]
    this.#values = room()
    this.#deltas = room()
    this.inputs = this.#values[0].values
    this.logits = this.#values[layers.length].values
    this.delta = this.#deltas[layers.length].values
  }

  /** Sends the first `examples` of `inputs` through one run's layers. */
  forward(layers: readonly LayerMath[], examples: number): void {
    for (const [l, layer] of layers.entries()) {
      const out = this.#values[l + 1]
      layer.forward(this.#values[l], out, examples)
      if (l + 1 < layers.length) this.#activation.activate(out.values, examples * this.#sizes[l + 1])
    }
  }

  /** Writes the gradient of the batch sent forward last, given its `delta`, to where the layers of `gradient` stand. */
  backward(layers: readonly LayerMath[], examples: number, gradient: readonly LayerMath[]): void {
    for (let l = layers.length - 1; l >= 0; l--) {
      gradient[l].gradient(this.#values[l], this.#deltas[l + 1], examples)
      if (l === 0) return
      const below = this.#deltas[l]
      layers[l].backward(this.#deltas[l + 1], below, examples)
      this.#activation.slope(below.values, this.#values[l].values, examples * this.#sizes[l])
    }
  }
}
