import type { PlacedDense } from '../../../network/network.ts'
import { addProduct, type Matrix, matrixOf, transpose } from './product.ts'

/** What the reference does with a layer. Matrices are [rows × numbers]. */
export interface LayerMath {
  /** Writes the weighted sums of the first `rows` rows. */
  forward(x: Matrix, sums: Matrix, rows: number): void
  /** dL/d(what the layer was given) from dL/d(weighted sums), over what stands there. */
  backward(delta: Matrix, below: Matrix, rows: number): void
  /** Writes dL/d(parameters) where the layer's own parameters stand, given what it was given. */
  gradient(x: Matrix, delta: Matrix, rows: number): void
}

/** x·W + b, on the parameters of one run. */
export function dense({ blocks }: PlacedDense, parameters: Float64Array): LayerMath {
  const [inputs, outputs] = blocks[0].shape
  const [values, biases] = blocks.map(({ at, size }) => parameters.subarray(at, at + size))
  const weights = matrixOf(values, outputs)
  const transposed = transpose(weights)
  return {
    forward(x, sums, rows) {
      for (let i = 0; i < rows * outputs; i += outputs) {
        for (let j = 0; j < outputs; j++) sums.values[i + j] = biases[j]
      }
      addProduct(rows, inputs, outputs, x, weights, sums)
    },
    backward(delta, below, rows) {
      below.values.fill(0)
      addProduct(rows, outputs, inputs, delta, transposed, below)
    },
    gradient(x, delta, rows) {
      values.fill(0)
      addProduct(inputs, rows, outputs, transpose(x), delta, weights)
      biases.fill(0)
      for (let i = 0; i < rows * outputs; i += outputs) {
        for (let j = 0; j < outputs; j++) biases[j] += delta.values[i + j]
      }
    },
  }
}
