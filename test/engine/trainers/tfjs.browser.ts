import * as tf from '@tensorflow/tfjs-core'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createFusedTrainer } from '../../../src/engine/trainers/fused/index.ts'
import { createReferenceTrainer } from '../../../src/engine/trainers/reference/trainer.ts'
import { createTfjsTrainer, useCpu, useWebGPU } from '../../../src/engine/trainers/tfjs/index.ts'
import type { ArmSettings, Trainer } from '../../../src/engine/trainers/trainer.ts'
import { armOf, FAMILY, lossesOf, ofRun, relativeError, taskOf } from './fixtures.ts'

const names = Object.keys(FAMILY)
/** Each activation and optimizer at least once; every member is trained with each pair. */
const PAIRS = [
  ['tanh', 'adam'],
  ['relu', 'sgd'],
  ['sigmoid', 'adamw'],
  ['linear', 'sgd'],
] as const
const small = { sizes: [2, 4, 3], batchSize: 8, repeats: 2 } as const
const errors: string[] = []

function expectNoErrors(): void {
  expect(errors.splice(0)).toEqual([])
}

async function useNewDevice(): Promise<GPUDevice> {
  const adapter = await navigator.gpu.requestAdapter()
  if (!adapter) throw new Error('No WebGPU adapter.')
  const device = await adapter.requestDevice()
  device.addEventListener('uncapturederror', ({ error }) => errors.push(error.message))
  await useWebGPU(device, adapter.info)
  return device
}

/** What is off by more than 1e-4 of its norm against float64 backpropagation, by name. */
async function disagreements(got: Trainer, wanted: Trainer, runs: number, nameOf: (run: number) => string) {
  const [a, b] = await Promise.all([got.snapshot(), wanted.snapshot()])
  expect(a.step).toBe(b.step)
  return [
    ['parameters', a.parameters, b.parameters] as const,
    ...b.slots.map((slot, i) => [`slot ${i}`, a.slots[i], slot] as const),
  ].flatMap(([what, x, y]) =>
    Array.from({ length: runs }, (_, run) => ({ run, error: relativeError(ofRun(x, run, runs), ofRun(y, run, runs)) }))
      .filter(({ error }) => !(error < 1e-4))
      .map(({ run, error }) => `${nameOf(run)}: ${what} off by ${error}`),
  )
}

describe.each(['cpu', 'webgpu'] as const)('on %s', (backend) => {
  beforeAll(async () => {
    tf.env().set('WEBGPU_CPU_FORWARD', false)
    if (backend === 'cpu') await useCpu()
    else await useNewDevice()
  })
  afterEach(expectNoErrors)

  const create = (task: Parameters<typeof createReferenceTrainer>[0], arms: readonly ArmSettings[]) => ({
    task,
    trainer: createTfjsTrainer(backend, task, arms),
    oracle: createReferenceTrainer(task, arms),
  })

  test.each(PAIRS)('%s with %s trains every member as float64 does', async (activation, optimizer) => {
    const arms = names.map((name, i) =>
      armOf(FAMILY[name], 3, optimizer, { weightDecay: 0.01 * (i % 3), classWeights: Float64Array.of(0.5, 1, 1.7) }),
    )
    const { trainer, oracle } = create(taskOf({ ...small, activation, optimizer }), arms)
    const runs = 2 * arms.length
    const found: string[] = []
    for (let i = 0; i < 2; i++) {
      trainer.advance(4)
      oracle.advance(4)
      await trainer.settled()
      found.push(...(await disagreements(trainer, oracle, runs, (run) => names[run >> 1])))
    }
    expect(found).toEqual([])
    trainer.dispose()
  })

  test('each member alone trains as float64 does, so that none leans on what another needs', async () => {
    const found: string[] = []
    for (const name of names) {
      const task = taskOf({ ...small, repeats: 1, optimizer: 'sgd' })
      const { trainer, oracle } = create(task, [armOf(FAMILY[name], 3, 'sgd')])
      trainer.advance(2)
      oracle.advance(2)
      found.push(...(await disagreements(trainer, oracle, 1, () => name)))
      trainer.dispose()
    }
    expect(found).toEqual([])
  })

  test('keeps the gradient of examples that are all but learned, and of those far off', async () => {
    // Features this large take q of a linear classifier all the way from 0 to 1.
    const drawn = taskOf({ ...small, sizes: [2, 3], optimizer: 'sgd', repeats: 1, batchSize: 1, examples: 24 })
    const found: string[] = []
    for (const scale of [4, 16]) {
      const task = { ...drawn, features: drawn.features.map((x) => scale * x) }
      const arms = names.map((name) => armOf(FAMILY[name], 3, 'sgd', { momentum: 0, learningRate: 0 }))
      const { trainer, oracle } = create(task, arms)
      for (let i = 0; i < 8; i++) {
        trainer.advance(1)
        oracle.advance(1)
        // Without momentum the slot is the gradient of this one example.
        found.push(...(await disagreements(trainer, oracle, arms.length, (run) => names[run])))
      }
      trainer.dispose()
    }
    expect(found).toEqual([])
  })

  test('predicts as float64 does, the same array again and another', async () => {
    const { task, trainer, oracle } = create(taskOf(small), [armOf(FAMILY.CE, 3, 'adam'), armOf(FAMILY.focal, 3, 'adam')])
    trainer.advance(3)
    oracle.advance(3)
    const other = Float32Array.of(0.3, -2, 1, 5, -4, 0)
    for (const features of [task.features, other, other]) {
      expect(relativeError(await trainer.predict(features), await oracle.predict(features))).toBeLessThan(1e-5)
      expect(relativeError(await trainer.predict(features, 0), await oracle.predict(features, 0))).toBeLessThan(1e-5)
    }
    trainer.dispose()
  })

  test('takes new settings at the next step', async () => {
    const { trainer, oracle } = create(taskOf(small), [armOf(FAMILY.CE, 3, 'adam'), armOf(FAMILY['Poly-1'], 3, 'adam')])
    const next = [armOf(FAMILY['smoothed focal'], 3, 'adam', { learningRate: 0.05 }), armOf(FAMILY['L_Drop 2'], 3, 'adam')]
    for (const one of [trainer, oracle]) {
      one.advance(3)
      one.setArms(next)
      one.advance(3)
    }
    expect(await disagreements(trainer, oracle, 4, (run) => `run ${run}`)).toEqual([])
    trainer.dispose()
  })

  test('goes on from a snapshot, taken while it goes on, to the same numbers', async () => {
    const arms = [armOf(FAMILY.focal, 3, 'adam')]
    const { task, trainer } = create(taskOf(small), arms)
    trainer.advance(3)
    const pending = trainer.snapshot()
    trainer.advance(4)
    const [snapshot, wanted] = [await pending, await trainer.snapshot()]
    expect([snapshot.step, wanted.step]).toEqual([3, 7])
    const again = createTfjsTrainer(backend, task, arms)
    again.restore(snapshot)
    again.advance(4)
    expect(await again.snapshot()).toEqual(wanted)
    trainer.dispose()
    again.dispose()
  })

  test('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors
    const arms = [armOf(FAMILY['L_Drop 5, focal'], 3, 'adam'), armOf(FAMILY.smoothed, 3, 'adam')]
    const { task, trainer } = create(taskOf(small), arms)
    trainer.advance(1)
    const during = tf.memory().numTensors
    trainer.advance(5)
    await trainer.settled()
    await trainer.snapshot()
    await trainer.predict(task.features)
    expect(tf.memory().numTensors).toBe(during)
    trainer.setArms(arms)
    trainer.restore(await trainer.snapshot())
    expect(tf.memory().numTensors).toBe(during)
    trainer.dispose()
    expect(tf.memory().numTensors).toBe(before)
  })
})

