import { expect, it } from 'vitest'
import { denseNetwork, networkOf } from '../../src/network/network.ts'

it('says where each block of parameters stands, one after another, and what a forward pass costs', () => {
  const { inputs, classes, parameters, work, layers } = denseNetwork([3, 5, 2], 'relu')
  expect({ inputs, classes, parameters, work }).toEqual({ inputs: 3, classes: 2, parameters: 3 * 5 + 5 + 5 * 2 + 2, work: 3 * 5 + 5 * 2 })
  expect(layers.flatMap(({ blocks }) => blocks.map(({ at, size, shape }) => [at, size, shape]))).toEqual([
    [0, 15, [3, 5]],
    [15, 5, [5]],
    [20, 10, [5, 2]],
    [30, 2, [2]],
  ])
})

it('takes a map as it takes as many numbers in a row', () => {
  const network = networkOf([4, 6, 2], 'tanh', [{ kind: 'dense', units: 3 }])
  expect(network.layers[0].blocks).toEqual(denseNetwork([48, 3], 'tanh').layers[0].blocks)
  expect(network.inputs).toBe(48)
})
