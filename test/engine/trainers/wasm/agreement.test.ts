import { describe, expect, test, vi } from 'vitest'
import { measurementLayout } from '../../../../src/experiment/layout.ts'
import { createPortableTrainer } from '../../../../src/engine/trainers/wasm/index.ts'
import { armOf, type Change, FAMILY, taskOf } from '../fixtures.ts'
import { expectSharesLeftOut, expectWorstRecall, MEASURED, wrongMetrics } from '../measured.ts'
import { pairOf } from '../pair.ts'
import { disagreesAtRandom } from '../random.ts'

vi.setConfig({ testTimeout: 60_000 })

describe.each(['tanh', 'relu', 'sigmoid', 'linear'] as const)('%s', (activation) => {
  test.each(['sgd', 'adam', 'adamw'] as const)('with %s trains every member as float64 does', async (optimizer) => {
    const task = taskOf({ activation, optimizer })
    const members = Object.entries(FAMILY)
    const arms = members.map(([, loss], arm) =>
      armOf(loss, 3, optimizer, { classWeights: Float64Array.of(0.4, 1, 1.9), weightDecay: arm % 2 === 0 ? 0.02 : 0 }),
    )
    const both = pairOf(await createPortableTrainer(task, arms), task, arms, members.map(([name]) => name))
    expect(await both.step()).toEqual([])
    expect(await both.losses(2, 5, 10, 20, 30, 40, 50)).toEqual([])
    both.dispose()
  })
})

test.each<readonly [string, Change]>([
  ['no hidden layer', { sizes: [2, 2] }],
  ['one input', { sizes: [1, 3, 2] }],
  ['single units', { sizes: [1, 1, 1, 1, 1, 2] }],
  ['the widest layers', { sizes: [2, 128, 3] }],
  ['four hidden layers', { sizes: [5, 9, 128, 1, 7, 6], activation: 'relu' }],
  ['logistic units that fill no four', { sizes: [3, 5, 6, 7, 5], activation: 'sigmoid' }],
  ['images', { sizes: [784, 10, 10], batchSize: 7, activation: 'relu' }],
  ['a hundred classes', { sizes: [6, 20, 100], examples: 300, batchSize: 30 }],
  ['a batch of one', { batchSize: 1 }],
  ['a batch of 512', { batchSize: 512, examples: 700, repeats: 1 }],
  ['a batch of all examples', { batchSize: 47, examples: 47 }],
])('%s', async (name, change) => {
  const task = taskOf(change)
  const { classes } = task.network
  const arms = [FAMILY['Poly-1'], FAMILY['Poly-1 focal'], FAMILY.smoothed].map((loss) => armOf(loss, classes, task.optimizer))
  const both = pairOf(await createPortableTrainer(task, arms), task, arms, ['Poly-1', 'Poly-1 focal', 'smoothed'].map((loss) => `${name}, ${loss}`))
  expect(await both.step()).toEqual([])
  expect(await both.losses(2, 3, 6)).toEqual([])
  both.dispose()
})

test('random experiments train as float64 backpropagation does', async () => {
  expect(await disagreesAtRandom(createPortableTrainer)).toBeNull()
})

test.each(MEASURED)('metrics of %s are those of float64', async (_, change, steps) => {
  expect(await wrongMetrics(createPortableTrainer, change, steps)).toEqual([])
})

test('the worst recall is that of a class with examples', () => expectWorstRecall(createPortableTrainer))

test('shares are left out where those of float64 are: where the terms cancel, nearly or not', () => expectSharesLeftOut(createPortableTrainer))

test('what is measured on no example is no number', async () => {
  const task = taskOf()
  const arms = [armOf(FAMILY.CE, 3, 'adam')]
  const trainer = await createPortableTrainer(task, arms)
  const measured = await trainer.measure?.(trainer.take(new Float32Array(0), new Int32Array(0)), arms)
  const { at, size } = measurementLayout(3)
  expect(measured?.length).toBe(2 * size)
  for (const name of ['loss', 'nll', 'accuracy', 'shareLogit'] as const) expect(measured?.[at[name]]).toBeNaN()
  trainer.dispose()
})