test('a lost device is said, and the last snapshot goes on on another', async () => {
  const device = await useNewDevice()
  const task = taskOf(small)
  const arms = [armOf(FAMILY['Poly-1'], 3, 'adam')]
  const lost = createTfjsTrainer('webgpu', task, arms)
  lost.advance(2)
  const snapshot = await lost.snapshot()
  lost.advance(2)
  const wanted = await lost.snapshot()
  device.destroy()
  await device.lost
  await expect(lost.settled()).rejects.toThrow('lost')
  await expect(lost.snapshot()).rejects.toThrow(/lost|aborted/i)
  await useNewDevice()
  lost.dispose()
  const trainer = createTfjsTrainer('webgpu', task, arms)
  trainer.restore(snapshot)
  trainer.advance(2)
  expect(await trainer.snapshot()).toEqual(wanted)
  trainer.dispose()
  expectNoErrors()
})

test('does not train on another backend than it was asked for', async () => {
  await useCpu()
  expect(() => createTfjsTrainer('webgpu', taskOf(small), [armOf(FAMILY.CE, 3, 'adam')])).toThrow('works on cpu')
})

describe('all three trainers', () => {
  let device: GPUDevice
  // One for all pairs: each device makes its pipelines anew, which takes seconds.
  beforeAll(async () => {
    device = await useNewDevice()
  })
  afterEach(expectNoErrors)

  // A step takes long here, so each member is trained with one of the pairs.
  test.each(PAIRS)('stay at the same losses for 50 steps of %s with %s', async (activation, optimizer) => {
    const place = PAIRS.findIndex(([name]) => name === activation)
    const members = names.filter((_, i) => i % PAIRS.length === place)
    const task = taskOf({ ...small, repeats: 1, activation, optimizer })
    const arms = members.map((name) => armOf(FAMILY[name], 3, optimizer))
    const tfjs = createTfjsTrainer('webgpu', task, arms)
    const others = [createFusedTrainer(device, task, arms), createReferenceTrainer(task, arms)]
    const found: string[] = []
    for (let step = 0; step <= 50; step += 10) {
      const losses = lossesOf(await tfjs.predict(task.features), task.labels, task, arms)
      for (const [which, other] of others.entries()) {
        const wanted = lossesOf(await other.predict(task.features), task.labels, task, arms)
        for (const [run, loss] of wanted.entries()) {
          const error = Math.abs(losses[run] - loss) / Math.max(1, Math.abs(loss))
          if (!(error < 1e-3)) found.push(`${members[run]}, step ${step}: off by ${error} from ${['fused', 'reference'][which]}`)
        }
      }
      for (const trainer of [tfjs, ...others]) trainer.advance(10)
      await tfjs.settled()
    }
    expect(found).toEqual([])
    for (const trainer of [tfjs, ...others]) trainer.dispose()
  })
})
