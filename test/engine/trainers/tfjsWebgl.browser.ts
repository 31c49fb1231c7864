import * as tf from '@tensorflow/tfjs-core'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Opened } from '../../../src/engine/trainers/engine.ts'
import { Gpus } from '../../../src/engine/trainers/gpus.ts'
import { tfjsWebgl } from '../../../src/engine/trainers/tfjs/engine.ts'
import { createTfjsTrainer } from '../../../src/engine/trainers/tfjs/index.ts'
import { nameOf, useWebGL } from '../../../src/engine/trainers/tfjs/webgl.ts'
import { armOf, FAMILY, taskOf } from './fixtures.ts'
import { pairOf } from './pair.ts'

const members = Object.keys(FAMILY)
const small = { sizes: [2, 5, 3], batchSize: 7, repeats: 2 } as const

async function context() {
  const found = await useWebGL()
  if (typeof found === 'string') throw new Error(found)
  return found
}

beforeAll(async () => {
  tf.env().set('WEBGL_CPU_FORWARD', false)
  await context()
})
afterEach(() => void vi.unstubAllGlobals())

test.each([
  ['tanh', 'adam'],
  ['relu', 'sgd'],
  ['sigmoid', 'adamw'],
] as const)('TensorFlow.js on WebGL trains every member as float64 does: %s with %s', async (activation, optimizer) => {
  const task = taskOf({ ...small, activation, optimizer })
  const arms = members.map((name, i) => armOf(FAMILY[name], 3, optimizer, { weightDecay: 0.01 * (i % 3), classWeights: Float64Array.of(0.5, 1, 1.7) }))
  const pair = pairOf(createTfjsTrainer('webgl', task, arms), task, arms, members)
  expect([...(await pair.step()), ...(await pair.losses(8))]).toEqual([])
  pair.dispose()
})

test('a lost context is said; what cannot train is refused in words; the last snapshot goes on in another', async () => {
  const task = taskOf(small)
  const arms = [armOf(FAMILY.smoothed, 3, 'adam')]
  const gpus = new Gpus()
  const before = tf.memory().numTensors
  const opened = (await tfjsWebgl.open(task, arms, gpus)) as Opened
  expect(opened).toMatchObject({ on: 'SwiftShader, software', isCard: false })
  const { trainer } = opened
  trainer.advance(2)
  const snapshot = await trainer.snapshot()
  trainer.advance(2)
  await trainer.settled()
  const wanted = await trainer.snapshot()
  const pending = trainer.snapshot()
  ;(await context()).gl.getExtension('WEBGL_lose_context')?.loseContext()
  await expect(pending).rejects.toThrow('The WebGL context was lost.')
  await opened.lost
  await expect(trainer.settled()).rejects.toThrow('The WebGL context was lost.')
  trainer.dispose()

  vi.stubGlobal('OffscreenCanvas', undefined)
  expect(await tfjsWebgl.open(task, arms, gpus)).toBe('This browser has no WebGL beside the page.')
  vi.stubGlobal('OffscreenCanvas', class { getContext = () => null })
  expect(await tfjsWebgl.open(task, arms, gpus)).toBe('This browser has no WebGL 2.')
  vi.unstubAllGlobals()
  tf.env().set('WEBGL_RENDER_FLOAT32_ENABLED', false)
  expect(await tfjsWebgl.open(task, arms, gpus)).toBe('WebGL computes in float16 here, which is too coarse to train in.')
  tf.env().set('WEBGL_RENDER_FLOAT32_ENABLED', true)

  const again = (await tfjsWebgl.open(task, arms, gpus)) as Opened
  again.trainer.restore(snapshot)
  again.trainer.advance(2)
  expect(await again.trainer.snapshot()).toEqual(wanted)
  again.trainer.dispose()
  expect(tf.memory().numTensors).toBe(before)
})

test.each([
  ['ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x00002504) Direct3D11 vs_5_0 ps_5_0, D3D11)', 'NVIDIA GeForce RTX 3060'],
  ['ANGLE (Apple, ANGLE Metal Renderer: Apple M1, Unspecified Version)', 'Apple M1'],
  ['ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)', 'Mesa Intel(R) UHD Graphics 620 (KBL GT2)'],
  ['Adreno (TM) 650', 'Adreno (TM) 650'],
  ['', 'unknown adapter'],
])('%s is called %s', (renderer, name) => {
  expect(nameOf(renderer)).toBe(name)
})
