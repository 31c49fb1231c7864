// The path that trains layer by layer, beside float64.
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { measureLogits } from '../../../../src/engine/measure/measureLogits.ts'
import { Engines } from '../../../../src/engine/trainers/engines.ts'
import { fused } from '../../../../src/engine/trainers/fused/engine.ts'
import { createFusedTrainer, fitsFused, warmUp } from '../../../../src/engine/trainers/fused/index.ts'
import { layoutOf } from '../../../../src/engine/trainers/fused/layered/layout.ts'
import { workBytes } from '../../../../src/engine/trainers/fused/layered/room.ts'
import { Gpus } from '../../../../src/engine/trainers/gpus.ts'
import { measurementLayout } from '../../../../src/experiment/layout.ts'
import { networkOf } from '../../../../src/network/network.ts'
import { conv, CONV_NETWORKS, dense } from '../conv.ts'
import { armOf, type Change, FAMILY, like, limitsOf, ofRun, relativeError, taskOf, useDevice } from '../fixtures.ts'
import { pairOf } from '../pair.ts'
import { type Card, onCard } from './card.ts'

const gpu = useDevice()

beforeAll(() => warmUp(gpu.device, 'layered'))

const names = ['Poly-1', 'smoothed focal']

/** What a trainer of the task does otherwise than float64, at the first step and at others. */
async function disagreements(change: Change, members = names, steps: readonly number[] = [2, 4]): Promise<string[]> {
  const task = taskOf(change)
  const { classes } = task.network
  const classWeights = Float64Array.from({ length: classes }, (_, k) => 0.4 + k / classes)
  const arms = members.map((name, arm) => armOf(FAMILY[name], classes, task.optimizer, { classWeights, weightDecay: arm % 2 === 0 ? 0.02 : 0 }))
  const both = pairOf(createFusedTrainer(gpu.device, task, arms, 'layered'), task, arms, members)
  const found = [...(await both.step()), ...(await both.losses(...steps))]
  both.dispose()
  return found
}

describe.each(Object.entries(CONV_NETWORKS))('%s', (_, network) => {
  test.each([['tanh', 'adam'], ['relu', 'sgd'], ['sigmoid', 'adamw'], ['linear', 'adam']] as const)('with %s and %s', async (activation, optimizer) => {
    expect(await disagreements({ network: network(activation), optimizer, examples: 30 })).toEqual([])
  })
})

test('every member of the family', async () => {
  expect(await disagreements({ network: CONV_NETWORKS['two pooled layers']('tanh'), examples: 30 }, Object.keys(FAMILY), [2, 5, 10])).toEqual([])
})

test.each<readonly [string, Change]>([
  ['a map of 64 × 33 in colour', { network: networkOf([64, 33, 3], 'relu', [conv(5, { pooled: true }), conv(6, { dilation: 8 }), conv(3, { pooled: true }), dense(3)]), batchSize: 2, examples: 4, repeats: 1 }],
  ['a dilated layer that is pooled, of an odd map of one channel', { network: networkOf([11, 5, 1], 'tanh', [conv(9, { dilation: 2, pooled: true }), conv(4, { pooled: true }), dense(3)]) }],
  ['1 × 1 kernels on an image of one channel', { network: networkOf([5, 6, 1], 'sigmoid', [conv(7, { size: 1, pooled: true }), conv(3, { size: 1 }), dense(3)]) }],
  ['constant images, whose windows tie', { network: CONV_NETWORKS['two pooled layers']('relu'), features: new Float32Array(12 * 64).map((_, i) => Math.floor(i / 64) % 5 - 2) }],
  ['a dense network without some labels', { sizes: [4, 7, 3], labels: Int32Array.from({ length: 12 }, (_, i) => (i % 4) - 1) }],
  ['batches without any label', { sizes: [4, 7, 3], batchSize: 3, labels: new Int32Array(12).fill(-1, 1) }],
  ['a dense network', { sizes: [5, 41, 23, 6], batchSize: 37, examples: 80 }],
  ['images into wide layers', { sizes: [784, 20, 10], batchSize: 30, examples: 60, activation: 'relu', repeats: 1 }],
  ['a batch of one', { network: CONV_NETWORKS['odd maps of three channels, pooled']('tanh'), batchSize: 1 }],
])('%s', async (_, change) => {
  expect(await disagreements({ examples: 12, batchSize: 6, ...change }, ['Poly-1', 'smoothed'], [2, 3])).toEqual([])
})

