import { type Activation, parameterCount } from '../trainer.ts'
import { ACTIVATIONS } from './activations.ts'
import { addProduct, type Matrix, matrixOf, transpose } from './product.ts'

/** One layer's weights [inputs × outputs] and biases [outputs], or their gradient. */
interface Layer {
  readonly weights: Matrix
  readonly transposed: Matrix
  readonly biases: Float64Array
}

/** The layers of one run that stand in `parameters`, in a snapshot's order. */
export function layersOf(sizes: readonly number[], parameters: Float64Array): Layer[] {
  let at = 0
  return sizes.slice(1).map((outputs, layer) => {
    const inputs = sizes[layer]
    const weights = matrixOf(parameters.subarray(at, at + inputs * outputs), outputs)
    const biases = parameters.subarray(at + inputs * outputs, at + (inputs + 1) * outputs)
    at += (inputs + 1) * outputs
    return { weights, transposed: transpose(weights), biases }
  })
}

/** A batch's way through a network and back, layer by layer in float64, with room made once. */
export class Network {
  readonly parameters: number
  /** To be filled in before `forward`, [rows × inputs]. */
  readonly inputs: Float64Array
  /** Of the batch sent forward last, [rows × classes]. */
  readonly logits: Float64Array
  /** dL/dlogits, [rows × classes]: to be filled in before `backward`. */
  readonly delta: Float64Array
  readonly #sizes: readonly number[]
  readonly #activation: (typeof ACTIVATIONS)[Activation]
  /** Activations of each layer, the inputs first, and dL/d(weighted sum) of each: [rows × units]. */
  readonly #values: readonly Matrix[]
  readonly #transposed: readonly Matrix[]
  readonly #deltas: readonly Matrix[]

  /**
   * @param sizes units of each layer, from the inputs to the classes
   * @param rows the most examples of a batch
   */
  constructor(sizes: readonly number[], activation: Activation, rows: number) {
    const room = () => sizes.map((units) => matrixOf(new Float64Array(rows * units), units))
    this.parameters = parameterCount(sizes)
    this.#sizes = sizes
    this.#activation = ACTIVATIONS[activation]
    this.#values = room()
    this.#transposed = this.#values.map(transpose)
    this.#deltas = room()
    this.inputs = this.#values[0].values
    this.logits = this.#values[sizes.length - 1].values
    this.delta = this.#deltas[sizes.length - 1].values
  }

  /** Sends the first `rows` of `inputs` through one run's layers. */
  forward(layers: readonly Layer[], rows: number): void {
    for (let l = 0; l < layers.length; l++) {
      const { weights, biases } = layers[l]
      const out = this.#values[l + 1]
      const outputs = this.#sizes[l + 1]
      for (let i = 0; i < rows * outputs; i += outputs) {
        for (let j = 0; j < outputs; j++) out.values[i + j] = biases[j]
      }
      addProduct(rows, this.#sizes[l], outputs, this.#values[l], weights, out)
      if (l + 1 < layers.length) this.#activation.activate(out.values, rows * outputs)
    }
  }

  /** Writes the gradient of the batch of `rows` sent forward last, given its `delta`, to `gradient`. */
  backward(layers: readonly Layer[], rows: number, gradient: readonly Layer[]): void {
    for (let l = layers.length - 1; l >= 0; l--) {
      const [inputs, outputs] = [this.#sizes[l], this.#sizes[l + 1]]
      const delta = this.#deltas[l + 1]
      const { weights, biases } = gradient[l]
      weights.values.fill(0)
      addProduct(inputs, rows, outputs, this.#transposed[l], delta, weights)
      biases.fill(0)
      for (let i = 0; i < rows * outputs; i += outputs) {
        for (let j = 0; j < outputs; j++) biases[j] += delta.values[i + j]
      }
      if (l === 0) return
      const below = this.#deltas[l]
      below.values.fill(0)
      addProduct(rows, outputs, inputs, delta, layers[l].transposed, below)
      this.#activation.slope(below.values, this.#values[l].values, rows * inputs)
    }
  }
}
