import { createRandom, PURPOSE } from '../data/random.ts'

/**
 * Initial parameters of one run: for each layer the weights [inputs × outputs], row-major, then the biases
 * [outputs], which are zero. `sizes` are the units of each layer, from the inputs to the classes. Weights are normal
 * with variance 2/inputs for ReLU (He et al., ICCV 2015) and 2/(inputs + outputs) otherwise (Glorot & Bengio,
 * AISTATS 2010).
 */
export function initialWeights(
  sizes: readonly number[],
  activation: 'tanh' | 'relu' | 'sigmoid' | 'linear',
  seed: number,
  repeat: number,
): Float32Array {
  const random = createRandom(seed, PURPOSE.weights, repeat)
  const layers = sizes.slice(1).map((outputs, layer) => ({ inputs: sizes[layer], outputs }))
  const parameters = new Float32Array(layers.reduce((sum, { inputs, outputs }) => sum + (inputs + 1) * outputs, 0))
  let at = 0
  for (const { inputs, outputs } of layers) {
    const deviation = Math.sqrt(2 / (activation === 'relu' ? inputs : inputs + outputs))
    for (let i = 0; i < inputs * outputs; i++) parameters[at++] = deviation * random.normal()
    at += outputs
  }
  return parameters
}