/** Does something on a device whose buffers hold so many bytes. */
async function onSmall(bytes: number, action: (device: GPUDevice) => Promise<void>): Promise<void> {
  const { device } = gpu
  await action(like(device, { limits: { ...limitsOf(device), maxStorageBufferBindingSize: bytes } }))
}

test('a batch that no buffer holds is gone through in parts, and more runs than a buffer holds one after another', async () => {
  const task = taskOf({ network: CONV_NETWORKS['a label at every fourth position']('tanh'), batchSize: 26, examples: 60 })
  const arms = names.map((name) => armOf(FAMILY[name], 3, 'adam'))
  // Room for seven examples of one run.
  await onSmall(workBytes(layoutOf(task, 7, 'software'), 1), async (device) => {
    const both = pairOf(createFusedTrainer(device, task, arms), task, arms, names)
    expect(await both.step()).toEqual([])
    expect(await both.losses(2, 3)).toEqual([])
    both.dispose()
  })
})

test('a network of which no buffer holds one example is refused in words, and one that fits is not', () => {
  const task = taskOf({ network: networkOf([64, 64, 3], 'relu', [conv(64), conv(64), dense(3)]), examples: 12 })
  const { limits } = gpu.device
  expect(fitsFused(task, limits, 'layered')).toBeNull()
  const narrow = { ...limitsOf(gpu.device), maxStorageBufferBindingSize: 2 ** 20 }
  expect(fitsFused(task, narrow, 'layered')).toContain('a buffer of this device holds')
})

test('two trainers are the same bit for bit, and so is one that goes on from a snapshot', async () => {
  const task = taskOf({ network: CONV_NETWORKS['odd maps of three channels, pooled']('relu'), examples: 40 })
  const arms = names.map((name) => armOf(FAMILY[name], 3, 'adam'))
  const [a, b] = [0, 1].map(() => createFusedTrainer(gpu.device, task, arms))
  a.advance(12)
  b.advance(5)
  await b.settled()
  const early = await b.snapshot()
  b.advance(7)
  const late = await a.snapshot()
  expect(await b.snapshot()).toEqual(late)
  b.restore(early)
  b.advance(7)
  expect(await b.snapshot()).toEqual(late)
  a.setArms(arms.map((arm) => ({ ...arm, learningRate: 0 })))
  a.advance(1)
  expect((await a.snapshot()).parameters).toEqual(late.parameters)
  a.dispose()
  b.dispose()
})

test('a repeat trains on its own draw as it does alone, bit for bit', async () => {
  const network = CONV_NETWORKS['two pooled layers']('tanh')
  const together = taskOf({ network, examples: 24, draws: 3, repeats: 3, vary: 'all' })
  const arms = [armOf(FAMILY.CE, 3, 'adam')]
  const all = createFusedTrainer(gpu.device, together, arms)
  all.advance(6)
  const [features, labels] = [together.features.slice(2 * 24 * 64), together.labels.slice(2 * 24)]
  const alone = createFusedTrainer(gpu.device, { ...together, features, labels, vary: 'both', draws: 1 }, arms)
  alone.advance(6)
  const [{ parameters }, wanted] = [await all.snapshot(), await alone.snapshot()]
  expect(ofRun(parameters, 2, 3)).toEqual(ofRun(wanted.parameters, 2, 3))
  all.dispose()
  alone.dispose()
})

