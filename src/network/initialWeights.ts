import type { Network } from './network.ts'

/** How the output layer begins, where not as the others. */
export interface OutputStart {
  /** Its weights are this many times what they would be. */
  readonly scale: number
  /** Its biases, one a class; 0 where there are none. */
  readonly biases: Float32Array | null
}

/**
 * Initial parameters of one run, [parameters] in the order of its blocks. Weights are normal with variance 2 / fan-in
 * for ReLU (He et al., ICCV 2015) and 2 / (fan-in + fan-out) otherwise (Glorot & Bengio, AISTATS 2010); biases are 0.
 * The output layer may begin otherwise, from the same draws.
 *
 * @param normal draws from the standard normal
 */
export function initialWeights({ activation, layers, parameters }: Network, normal: () => number, output?: OutputStart): Float32Array {
  const weights = new Float32Array(parameters)
  for (const { at, size, fan } of layers.flatMap(({ blocks }) => blocks)) {
    if (!fan) continue
    const deviation = Math.sqrt(2 / (activation === 'relu' ? fan.in : fan.in + fan.out))
    for (let i = 0; i < size; i++) weights[at + i] = deviation * normal()
  }
  if (output) {
    const [{ at, size }, biases] = layers[layers.length - 1].blocks
    for (let i = at; i < at + size; i++) weights[i] *= output.scale
    if (output.biases) weights.set(output.biases, biases.at)
  }
  return weights
}
