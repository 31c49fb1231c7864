import { describe, expect, it } from 'vitest'
import { createReferenceTrainer } from '../../../src/engine/trainers/reference/trainer.ts'
import { type Activation, networkOf } from '../../../src/network/network.ts'
import { conv, CONV_NETWORKS, dense } from './conv.ts'
import { armOf, FAMILY, lossesOf, relativeError, taskOf } from './fixtures.ts'

const arm = armOf(FAMILY['Poly-1 focal'], 3, 'sgd', { momentum: 0, classWeights: Float64Array.of(0.5, 1, 2) })

/** The gradient of the loss over all examples: what the trainer takes its first step with, and by central differences. */
async function gradients(change: Parameters<typeof taskOf>[0]) {
  const task = taskOf({ examples: 3, batchSize: 3, repeats: 1, optimizer: 'sgd', ...change })
  const trainer = createReferenceTrainer(task, [arm])
  const all = trainer.take(task.features)
  const start = await trainer.snapshot()
  await trainer.advance(1)
  const [taken] = (await trainer.snapshot()).slots
  const h = 1e-5
  const slope = new Float64Array(start.parameters.length)
  for (const i of slope.keys()) {
    const at = async (shift: number) => {
      trainer.restore({ ...start, parameters: Float64Array.from(start.parameters, (value, k) => (k === i ? value + shift : value)) })
      return lossesOf(await trainer.predict(all), task.labels, task, [arm])[0]
    }
    slope[i] = ((await at(h)) - (await at(-h))) / (2 * h)
  }
  return { taken, slope }
}

describe('the reference trainer backpropagates a convolutional network as central differences do', () => {
  it.each(Object.entries(CONV_NETWORKS))('%s', async (_, networkOf) => {
    const { taken, slope } = await gradients({ network: networkOf('tanh') })
    expect(relativeError(taken, slope)).toBeLessThan(1e-6)
  })

  it.each(['relu', 'sigmoid', 'linear'] satisfies Activation[])('with %s', async (activation) => {
    const { taken, slope } = await gradients({ network: CONV_NETWORKS['two pooled layers'](activation) })
    expect(relativeError(taken, slope)).toBeLessThan(1e-5)
  })
})

/** Logits of one example through a network whose parameters are given. */
async function predicted(network: ReturnType<typeof networkOf>, parameters: readonly number[], image: readonly number[]): Promise<number[]> {
  const task = taskOf({ network, repeats: 1, optimizer: 'sgd' })
  const trainer = createReferenceTrainer(task, [arm])
  trainer.restore({ step: 0, parameters: Float64Array.from(parameters), slots: [new Float64Array(parameters.length)] })
  return [...(await trainer.predict(trainer.take(Float32Array.from(image))))]
}

describe('a convolution, by hand', () => {
  // W[i, j] = 10^(3i + j) on a map of ones and zeros writes down which cells of the kernel saw a one.
  const kernel = Array.from({ length: 9 }, (_, cell) => 10 ** cell)

  it('is a correlation over the neighbours, with zeros beyond the border', async () => {
    const network = networkOf([3, 3, 1], 'linear', [conv(1)])
    expect(await predicted(network, [...kernel, 0], [0, 0, 0, 0, 1, 0, 0, 0, 0])).toEqual([1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 10, 1])
    expect(await predicted(network, [...kernel, 0.5], Array.from({ length: 9 }, () => 1))).toEqual(
      [110_110_000, 111_111_000, 11_011_000, 110_110_110, 111_111_111, 11_011_011, 110_110, 111_111, 11_011].map((sum) => sum + 0.5),
    )
  })

  it('looks at every second neighbour with dilation 2', async () => {
    const network = networkOf([1, 5, 1], 'linear', [conv(1, { dilation: 2 })])
    expect(await predicted(network, [...kernel, 0], [1, 0, 0, 0, 1])).toEqual([1e4, 0, 1e5 + 1e3, 0, 1e4])
  })

  it('keeps the largest of a window, of an odd map what is there', async () => {
    const network = networkOf([3, 3, 1], 'linear', [conv(1, { size: 1, pooled: true }), conv(1, { size: 1 })])
    expect(await predicted(network, [1, 0, 1, 0], [1, 2, 3, 4, 5, 6, 9, 8, 7])).toEqual([5, 6, 9, 7])
  })

  it('sends what comes back to the first of equal ones', async () => {
    // On an even image every window ties; the corner of the first one alone sees its place in the row.
    const network = networkOf([2, 2, 1], 'linear', [conv(1, { pooled: true }), dense(2)])
    const task = taskOf({ network, repeats: 1, optimizer: 'sgd', examples: 1, batchSize: 1, features: new Float32Array(4), labels: Int32Array.of(0) })
    const even = armOf(FAMILY.CE, 2, 'sgd', { momentum: 0 })
    const trainer = createReferenceTrainer(task, [even])
    const start = await trainer.snapshot()
    trainer.restore({ ...start, parameters: Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, -1, 0, 0) })
    const marked = createReferenceTrainer({ ...task, features: Float32Array.of(1, 2, 3, 4) }, [even])
    marked.restore({ ...start, parameters: Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, -1, 0, 0) })
    await marked.advance(1)
    const [gradient] = (await marked.snapshot()).slots
    // dL/dlogits of CE at even logits is (−½, ½), so that dL/d(kept) = −1, at the first position: its neighbours are the image.
    expect([...gradient.subarray(0, 10)]).toEqual([0, 0, 0, 0, -1, -2, 0, -3, -4, -1])
  })
})

it('leaves out what has no label, of the loss and of the gradient', async () => {
  const network = networkOf([2, 2, 1], 'tanh', [conv(4), conv(3, { size: 1 })])
  const whole = taskOf({ network, repeats: 1, optimizer: 'sgd', examples: 4, batchSize: 4, labels: Int32Array.from({ length: 16 }, (_, i) => (i < 8 ? i % 3 : -1)) })
  const half = { ...whole, examples: 2, batchSize: 2, features: whole.features.subarray(0, 8), labels: whole.labels.subarray(0, 8) }
  const after = await Promise.all(
    [whole, half].map(async (task) => {
      const trainer = createReferenceTrainer(task, [arm])
      await trainer.advance(3)
      return (await trainer.snapshot()).parameters
    }),
  )
  expect(relativeError(after[0], after[1])).toBeLessThan(1e-12)
  const none = createReferenceTrainer({ ...whole, labels: new Int32Array(16).fill(-1) }, [arm])
  const before = await none.snapshot()
  await none.advance(2)
  expect((await none.snapshot()).parameters).toEqual(before.parameters)
})
