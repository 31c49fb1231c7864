import { expect, test } from 'vitest'
import { isNarrow } from '../../../../src/engine/trainers/fused/narrow.ts'
import { placementOf } from '../../../../src/engine/trainers/fused/placement.ts'
import { denseNetwork } from '../../../../src/network/network.ts'

test('narrow networks have room in their work for what the kernel keeps there', () => {
  for (let first = 5; first <= 16; first++) {
    for (let second = 5; second <= 16; second++) {
      for (const [inputs, classes] of [[1, 2], [4, 4]]) {
        const network = denseNetwork([inputs, first, second, classes], 'tanh')
        expect(isNarrow(network)).toBe(true)
        const placement = placementOf({ network, optimizer: 'adam', repeats: 1 }, 1)
        // The gradient, in the place of everything else.
        expect(placement.parameterStride).toBeLessThanOrEqual(placement.workStride)
        // Four vec4s an example, up to where the next layer's activations begin.
        const [a, b, c] = placement.layers
        expect(b.activations - a.activations).toBeGreaterThanOrEqual(4 * placement.paddedBatch)
        expect(c.activations - b.activations).toBeGreaterThanOrEqual(4 * placement.paddedBatch)
      }
    }
  }
})

test.each([
  ['one hidden layer', [2, 16, 3]],
  ['three hidden layers', [2, 16, 16, 16, 3]],
  ['a hidden layer of one group', [2, 4, 16, 3]],
  ['a hidden layer of five groups', [2, 16, 17, 3]],
  ['five inputs', [5, 16, 16, 3]],
  ['five classes', [2, 16, 16, 5]],
])('%s: not narrow', (_, sizes) => {
  expect(isNarrow(denseNetwork(sizes, 'tanh'))).toBe(false)
})
