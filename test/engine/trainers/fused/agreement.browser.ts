import { describe, expect, test } from 'vitest'
import { createFusedTrainer } from '../../../../src/engine/trainers/fused/index.ts'
import type { ArmSettings, TrainingTask } from '../../../../src/engine/trainers/trainer.ts'
import { armOf, type Change, FAMILY, taskOf, useDevice } from '../fixtures.ts'
import { pairOf } from '../pair.ts'

const gpu = useDevice()

const pair = (task: TrainingTask, arms: readonly ArmSettings[], names: readonly string[]) => pairOf(createFusedTrainer(gpu.device, task, arms), task, arms, names)

describe.each(['tanh', 'relu', 'sigmoid', 'linear'] as const)('%s', (activation) => {
  test.each(['sgd', 'adam', 'adamw'] as const)('with %s trains every member as float64 does', async (optimizer) => {
    const task = taskOf({ activation, optimizer })
    const members = Object.entries(FAMILY)
    const arms = members.map(([, loss], arm) =>
      armOf(loss, 3, optimizer, { classWeights: Float64Array.of(0.4, 1, 1.9), weightDecay: arm % 2 === 0 ? 0.02 : 0 }),
    )
    const both = pair(task, arms, members.map(([name]) => name))
    expect(await both.step()).toEqual([])
    expect(await both.losses(2, 5, 10, 20, 30, 40, 50)).toEqual([])
    both.dispose()
  })
})

test.each<readonly [string, Change]>([
  ['no hidden layer', { sizes: [2, 2] }],
  ['single units', { sizes: [1, 1, 1, 1, 1, 2] }],
  ['the widest layers', { sizes: [2, 128, 3] }],
  ['four hidden layers', { sizes: [5, 9, 128, 1, 7, 6], activation: 'relu' }],
  ['images', { sizes: [784, 10, 10], batchSize: 7, activation: 'relu' }],
  ['a hundred classes', { sizes: [6, 20, 100], examples: 300, batchSize: 30 }],
  ['a batch of one', { batchSize: 1 }],
  ['a batch of 512', { batchSize: 512, examples: 700, repeats: 1 }],
  ['a batch of all examples', { batchSize: 47, examples: 47 }],
])('%s', async (name, change) => {
  const task = taskOf(change)
  const { classes } = task.network
  const arms = [FAMILY['Poly-1'], FAMILY.smoothed].map((loss) => armOf(loss, classes, task.optimizer))
  const both = pair(task, arms, [`${name}, Poly-1`, `${name}, smoothed`])
  expect(await both.step()).toEqual([])
  expect(await both.losses(2, 3, 6)).toEqual([])
  both.dispose()
})
