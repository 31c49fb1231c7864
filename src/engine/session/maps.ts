import type { Network, PlacedConv } from '../../network/network.ts'
import type { ArmMaps, Maps } from '../protocol.ts'
import { layersOn, Passes } from '../trainers/reference/passes.ts'

/** What an example becomes in the convolutional layers of single runs, in float64. */
export class MapMaker {
  readonly #network: Network
  readonly #layers: readonly { readonly place: number; readonly layer: PlacedConv }[]
  readonly #passes: Passes

  constructor(network: Network) {
    this.#network = network
    this.#layers = network.layers.flatMap((layer, place) => (layer.kind === 'conv' ? [{ place, layer }] : []))
    this.#passes = new Passes(network, 1)
  }

  /** The shapes of what `maps` gives; null where no layer is convolutional. */
  get shapes(): Pick<Maps, 'shapes' | 'filterShape'> | null {
    if (this.#layers.length === 0) return null
    return { shapes: this.#layers.map(({ layer }) => layer.output), filterShape: this.#layers[0].layer.blocks[0].shape }
  }

  /**
   * @param features of the example, [inputs]
   * @param parameters of one run, as in a `Snapshot`
   */
  maps(features: Float32Array, parameters: Float32Array | Float64Array): Pick<ArmMaps, 'layers' | 'filters'> {
    this.#passes.inputs.set(features)
    this.#passes.forward(layersOn(this.#network, Float64Array.from(parameters)), 1)
    const [{ at, size }] = this.#layers[0].layer.blocks
    return {
      layers: this.#layers.map(({ place }) => Float32Array.from(this.#passes.output(place))),
      filters: Float32Array.from(parameters.subarray(at, at + size)),
    }
  }
}
