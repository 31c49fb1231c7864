import type { Activation } from '../../../network/network.ts'
import { tanh } from './tanh.ts'

interface LayerActivation {
  /** Replaces weighted sums by activations. */
  activate(values: Float64Array, count: number): void
  /** Multiplies by the activation's slope, as a function of the activation's value. */
  slope(deltas: Float64Array, values: Float64Array, count: number): void
}

/** A whole layer at a time: a call for each unit would cost as much as its arithmetic. */
export const ACTIVATIONS: Readonly<Record<Activation, LayerActivation>> = {
  tanh: {
    activate(values, count) {
      for (let i = 0; i < count; i++) values[i] = tanh(values[i])
    },
    slope(deltas, values, count) {
      for (let i = 0; i < count; i++) deltas[i] *= 1 - values[i] * values[i]
    },
  },
  relu: {
    activate(values, count) {
      for (let i = 0; i < count; i++) values[i] = values[i] > 0 ? values[i] : 0
    },
    slope(deltas, values, count) {
      for (let i = 0; i < count; i++) deltas[i] = values[i] > 0 ? deltas[i] : 0
    },
  },
  sigmoid: {
    activate(values, count) {
      for (let i = 0; i < count; i++) values[i] = 1 / (1 + Math.exp(-values[i]))
    },
    slope(deltas, values, count) {
      for (let i = 0; i < count; i++) deltas[i] *= values[i] * (1 - values[i])
    },
  },
  linear: { activate() {}, slope() {} },
}
