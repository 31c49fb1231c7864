import { type Consequences, type Shape, sizeOf } from './layer.ts'

/** Every unit is a weighted sum of all inputs and a bias, x·W + b. */
export interface Dense {
  readonly kind: 'dense'
  readonly units: number
}

/** Weights [inputs × units], then biases [units]. */
export function dense({ units }: Dense, input: Shape): Consequences {
  const inputs = sizeOf(input)
  return {
    output: [units],
    blocks: [
      { shape: [inputs, units], fan: { in: inputs, out: units } },
      { shape: [units], fan: null },
    ],
    work: inputs * units,
  }
}
