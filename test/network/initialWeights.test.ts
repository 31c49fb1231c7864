import { describe, expect, it } from 'vitest'
import { createRandom, PURPOSE } from '../../src/data/random.ts'
import { initialWeights } from '../../src/network/initialWeights.ts'
import { type Activation, denseNetwork } from '../../src/network/network.ts'

const sizes = [40, 60, 50]

function weights(units: readonly number[], activation: Activation, seed: number, repeat: number): Float32Array {
  return initialWeights(denseNetwork(units, activation), createRandom(seed, PURPOSE.weights, repeat).normal)
}

function variance(values: Float32Array): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
}

describe('initialWeights', () => {
  it('has weights, then biases of zero, for each layer as a snapshot has them', () => {
    const parameters = weights([2, 3, 4], 'tanh', 1, 0)
    expect(parameters).toHaveLength(25)
    const zeros = [...parameters.keys()].filter((i) => parameters[i] === 0)
    expect(zeros).toEqual([6, 7, 8, 21, 22, 23, 24])
  })

  it('has the variance of He for ReLU and of Glorot otherwise', () => {
    const layers = [
      [0, 2400, 40, 60],
      [2460, 2460 + 3000, 60, 50],
    ]
    for (const [from, to, inputs, outputs] of layers) {
      // The relative standard error of a normal's variance is √(2/n); five of them.
      const bound = 5 * Math.sqrt(2 / (to - from))
      for (const activation of ['tanh', 'sigmoid', 'linear'] as const) {
        const glorot = variance(weights(sizes, activation, 3, 0).subarray(from, to))
        expect(Math.abs((glorot * (inputs + outputs)) / 2 - 1)).toBeLessThan(bound)
      }
      const he = variance(weights(sizes, 'relu', 3, 0).subarray(from, to))
      expect(Math.abs((he * inputs) / 2 - 1)).toBeLessThan(bound)
    }
  })

  it('comes again from the same seed and repeat, and not from another', () => {
    const of = (seed: number, repeat: number) => weights(sizes, 'tanh', seed, repeat).join()
    expect(of(1, 0)).toBe(of(1, 0))
    expect(new Set([of(1, 0), of(1, 1), of(2, 0), of(0, 1)]).size).toBe(4)
  })

  it('begins the output layer with a part of the same draws, and with its biases', () => {
    const network = denseNetwork([2, 3, 4], 'tanh')
    const draw = () => createRandom(1, PURPOSE.weights, 0).normal
    const biases = Float32Array.of(-1, -2, -3, -4)
    const plain = initialWeights(network, draw())
    const started = initialWeights(network, draw(), { scale: 0.1, biases })
    expect(started.subarray(0, 9)).toEqual(plain.subarray(0, 9))
    expect(started.subarray(9, 21)).toEqual(plain.subarray(9, 21).map((weight) => weight * 0.1))
    expect(started.subarray(21)).toEqual(biases)
    expect(initialWeights(network, draw(), { scale: 0.1, biases: null }).subarray(21)).toEqual(new Float32Array(4))
  })
})
