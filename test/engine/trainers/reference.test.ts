import { describe, expect, it } from 'vitest'
import { createBatchOrder } from '../../../src/data/batches.ts'
import { createReferenceTrainer } from '../../../src/engine/trainers/reference/trainer.ts'
import { tanh } from '../../../src/engine/trainers/reference/tanh.ts'
import type { ArmSettings, Handle, OptimizerKind, Trainer, TrainingTask } from '../../../src/engine/trainers/trainer.ts'
import { evaluateLoss, type Loss } from '../../../src/loss/index.ts'
import { type Activation, denseNetwork } from '../../../src/network/network.ts'

const task: TrainingTask = {
  network: denseNetwork([2, 4, 3], 'tanh'),
  optimizer: 'sgd',
  batchSize: 5,
  repeats: 1,
  seed: 3,
  vary: 'both',
  draws: 1,
  examples: 12,
  positions: 1,
  features: Float32Array.from({ length: 24 }, (_, i) => Math.sin(3 * i)),
  labels: Int32Array.from({ length: 12 }, (_, i) => (i * i) % 3),
}
const loss: Loss = { gamma: 1, terms: Infinity, epsilon: [2, -0.5], labelSmoothing: 0.1 }
const arm: ArmSettings = {
  loss,
  classWeights: Float64Array.of(0.5, 1, 2),
  learningRate: 1,
  momentum: 0,
  weightDecay: 0,
}

/** Mean loss over a batch, through `predict` of all training examples and the loss alone. */
async function batchLoss(trainer: Trainer, all: Handle, indices: Int32Array, settings: ArmSettings): Promise<number> {
  const logits = await trainer.predict(all)
  const values = Array.from(indices, (i) => {
    const label = task.labels[i]
    return evaluateLoss(settings.loss, logits.slice(3 * i, 3 * i + 3), label, settings.classWeights[label]).value
  })
  return values.reduce((sum, value) => sum + value, 0) / indices.length
}

/** The gradient of the first batch by central differences. */
async function differences(of: TrainingTask): Promise<Float64Array> {
  const trainer = createReferenceTrainer(of, [arm])
  const all = trainer.take(of.features)
  const indices = new Int32Array(of.batchSize)
  createBatchOrder({ seed: of.seed, repeat: 0, examples: of.labels.length, batchSize: of.batchSize }).batch(0, indices)
  const start = await trainer.snapshot()
  const slope = new Float64Array(start.parameters.length)
  const h = 1e-6
  for (const i of slope.keys()) {
    const at = async (shift: number) => {
      const parameters = Float64Array.from(start.parameters)
      parameters[i] += shift
      trainer.restore({ ...start, parameters })
      return batchLoss(trainer, all, indices, arm)
    }
    slope[i] = ((await at(h)) - (await at(-h))) / (2 * h)
  }
  return slope
}

async function firstMove(of: TrainingTask, settings: ArmSettings): Promise<{ before: Float64Array; move: Float64Array }> {
  const trainer = createReferenceTrainer(of, [settings])
  const before = Float64Array.from((await trainer.snapshot()).parameters)
  trainer.advance(1)
  const after = (await trainer.snapshot()).parameters
  return { before, move: before.map((value, i) => after[i] - value) }
}

