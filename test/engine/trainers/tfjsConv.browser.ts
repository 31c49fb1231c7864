import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { openGpu } from '../../../src/engine/trainers/gpus.ts'
import { createReferenceTrainer } from '../../../src/engine/trainers/reference/trainer.ts'
import { createTfjsTrainer, useCpu, useWebGPU } from '../../../src/engine/trainers/tfjs/index.ts'
import { useWebGL } from '../../../src/engine/trainers/tfjs/webgl.ts'
import { networkOf } from '../../../src/network/network.ts'
import { conv, CONV_NETWORKS, dense } from './conv.ts'
import { armOf, FAMILY, relativeError, taskOf } from './fixtures.ts'
import { pairOf } from './pair.ts'

const members = ['Poly-1', 'smoothed']
const arms = members.map((name) => armOf(FAMILY[name], 3, 'sgd', { classWeights: Float64Array.of(0.5, 1, 1.7) }))
const small = { batchSize: 5, examples: 10, optimizer: 'sgd' } as const

/**
 * What does the work of a graphics device on the processor takes seconds for the shaders of a network: there, the first
 * of these stands for all, and `npm run test:lanes` adds the second. They have dilation, odd maps with and without
 * pooling, channels and several positions.
 */
const MANIFOLD = ['odd maps of three channels, pooled', 'a label at every fourth position']
const all = Object.entries(CONV_NETWORKS)
const manifold = all.filter(([name]) => MANIFOLD.slice(0, inject('isWhole') ? 2 : 1).includes(name))

describe.each(['cpu', 'webgpu', 'webgl'] as const)('TensorFlow.js on %s', (backend) => {
  beforeAll(async () => {
    tf.env().set('WEBGPU_CPU_FORWARD', false)
    tf.env().set('WEBGL_CPU_FORWARD', false)
    if (backend === 'cpu') return useCpu()
    const gpu = await (backend === 'webgl' ? useWebGL() : openGpu())
    if (typeof gpu === 'string') throw new Error(gpu)
    if ('device' in gpu) await useWebGPU(gpu.device, gpu.info)
  })

  test.each(backend === 'cpu' || inject('isOnCard') ? all : manifold)('trains as float64 does: %s', async (_, networkOf) => {
    const task = taskOf({ ...small, network: networkOf('tanh') })
    const pair = pairOf(createTfjsTrainer(backend, task, arms), task, arms, members)
    expect([...(await pair.step()), ...(await pair.step()), ...(await pair.losses(2))]).toEqual([])
    pair.dispose()
  })

  test('sends what comes back to a pool to the first of equal ones, and nothing where no batch has a label', async () => {
    const network = networkOf([5, 4, 1], 'tanh', [conv(2, { pooled: true }), dense(3)])
    const task = taskOf({ ...small, network, repeats: 1 })
    const nothing = { ...task, labels: task.labels.map(() => -1) }
    for (const of of [task, nothing]) {
      const [got, wanted] = [createTfjsTrainer(backend, of, arms), createReferenceTrainer(of, arms)]
      const start = await got.snapshot()
      // Without weights the first layer is the same everywhere; each place has another image around it.
      const even = { ...start, parameters: start.parameters.map((value, i) => (i % network.parameters < 18 ? 0 : value)) }
      const [a, b] = await Promise.all(
        [got, wanted].map(async (trainer) => {
          trainer.restore(even)
          await trainer.advance(1)
          return (await trainer.snapshot()).slots[0]
        }),
      )
      expect(relativeError(a, b)).toBeLessThan(1e-5)
      expect(b.some((value) => value !== 0)).toBe(of === task)
      got.dispose()
    }
  })
})

test('a network for whose maps there is no room is refused in words', async () => {
  await useCpu()
  const network = networkOf([64, 64, 3], 'relu', [conv(64), conv(64), dense(3)])
  const task = taskOf({ network, batchSize: 64, examples: 64, features: new Float32Array(64 * 64 * 64 * 3) })
  expect(() => createTfjsTrainer('cpu', task, arms)).toThrow(/^One step needs 2,304 MiB for a single tensor; there may be 1,024 MiB\. Fewer arms/)
})
