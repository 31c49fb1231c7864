import { type Activation, parameterCount } from '../trainer.ts'

/** An activation and its slope, the slope as a function of the activation's value. */
const ACTIVATIONS: Readonly<Record<Activation, { value: (x: number) => number; slope: (a: number) => number }>> = {
  tanh: { value: Math.tanh, slope: (a) => 1 - a * a },
  relu: { value: (x) => (x > 0 ? x : 0), slope: (a) => (a > 0 ? 1 : 0) },
  sigmoid: { value: (x) => 1 / (1 + Math.exp(-x)), slope: (a) => a * (1 - a) },
  linear: { value: (x) => x, slope: () => 1 },
}

/** One example's way through a network and back, in float64, with room made once. */
export class Network {
  readonly parameters: number
  /** Logits of the example sent forward last, [classes]. */
  readonly logits: Float64Array
  /** dL/dlogits, [classes]: to be filled in before `backward`. */
  readonly delta: Float64Array
  readonly #sizes: readonly number[]
  readonly #activation: (typeof ACTIVATIONS)[Activation]
  /** Activations of each layer, the inputs first, and dL/d(weighted sum) of each. */
  readonly #layers: readonly Float64Array[]
  readonly #deltas: readonly Float64Array[]

  /** @param sizes units of each layer, from the inputs to the classes */
  constructor(sizes: readonly number[], activation: Activation) {
    this.parameters = parameterCount(sizes)
    this.#sizes = sizes
    this.#activation = ACTIVATIONS[activation]
    this.#layers = sizes.map((units) => new Float64Array(units))
    this.#deltas = sizes.map((units) => new Float64Array(units))
    this.logits = this.#layers[sizes.length - 1]
    this.delta = this.#deltas[sizes.length - 1]
  }

  /**
   * @param weights parameters of one run from `at` on, in a snapshot's order
   * @param features holds the example's features from `from` on
   */
  forward(weights: Float64Array, at: number, features: Float32Array, from: number): void {
    const sizes = this.#sizes
    const first = this.#layers[0]
    for (let i = 0; i < first.length; i++) first[i] = features[from + i]
    const last = sizes.length - 1
    let w = at
    for (let layer = 0; layer < last; layer++) {
      const below = this.#layers[layer]
      const above = this.#layers[layer + 1]
      const outputs = above.length
      const bias = w + below.length * outputs
      for (let j = 0; j < outputs; j++) above[j] = weights[bias + j]
      for (let i = 0; i < below.length; i++, w += outputs) {
        const x = below[i]
        if (x !== 0) for (let j = 0; j < outputs; j++) above[j] += x * weights[w + j]
      }
      if (layer + 1 < last) for (let j = 0; j < outputs; j++) above[j] = this.#activation.value(above[j])
      w = bias + outputs
    }
  }

  /** Adds the gradient of the example sent forward last, given its `delta`, to `gradient` [parameters]. */
  backward(weights: Float64Array, at: number, gradient: Float64Array): void {
    let end = this.parameters
    for (let layer = this.#sizes.length - 2; layer >= 0; layer--) {
      const below = this.#layers[layer]
      const above = this.#deltas[layer + 1]
      const back = this.#deltas[layer]
      const outputs = above.length
      const start = end - (below.length + 1) * outputs
      let w = start
      for (let i = 0; i < below.length; i++, w += outputs) {
        const x = below[i]
        if (x !== 0) for (let j = 0; j < outputs; j++) gradient[w + j] += x * above[j]
        if (layer === 0) continue
        let sum = 0
        for (let j = 0; j < outputs; j++) sum += weights[at + w + j] * above[j]
        back[i] = sum * this.#activation.slope(x)
      }
      for (let j = 0; j < outputs; j++) gradient[w + j] += above[j]
      end = start
    }
  }
}
