import { describe, expect, test, vi } from 'vitest'
import { createPortableTrainer } from '../../../../src/engine/trainers/wasm/index.ts'
import { mostTogether } from '../../../../src/engine/trainers/wasm/places.ts'
import { denseNetwork, type Network, networkOf } from '../../../../src/network/network.ts'
import { conv, CONV_NETWORKS, dense } from '../conv.ts'
import { armOf, type Change, FAMILY, taskOf } from '../fixtures.ts'
import { wrongMetrics } from '../measured.ts'
import { pairOf } from '../pair.ts'

vi.setConfig({ testTimeout: 60_000 })

const MEMBERS = ['Poly-1', 'Poly-1 focal', 'smoothed'] as const

/** What the portable engine makes of a task otherwise than the reference, up to this step. */
async function disagreements(change: Change, last = 6, members: readonly string[] = MEMBERS): Promise<string[]> {
  const task = taskOf(change)
  const { classes } = task.network
  const classWeights = Float64Array.from({ length: classes }, (_, k) => 0.5 + k / classes)
  const arms = members.map((member) => armOf(FAMILY[member], classes, task.optimizer, { classWeights, weightDecay: 0.01 }))
  const both = pairOf(await createPortableTrainer(task, arms), task, arms, members)
  const found = [...(await both.step()), ...(await both.losses(2, 3, last))]
  both.dispose()
  return found
}

describe.each(['tanh', 'relu', 'sigmoid', 'linear'] as const)('%s', (activation) => {
  test.each(['sgd', 'adam', 'adamw'] as const)('with %s trains every convolutional network as float64 does', async (optimizer) => {
    const found = Object.values(CONV_NETWORKS).map((networkOf) => disagreements({ network: networkOf(activation), optimizer, repeats: 1, examples: 20 }, 10))
    expect(await Promise.all(found)).toEqual(found.map(() => []))
  })
})

test.each<readonly [string, Network, Change]>([
  ['a map of 64 × 33', networkOf([64, 33, 1], 'tanh', [conv(2, { pooled: true }), conv(2, { pooled: true }), dense(3)]), { examples: 9, batchSize: 4, repeats: 1 }],
  ['one position in colour', networkOf([1, 1, 3], 'relu', [conv(5), conv(4, { pooled: true }), dense(3)]), {}],
  ['one row', networkOf([1, 9, 3], 'tanh', [conv(4, { pooled: true }), conv(6, { dilation: 2 }), dense(3)]), {}],
  ['one column', networkOf([9, 1, 1], 'sigmoid', [conv(3, { dilation: 4, pooled: true }), conv(6), dense(3)]), {}],
  ['channels in fours from the start', networkOf([6, 5, 4], 'tanh', [conv(8, { pooled: true }), conv(4), dense(3)]), {}],
  ['many channels', networkOf([4, 4, 7], 'relu', [conv(33), conv(18, { pooled: true }), dense(3)]), { examples: 20 }],
  ['1 × 1 from the start, and pooled', networkOf([5, 7, 3], 'tanh', [conv(6, { size: 1 }), conv(5, { size: 1, pooled: true }), dense(3)]), {}],
  ['a wide dense layer', networkOf([7, 6, 1], 'sigmoid', [conv(3, { pooled: true }), dense(21), dense(3)]), {}],
  ['a batch of one', networkOf([6, 6, 1], 'tanh', [conv(4, { pooled: true }), dense(3)]), { batchSize: 1 }],
  ...[1, 2, 4, 8].map((dilation) => [`dilation ${dilation}`, networkOf([10, 11, 1], 'tanh', [conv(4, { dilation }), conv(6, { dilation }), conv(3, { size: 1 })]), { examples: 20 }] as const),
])('%s', async (_, network, change) => {
  expect(await disagreements({ network, ...change })).toEqual([])
})

test('a batch of large maps is gone through in parts', async () => {
  const network = networkOf([40, 40, 1], 'tanh', [conv(32), conv(3)])
  expect(mostTogether(network)).toBe(8)
  expect(await disagreements({ network, examples: 10, batchSize: 9, repeats: 1 }, 2, ['smoothed'])).toEqual([])
})

test('a batch without maps, or with small ones, is gone through at once', () => {
  expect(mostTogether(denseNetwork([784, 64, 10], 'tanh'))).toBe(Infinity)
  expect(mostTogether(networkOf([28, 28, 1], 'tanh', [conv(8, { pooled: true }), conv(16, { pooled: true }), dense(10)]))).toBeGreaterThan(64)
})

test('of equal ones in a window the first gets the gradient', async () => {
  const network = networkOf([8, 9, 1], 'tanh', [conv(5, { pooled: true }), conv(4, { pooled: true }), dense(3)])
  const features = Float32Array.from({ length: 48 * 72 }, (_, i) => (Math.floor(i / 72) % 7) / 3 - 1)
  expect(await disagreements({ network, features })).toEqual([])
})

test('labels are left out, all of a batch’s as well', async () => {
  const network = networkOf([4, 5, 1], 'tanh', [conv(4), conv(3, { size: 1 })])
  const { labels } = taskOf({ network })
  // Of three examples two have no label at all.
  const rare = labels.map((label, i) => (Math.floor(i / 20) % 3 === 0 ? label : -1))
  expect(await disagreements({ network, labels: rare, batchSize: 2 }, 24)).toEqual([])
  const { labels: of } = taskOf({ network: networkOf([4, 4, 1], 'relu', [conv(4), dense(3)]) })
  expect(await disagreements({ network: networkOf([4, 4, 1], 'relu', [conv(4), dense(3)]), labels: of.map((label, i) => (i % 4 === 0 ? label : -1)), batchSize: 3 }, 24)).toEqual([])
})

test.each<readonly [string, Change, number]>([
  ['classes of images', { network: networkOf([7, 6, 3], 'relu', [conv(5, { pooled: true }), dense(4)]) }, 20],
  ['labels at every position, where there are any', { network: networkOf([5, 4, 1], 'tanh', [conv(6), conv(5, { size: 1 })]) }, 20],
])('metrics of %s are those of float64', async (_, change, steps) => {
  expect(await wrongMetrics(createPortableTrainer, change, steps)).toEqual([])
})
