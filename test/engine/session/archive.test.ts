import { expect, test } from 'vitest'
import { Archive } from '../../../src/engine/session/archive.ts'
import { createReferenceTrainer } from '../../../src/engine/trainers/reference/trainer.ts'
import type { ArmSettings, TrainingTask } from '../../../src/engine/trainers/trainer.ts'
import { evaluateLoss } from '../../../src/loss/index.ts'
import { denseNetwork } from '../../../src/network/network.ts'

const arm: ArmSettings = {
  loss: { gamma: 0, terms: Infinity, epsilon: [], labelSmoothing: 0 },
  classWeights: new Float64Array(3).fill(1),
  learningRate: 0.1,
  momentum: 0.9,
  weightDecay: 0,
}
const features = Float32Array.from({ length: 24 }, (_, i) => Math.sin(5 * i))
const task: TrainingTask = {
  network: denseNetwork([2, 4, 3], 'tanh'), optimizer: 'sgd', batchSize: 4, repeats: 2, seed: 3,
  vary: 'both', draws: 1, examples: 12, positions: 1, features,
  labels: Int32Array.from({ length: 12 }, (_, i) => i % 3),
}
const own = features.subarray(10, 12)
const example = { split: 'train', index: 5 } as const

test('P_t of an example at every kept step, against the loss of the logits that the trainer gave then', async () => {
  const trainer = createReferenceTrainer(task, [arm])
  const taken = trainer.take(own)
  const archive = new Archive(task.network, task.repeats)
  const wanted: number[] = []
  for (let i = 0; i < 4; i++) {
    archive.add(await trainer.snapshot())
    const logits = await trainer.predict(taken)
    for (const run of [0, 1]) wanted.push(evaluateLoss(arm.loss, logits.slice(3 * run, 3 * run + 3), 2).pt)
    trainer.advance(5)
  }
  const life = archive.life(own, { label: 2, trueLabel: 0 }, example)
  expect([...life.steps]).toEqual([0, 5, 10, 15])
  expect(life).toMatchObject({ example, label: 2, trueLabel: 0 })
  wanted.forEach((pt, i) => expect(life.pt[i]).toBeCloseTo(pt, 6))
  // Told again it is the same, and another example's is its own.
  expect(archive.life(own, { label: 2, trueLabel: 0 }, example)).toEqual(life)
  const other = archive.life(features.subarray(0, 2), { label: 0, trueLabel: 0 }, { split: 'train', index: 0 })
  expect(other.pt).not.toEqual(life.pt)
})

test('a life for which there is no time is told in parts, the newest step first, and in the end whole', () => {
  const archive = new Archive(task.network, task.repeats)
  for (let step = 0; step < 6; step++) archive.add({ step, parameters: new Float32Array(2 * 27).fill(step), slots: [] })
  const told = () => [...archive.life(own, { label: 0, trueLabel: 0 }, example, undefined, -1).steps]
  expect([told(), told(), told()]).toEqual([[5], [1, 5], [1, 3, 5]])
  expect(archive.isWhole).toBe(false)
  for (let i = 0; i < 3; i++) told()
  expect(archive.isWhole).toBe(true)
  const whole = new Archive(task.network, task.repeats)
  for (let step = 0; step < 6; step++) whole.add({ step, parameters: new Float32Array(2 * 27).fill(step), slots: [] })
  expect(archive.life(own, { label: 0, trueLabel: 0 }, example)).toEqual(whole.life(own, { label: 0, trueLabel: 0 }, example))
})

test('stays within its size over a long training, first and newest kept, and follows a step back', () => {
  const archive = new Archive(task.network, task.repeats)
  const parameters = new Float32Array(2 * 27)
  for (let step = 0; step < 3000; step++) archive.add({ step, parameters, slots: [] })
  const steps = () => [...archive.life(own, { label: 0, trueLabel: 0 }, example).steps]
  expect(steps().length).toBeLessThanOrEqual(256)
  expect(steps().length).toBeGreaterThanOrEqual(100)
  expect([steps()[0], steps().at(-1)]).toEqual([0, 2999])
  archive.add({ step: 1000, parameters, slots: [] })
  expect(steps().at(-1)).toBe(1000)
  expect(steps()).toEqual([...new Set(steps())].sort((a, b) => a - b))
})
