import { expect, test } from 'vitest'
import { createFusedTrainer, fitsFused } from '../../../../src/engine/trainers/fused/index.ts'
import { createReferenceTrainer } from '../../../../src/engine/trainers/reference/trainer.ts'
import type { ArmSettings, Snapshot } from '../../../../src/engine/trainers/trainer.ts'
import { armOf, FAMILY, like, limitsOf, lossesOf, newDevice, relativeError, taskOf, useDevice } from '../fixtures.ts'

const gpu = useDevice()

const armsOf = (...names: string[]): ArmSettings[] => names.map((name) => armOf(FAMILY[name], 3, 'adam'))

function expectSame(a: Snapshot, b: Snapshot): void {
  expect(a.step).toBe(b.step)
  expect(a.parameters).toEqual(b.parameters)
  expect(a.slots).toEqual(b.slots)
}

test('two trainers are the same bit for bit, however the steps are asked for', async () => {
  const task = taskOf()
  const arms = armsOf('CE', 'Poly-N', 'smoothed focal')
  const a = createFusedTrainer(gpu.device, task, arms)
  const b = createFusedTrainer(gpu.device, task, arms)
  a.advance(60)
  for (const steps of [1, 1, 5, 53]) {
    b.advance(steps)
    await b.settled()
  }
  expect(a.step).toBe(60)
  expectSame(await a.snapshot(), await b.snapshot())
  const [ofA, ofB] = await Promise.all([a, b].map((one) => one.predict(one.take(task.features))))
  expect(ofA).toEqual(ofB)
  a.dispose()
  b.dispose()
})

test.each([
  ['sgd', [3, 6, 3]],
  ['adam', [3, 6, 3]],
] as const)('a snapshot goes on elsewhere bit for bit, with %s and %j', async (optimizer, sizes) => {
  const task = taskOf({ optimizer, sizes })
  const arms = armsOf('Poly-1', 'focal')
  const a = createFusedTrainer(gpu.device, task, arms)
  a.advance(17)
  const early = await a.snapshot()
  a.advance(30)
  const late = await a.snapshot()
  const b = createFusedTrainer(gpu.device, task, arms)
  b.restore(early)
  expectSame(await b.snapshot(), early)
  b.advance(30)
  expectSame(await b.snapshot(), late)
  a.restore(early)
  a.advance(30)
  expectSame(await a.snapshot(), late)
  a.dispose()
  b.dispose()
})

test('a snapshot holds the step at which it was asked for', async () => {
  const task = taskOf()
  const a = createFusedTrainer(gpu.device, task, armsOf('CE'))
  const b = createFusedTrainer(gpu.device, task, armsOf('CE'))
  a.advance(3)
  const early = a.snapshot()
  a.advance(200)
  b.advance(3)
  expectSame(await early, await b.snapshot())
  a.dispose()
  b.dispose()
})

test('settings changed midway take effect at the next step, as in float64 backpropagation', async () => {
  const task = taskOf()
  const before = armsOf('CE', 'Poly-1')
  const after = armsOf('Poly-1', 'L_Drop 2').map((arm, i) => {
    return { ...arm, learningRate: 0.004 + 0.01 * i, weightDecay: 0.05 }
  })
  const fused = createFusedTrainer(gpu.device, task, before)
  const oracle = createReferenceTrainer(task, before)
  for (const trainer of [fused, oracle]) {
    trainer.advance(5)
    trainer.setArms(after)
    trainer.advance(5)
  }
  const [got, wanted] = await Promise.all([fused.snapshot(), oracle.snapshot()])
  expect(relativeError(got.parameters, wanted.parameters)).toBeLessThan(1e-4)
  fused.dispose()
})