describe('the reference trainer', () => {
  it.each(['tanh', 'relu', 'sigmoid', 'linear'] satisfies Activation[])('backpropagates %s as differences do', async (activation) => {
    const of = { ...task, network: denseNetwork([2, 4, 3], activation) }
    const { move } = await firstMove(of, arm)
    const slope = await differences(of)
    slope.forEach((value, i) => expect(-move[i]).toBeCloseTo(value, 6))
  })

  it('backpropagates through no and through four hidden layers', async () => {
    for (const sizes of [[2, 3], [2, 3, 1, 4, 2, 3]]) {
      const of = { ...task, network: denseNetwork(sizes, 'tanh') }
      const { move } = await firstMove(of, arm)
      const slope = await differences(of)
      slope.forEach((value, i) => expect(-move[i]).toBeCloseTo(value, 6))
    }
  })

  // At t = 1 Adam's moments cancel: Δw = −η g / (|g| + ε), Kingma & Ba 2015, algorithm 1.
  it.each(['adam', 'adamw'] satisfies OptimizerKind[])('takes the first step of %s in closed form', async (optimizer) => {
    const settings = { ...arm, learningRate: 0.1, weightDecay: 0.3 }
    const { before, move } = await firstMove({ ...task, optimizer }, settings)
    const slope = await differences(task)
    slope.forEach((value, i) => {
      const decay = 0.3 * before[i]
      const g = optimizer === 'adam' ? value + decay : value
      if (Math.abs(g) < 1e-4) return
      const direct = optimizer === 'adamw' ? -0.1 * decay : 0
      expect(move[i]).toBeCloseTo(direct - (0.1 * g) / (Math.abs(g) + 1e-8), 4)
    })
  })

  it('carries momentum: with a gradient that stays, the second move is (1 + μ) times the first', async () => {
    const still = { ...task, network: denseNetwork([2, 3], 'tanh'), batchSize: 12 }
    const settings = { ...arm, learningRate: 1e-6, momentum: 0.9 }
    const trainer = createReferenceTrainer(still, [settings])
    const points = [await trainer.snapshot()]
    for (let i = 0; i < 2; i++) {
      trainer.advance(1)
      points.push(await trainer.snapshot())
    }
    const [a, b, c] = points.map(({ parameters }) => parameters)
    a.forEach((_, i) => expect((c[i] - b[i]) * 1e6).toBeCloseTo((b[i] - a[i]) * 1.9e6, 4))
  })

  it('goes on from a snapshot as if nothing had happened, and takes new settings at the next step', async () => {
    const adam = { ...task, optimizer: 'adam' as const, repeats: 2 }
    const other = { ...arm, learningRate: 0.01, loss: { ...loss, epsilon: [0] } }
    const trainer = createReferenceTrainer(adam, [arm, other])
    trainer.advance(7)
    const middle = await trainer.snapshot()
    trainer.setArms([other, arm])
    trainer.advance(5)
    const resumed = createReferenceTrainer(adam, [other, arm])
    resumed.restore(middle)
    resumed.advance(5)
    expect(await resumed.snapshot()).toEqual(await trainer.snapshot())
    expect(resumed.step).toBe(12)
  })
})

describe('tanh', () => {
  // Rounded from 60-digit arithmetic.
  it.each([
    [1e-09, 1e-09],
    [0.01, 0.00999966667999946],
    [0.1, 0.09966799462495582],
    [0.25, 0.24491866240370913],
    [0.5, 0.46211715726000974],
    [0.6249, 0.5545304765944484],
    [0.6251, 0.5546689604240068],
    [0.65, 0.5716699660851172],
    [0.8, 0.664036770267849],
    [1, 0.7615941559557649],
    [1.5, 0.9051482536448664],
    [2, 0.9640275800758169],
    [3, 0.9950547536867305],
    [5, 0.9999092042625951],
    [10, 0.9999999958776927],
    [18, 0.9999999999999996],
  ])('of %d is within two ulp', (x, wanted) => {
    expect(Math.abs(tanh(x) - wanted)).toBeLessThanOrEqual(2 * 2 ** -53 * wanted)
    expect(tanh(-x)).toBe(-tanh(x))
  })

  it('stays beside Math.tanh, which is within two ulp in V8, everywhere', () => {
    for (let i = -4000; i <= 4000; i++) {
      const x = (i / 4000) ** 3 * 22
      expect(Math.abs(tanh(x) - Math.tanh(x))).toBeLessThanOrEqual(4 * 2 ** -52 * Math.abs(Math.tanh(x)))
    }
  })

  it('keeps the ends, and what is not a number', () => {
    expect([-Infinity, -1e-300, 0, 1e-300, 1e300, NaN].map(tanh)).toEqual([-1, -1e-300, 0, 1e-300, 1, NaN])
  })
})

it('predicts for the runs of one repeat as for all', async () => {
  const trainer = createReferenceTrainer({ ...task, repeats: 2 }, [arm, arm])
  const taken = trainer.take(task.features)
  trainer.advance(3)
  const all = await trainer.predict(taken)
  const size = all.length / 4
  const wanted = [...all.subarray(size, 2 * size), ...all.subarray(3 * size)]
  expect([...(await trainer.predict(taken, 1))]).toEqual(wanted)
})
