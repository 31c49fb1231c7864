import * as tf from '@tensorflow/tfjs-core'
import { afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { createReferenceTrainer } from '../../../src/engine/trainers/reference/trainer.ts'
import { createTfjsTrainer, useCpu, useWebGPU } from '../../../src/engine/trainers/tfjs/index.ts'
import type { ArmSettings, Trainer } from '../../../src/engine/trainers/trainer.ts'
import { armOf, FAMILY, newDevice, ofRun, relativeError, taskOf } from './fixtures.ts'
import { pairOf } from './pair.ts'

const names = Object.keys(FAMILY)
/** On WebGPU a part is tested where the processor plays the card: an operation takes it a millisecond. What is the same code on every backend is tested on the CPU. */
const isWhole = inject('isWhole') || inject('isOnCard')

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

let device: GPUDevice | undefined

/** Makes tfjs ready on the one device of this file: on each other one it would compile all its pipelines anew, for seconds. */
async function useDevice(): Promise<GPUDevice> {
  device ??= await newDevice(errors)
  await useWebGPU(device, device.adapterInfo)
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
    else await useDevice()
  })
  afterEach(expectNoErrors)

  const create = (task: Parameters<typeof createReferenceTrainer>[0], arms: readonly ArmSettings[]) => ({
    task,
    trainer: createTfjsTrainer(backend, task, arms),
    oracle: createReferenceTrainer(task, arms),
  })

  test.each(backend === 'cpu' || isWhole ? PAIRS : PAIRS.slice(0, 1))('%s with %s trains every member as float64 does', async (activation, optimizer) => {
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

  test.runIf(backend === 'cpu' || isWhole)('each member alone trains as float64 does, so that none leans on what another needs', async () => {
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
    for (const scale of backend === 'cpu' || isWhole ? [4, 16] : [16]) {
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

  test.runIf(backend === 'cpu' || isWhole)('predicts as float64 does, what was taken in first, and other examples again and again', async () => {
    const { task, trainer, oracle } = create(taskOf(small), [armOf(FAMILY.CE, 3, 'adam'), armOf(FAMILY.focal, 3, 'adam')])
    trainer.advance(3)
    oracle.advance(3)
    const other = Float32Array.of(0.3, -2, 1, 5, -4, 0)
    const taken = [task.features, other].map((features) => [trainer.take(features), oracle.take(features)])
    for (const [got, wanted] of [taken[1], taken[0], taken[1]]) {
      expect(relativeError(await trainer.predict(got), await oracle.predict(wanted))).toBeLessThan(1e-5)
      expect(relativeError(await trainer.predict(got, 0), await oracle.predict(wanted, 0))).toBeLessThan(1e-5)
    }
    trainer.dispose()
  })

  test.runIf(backend === 'cpu' || isWhole)('takes new settings at the next step', async () => {
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

  test.runIf(backend === 'cpu' || isWhole)('goes on from a snapshot, taken while it goes on, to the same numbers', async () => {
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

  test.runIf(backend === 'cpu' || isWhole)('stays at the losses of float64', async () => {
    // One of each kind.
    const kinds = ['CE', 'Poly-N', 'focal, broken γ', 'L_Drop 5, focal', 'smoothed focal']
    const arms = kinds.map((name) => armOf(FAMILY[name], 3, 'adam'))
    const task = taskOf({ ...small, repeats: 1 })
    const pair = pairOf(createTfjsTrainer(backend, task, arms), task, arms, kinds)
    expect(await pair.losses(10, 20, 30, 40, 50)).toEqual([])
    pair.dispose()
  })

  test('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors
    const arms = [armOf(FAMILY['L_Drop 5, focal'], 3, 'adam'), armOf(FAMILY.smoothed, 3, 'adam')]
    const { task, trainer } = create(taskOf(small), arms)
    const taken = trainer.take(task.features)
    trainer.advance(1)
    const during = tf.memory().numTensors
    trainer.advance(5)
    await trainer.settled()
    await trainer.snapshot()
    await trainer.predict(taken)
    expect(tf.memory().numTensors).toBe(during)
    trainer.setArms(arms)
    trainer.restore(await trainer.snapshot())
    expect(tf.memory().numTensors).toBe(during)
    trainer.dispose()
    expect(tf.memory().numTensors).toBe(before)
  })
})

test('trainers on the processor and on the graphics device take turns, each as it trains alone', async () => {
  await useCpu()
  await useDevice()
  const task = taskOf(small)
  const arms = [armOf(FAMILY['Poly-1'], 3, 'adam'), armOf(FAMILY.focal, 3, 'adam')]
  const next = [armOf(FAMILY.smoothed, 3, 'adam'), armOf(FAMILY.CE, 3, 'adam', { learningRate: 0.03 })]
  const backends = ['cpu', 'webgpu'] as const
  const begin = (backend: (typeof backends)[number]) => {
    const trainer = createTfjsTrainer(backend, task, arms)
    return { backend, trainer, taken: trainer.take(task.features) }
  }
  type Begun = ReturnType<typeof begin>
  const answers = ({ trainer, taken }: Begun) => Promise.all([trainer.predict(taken), trainer.predict(taken, 1), trainer.snapshot()])
  /** Trains all of them in turns, and answers for each what it came to on the way and at last. */
  async function train(...begun: Begun[]) {
    const inTurn = (act: (trainer: Trainer) => void) => {
      for (const { backend, trainer } of begun) {
        act(trainer)
        expect(tf.getBackend()).toBe(backend)
      }
    }
    for (let i = 0; i < 3; i++) inTurn((trainer) => trainer.advance(1))
    const midway = await Promise.all(begun.map(answers))
    inTurn((trainer) => trainer.setArms(next))
    inTurn((trainer) => trainer.advance(2))
    const last = await Promise.all(begun.map(answers))
    for (const { trainer } of begun) trainer.dispose()
    return begun.map((_, i) => [midway[i], last[i]])
  }
  const before = tf.memory().numTensors
  const alone = []
  for (const backend of backends) alone.push(...(await train(begin(backend))))
  expect(await train(...backends.map(begin))).toEqual(alone)
  expect(tf.memory().numTensors).toBe(before)
  expectNoErrors()
})

test('a lost device is said, and the last snapshot goes on on another', async () => {
  const lostDevice = await useDevice()
  const task = taskOf(small)
  const arms = [armOf(FAMILY['Poly-1'], 3, 'adam')]
  const lost = createTfjsTrainer('webgpu', task, arms)
  lost.advance(2)
  const snapshot = await lost.snapshot()
  lost.advance(2)
  const wanted = await lost.snapshot()
  lostDevice.destroy()
  await lostDevice.lost
  await expect(lost.settled()).rejects.toThrow('lost')
  await expect(lost.snapshot()).rejects.toThrow(/lost|aborted/i)
  device = undefined
  await useDevice()
  lost.dispose()
  const trainer = createTfjsTrainer('webgpu', task, arms)
  trainer.restore(snapshot)
  trainer.advance(2)
  expect(await trainer.snapshot()).toEqual(wanted)
  trainer.dispose()
  expectNoErrors()
})