test('more runs than a buffer or a dispatch holds train as those that fit', async () => {
  const task = taskOf({ repeats: 3 })
  const arms = armsOf('CE', 'Poly-1')
  // Room for the parameters of two runs and the activations of one.
  const limits = { ...limitsOf(gpu.device), maxStorageBufferBindingSize: 4000 }
  const split = createFusedTrainer(like(gpu.device, { limits }), task, arms)
  const whole = createFusedTrainer(gpu.device, task, arms)
  split.advance(25)
  whole.advance(25)
  expectSame(await split.snapshot(), await whole.snapshot())
  const [inSplit, inWhole] = [split, whole].map((one) => one.take(task.features, task.labels))
  const all = await whole.predict(inWhole)
  expect(await split.predict(inSplit)).toEqual(all)
  // Runs 1 and 4 of six are repeat 1.
  const ofRun = (run: number) => [...all.subarray((run * all.length) / 6, ((run + 1) * all.length) / 6)]
  for (const logits of [await split.predict(inSplit, 1), await whole.predict(inWhole, 1)]) {
    expect([...logits]).toEqual([...ofRun(1), ...ofRun(4)])
  }
  expect(await split.measure(inSplit, arms)).toEqual(await whole.measure(inWhole, arms))
  split.dispose()
  whole.dispose()
})

test('examples of any number are taken in, and predicted as often as wanted', async () => {
  const task = taskOf()
  const arms = armsOf('CE')
  const fused = createFusedTrainer(gpu.device, task, arms)
  const oracle = createReferenceTrainer(task, arms)
  for (const examples of [1, 63, 64, 65, 1000]) {
    const { features } = taskOf({ examples })
    const wanted = await oracle.predict(oracle.take(features))
    const taken = fused.take(features)
    expect(relativeError(await fused.predict(taken), wanted)).toBeLessThan(1e-6)
    expect(relativeError(await fused.predict(taken), wanted)).toBeLessThan(1e-6)
  }
  fused.dispose()
})

test('a lost device rejects', async () => {
  const device = await newDevice([])
  const fused = createFusedTrainer(device, taskOf(), armsOf('CE'))
  fused.advance(1)
  await fused.settled()
  device.destroy()
  fused.advance(1)
  await expect(fused.settled()).rejects.toThrow('lost')
  await expect(fused.snapshot()).rejects.toThrow('lost')
})

test('a step that WebGPU refuses rejects', async () => {
  const errors: string[] = []
  const device = await newDevice(errors)
  const fused = createFusedTrainer(device, taskOf(), armsOf('CE'))
  const layout = device.createBindGroupLayout({ entries: [] })
  const buffer = device.createBuffer({ size: 4, usage: GPUBufferUsage.UNIFORM })
  device.createBindGroup({ layout, entries: [{ binding: 3, resource: { buffer } }] })
  await expect(fused.settled()).rejects.toThrow('WebGPU')
  expect(errors).toHaveLength(1)
  device.destroy()
})

test('another shape starts within 300 ms, no shader is compiled for it', async () => {
  const task = taskOf({ sizes: [2, 31, 17, 5, 4], batchSize: 40 })
  const start = performance.now()
  const fused = createFusedTrainer(gpu.device, task, [armOf(FAMILY.CE, 4, 'adam')])
  fused.advance(1)
  await fused.settled()
  expect(performance.now() - start).toBeLessThan(300)
  fused.dispose()
})

test('a task that no buffer holds is refused in words', () => {
  const { limits } = gpu.device
  const task = taskOf()
  expect(fitsFused(task, limits)).toBeNull()
  expect(fitsFused(taskOf({ sizes: [2, 4, 4, 4, 4, 4, 2] }), limits)).toContain('6 layers')
  const narrow = { ...limitsOf(gpu.device), maxStorageBufferBindingSize: 1000 }
  expect(fitsFused(task, narrow)).toContain('a buffer of this device holds')
})

test('losses fall', async () => {
  const task = taskOf({ examples: 96 })
  const arms = armsOf('CE', 'Poly-1')
  const fused = createFusedTrainer(gpu.device, task, arms)
  const taken = fused.take(task.features)
  const before = lossesOf(await fused.predict(taken), task.labels, task, arms)
  fused.advance(300)
  const after = lossesOf(await fused.predict(taken), task.labels, task, arms)
  for (const [run, loss] of after.entries()) expect(loss).toBeLessThan(0.6 * before[run])
  fused.dispose()
})
