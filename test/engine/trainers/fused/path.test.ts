import { expect, test } from 'vitest'
import { pathOf } from '../../../../src/engine/trainers/fused/path.ts'
import { CONV_NETWORKS } from '../conv.ts'
import { taskOf } from '../fixtures.ts'

const WIDE = { sizes: [784, 128, 128, 10], batchSize: 128, examples: 200, repeats: 1 }

test('convolutions are trained layer by layer everywhere', () => {
  for (const network of Object.values(CONV_NETWORKS)) {
    for (const isSoftware of [true, false]) expect(pathOf(taskOf({ network: network('tanh') }), 100, isSoftware)).toBe('layered')
  }
})

test('dense networks are, on a card, where they are wide and there are few runs', () => {
  expect(pathOf(taskOf(WIDE), 1, false)).toBe('layered')
  expect(pathOf(taskOf(WIDE), 15, false)).toBe('layered')
  expect(pathOf(taskOf(WIDE), 16, false)).toBe('together')
  for (const sizes of [[2, 16, 16, 3], [784, 64, 10]]) expect(pathOf(taskOf({ ...WIDE, sizes }), 1, false)).toBe('together')
})

test('on a software adapter dense networks stay together', () => {
  expect(pathOf(taskOf(WIDE), 1, true)).toBe('together')
})

test('what lacks a label is trained layer by layer', () => {
  const labels = taskOf().labels.map((label, i) => (i === 5 ? -1 : label))
  expect(pathOf(taskOf({ labels }), 1, true)).toBe('layered')
})