test.each(['a label at every position', 'two pooled layers'])('of %s every run is measured as float64 measures its logits, labels that are missing left out', async (name) => {
  const task = taskOf({ network: CONV_NETWORKS[name]('tanh'), examples: 70 })
  const { classes, positions } = task.network
  const arms = names.map((name) => armOf(FAMILY[name], classes, 'adam'))
  const labels = task.labels.map((label, i) => (i % 7 === 0 ? -1 : label))
  const trainer = createFusedTrainer(gpu.device, task, arms)
  const taken = trainer.take(task.features, labels)
  trainer.advance(5)
  const [measured, logits, second] = await Promise.all([trainer.measure(taken, arms), trainer.predict(taken), trainer.predict(taken, 1)])
  trainer.dispose()
  const runs = arms.length * task.repeats
  expect(logits.length).toBe(runs * 70 * positions * classes)
  expect([...second]).toEqual([...ofRun(logits as Float32Array, 1, runs), ...ofRun(logits as Float32Array, 3, runs)])
  const layout = measurementLayout(classes)
  for (let run = 0; run < runs; run++) {
    const wanted = new Float32Array(layout.size)
    measureLogits(ofRun(logits as Float32Array, run, runs), 0, labels, arms[Math.floor(run / 2)], layout, wanted, 0)
    const own = ofRun(measured, run, runs)
    for (const metric of ['loss', 'nll', 'confidence', 'meanPt', 'accuracy', 'gradientNorm', 'ece', 'shareLogit'] as const) {
      expect(relativeError(own.subarray(layout.at[metric], layout.at[metric] + layout.length[metric]), wanted.subarray(layout.at[metric], layout.at[metric] + layout.length[metric]))).toBeLessThan(1e-5)
    }
    const classCount = (of: Float32Array) => of.subarray(layout.at.classCount, layout.at.classCount + classes)
    expect(classCount(own)).toEqual(classCount(wanted))
  }
})

/** More channels than a group, an odd number of groups, odd maps and batches: every lane has something to do. */
const busy = taskOf({ network: networkOf([9, 7, 1], 'tanh', [conv(9, { pooled: true }), conv(5, { dilation: 2 }), conv(6, { pooled: true }), dense(7), dense(3)]), batchSize: 13, examples: 39 })

/** Each has its shaders compiled. */
const cards: readonly Card[] = [{ lanes: 128, reversed: true, isDirty: true }, { lanes: 32 }, { lanes: 1 }, { lanes: 64, reversed: true }, { lanes: 256, isDirty: true }]

test.each(inject('isWhole') ? cards : cards.slice(0, 2))('on a card of $lanes lanes it trains as float64 does, whatever its buffers held', (card) =>
  onCard(card, async (device) => {
    const arms = names.map((name) => armOf(FAMILY[name], 3, 'adam'))
    const both = pairOf(createFusedTrainer(device, busy, arms), busy, arms, names)
    expect(await both.step()).toEqual([])
    expect(await both.losses(2, 4)).toEqual([])
    both.dispose()
  }))

test('the engine trains convolutions on a device that passes their self-test, and not on one that fails it', async () => {
  const task = taskOf({ network: CONV_NETWORKS['two pooled layers']('tanh') })
  const arms = [armOf(FAMILY.CE, 3, 'adam')]
  const { device } = gpu
  const gpus = new Gpus({ requestAdapter: async () => ({ limits: device.limits, requestDevice: async () => like(device, {}) }) } as unknown as GPU)
  const engine = await new Engines(undefined, undefined, gpus).open('fused', task, arms)
  expect(engine.status.name).toBe('fused')
  await engine.trainer.advance(2)
  expect((await engine.trainer.snapshot()).step).toBe(2)
  engine.trainer.dispose()
  const failed = { open: () => gpus.open(), proof: (path: string) => Promise.resolve(`${path} failed.`) } as unknown as Gpus
  expect(await fused.open(task, arms, failed)).toBe('fused, layered failed.')
  gpus.forget()
})
