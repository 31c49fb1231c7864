import type { Network } from './network.ts'

/**
 * Initial parameters of one run, [parameters] in the order of its blocks. Weights are normal with variance 2 / fan-in
 * for ReLU (He et al., ICCV 2015) and 2 / (fan-in + fan-out) otherwise (Glorot & Bengio, AISTATS 2010); biases are 0.
 *
 * @param normal draws from the standard normal
 */
export function initialWeights({ activation, layers, parameters }: Network, normal: () => number): Float32Array {
  const weights = new Float32Array(parameters)
  for (const { at, size, fan } of layers.flatMap(({ blocks }) => blocks)) {
    if (!fan) continue
    const deviation = Math.sqrt(2 / (activation === 'relu' ? fan.in : fan.in + fan.out))
    for (let i = 0; i < size; i++) weights[at + i] = deviation * normal()
  }
  return weights
}
