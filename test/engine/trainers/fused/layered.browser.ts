// The path that trains layer by layer, beside float64.
import { describe, expect, test } from 'vitest'
import { createFusedTrainer } from '../../../../src/engine/trainers/fused/index.ts'
import type { ArmSettings, TrainingTask } from '../../../../src/engine/trainers/trainer.ts'
import { networkOf } from '../../../../src/network/network.ts'
import { conv, CONV_NETWORKS, dense } from '../conv.ts'
import { armOf, type Change, FAMILY, taskOf, useDevice } from '../fixtures.ts'
import { pairOf } from '../pair.ts'

const gpu = useDevice()

const pair = (task: TrainingTask, arms: readonly ArmSettings[], names: readonly string[]) => pairOf(createFusedTrainer(gpu.device, task, arms, 'layered'), task, arms, names)

async function agrees(change: Change, names: readonly string[] = ['Poly-1', 'smoothed focal'], steps: readonly number[] = [2, 4]) {
  const task = taskOf(change)
  const { classes } = task.network
  const classWeights = Float64Array.from({ length: classes }, (_, k) => 0.4 + k / classes)
  const arms = names.map((name, arm) => armOf(FAMILY[name], classes, task.optimizer, { classWeights, weightDecay: arm % 2 === 0 ? 0.02 : 0 }))
  const both = pair(task, arms, names)
  expect(await both.step()).toEqual([])
  expect(await both.losses(...steps)).toEqual([])
  both.dispose()
}

describe.each(Object.entries(CONV_NETWORKS))('%s', (_, network) => {
  test.each([['tanh', 'adam'], ['relu', 'sgd'], ['sigmoid', 'adamw'], ['linear', 'adam']] as const)('with %s and %s', (activation, optimizer) =>
    agrees({ network: network(activation), optimizer, examples: 30 }))
})

test('every member of the family', () => agrees({ network: CONV_NETWORKS['two pooled layers']('tanh'), examples: 30 }, Object.keys(FAMILY), [2, 5, 10]))

test.each<readonly [string, Change]>([
  ['a map of 64 × 33 in colour', { network: networkOf([64, 33, 3], 'relu', [conv(5, { pooled: true }), conv(6, { dilation: 8 }), conv(3, { pooled: true }), dense(3)]) }],
  ['a dilated layer that is pooled, of an odd map of one channel', { network: networkOf([11, 5, 1], 'tanh', [conv(9, { dilation: 2, pooled: true }), conv(4, { pooled: true }), dense(3)]) }],
  ['1 × 1 kernels on an image of one channel', { network: networkOf([5, 6, 1], 'sigmoid', [conv(7, { size: 1, pooled: true }), conv(3, { size: 1 }), dense(3)]) }],
  ['a dense network', { sizes: [5, 41, 23, 6], batchSize: 37, examples: 80 }],
  ['images into wide layers', { sizes: [784, 20, 10], batchSize: 30, examples: 60, activation: 'relu', repeats: 1 }],
  ['a batch of one', { network: CONV_NETWORKS['odd maps of three channels, pooled']('tanh'), batchSize: 1 }],
])('%s', (_, change) => agrees({ examples: 12, batchSize: 6, ...change }, ['Poly-1', 'smoothed'], [2, 3]))
