import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import * as tf from '@tensorflow/tfjs-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FRAMEWORKS, type Member } from '../../src/snippets/index.ts'
import { type Batch, batchesOf, faultsOf, FLOAT32 } from './cases.ts'
import { MEMBERS } from './members.ts'
import { ORACLE, ORACLE_SCENES } from './oracle.ts'
import { isRight, SCENES } from './scenes.ts'

type LossOf = (labels: tf.Tensor, logits: tf.Tensor) => tf.Tensor
interface Module {
  readonly PolyLoss: (options?: object) => LossOf
  readonly check: () => Promise<void>
}

const [framework] = FRAMEWORKS.filter(({ id }) => id === 'tfjs')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'polyloss-snippets-'))
  symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(folder, 'node_modules'))
})
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
function write(member: Member): string {
  const place = join(folder, String(++files))
  mkdirSync(place)
  writeFileSync(join(place, framework.file), framework.write(member))
  return join(place, framework.file)
}

const load = async (member: Member) => (await import(/* @vite-ignore */ pathToFileURL(write(member)).href)) as Module

async function faultsIn({ PolyLoss }: Module, batch: Batch): Promise<string[]> {
  const lossOf = PolyLoss({ reduction: 'none' })
  const labels = tf.tensor1d([...batch.labels], 'int32')
  const logits = tf.tensor2d(batch.logits.map((row) => [...row]))
  const values = (await lossOf(labels, logits).array()) as number[]
  const gradients = (await tf.grad((z) => tf.sum(lossOf(labels, z)))(logits).array()) as number[][]
  return faultsOf(batch, values, gradients, FLOAT32)
}

describe('the file for TensorFlow.js', () => {
  it.each(MEMBERS.map((member) => [`${member.name} (${member.link})`, member] as const))('agrees with the page, value and gradient: %s', async (_, member) => {
    const module = await load(member)
    for (const batch of batchesOf(member)) expect(await faultsIn(module, batch)).toEqual([])
  })

  it.each(ORACLE.map(({ member, batch }) => [member.name, member, batch] as const))('agrees with the oracle: %s', async (_, member, batch) => {
    expect(await faultsIn(await load(member), batch)).toEqual([])
  })

  it.each([...SCENES, ...ORACLE_SCENES].map((scene) => [scene.what, scene] as const))('%s', async (_, { options, logits, target, expected }) => {
    const { PolyLoss } = await load(MEMBERS[0])
    const labels = Array.isArray(target[0]) ? tf.tensor2d(target as number[][]) : tf.tensor1d(target as number[], 'int32')
    const found = await PolyLoss({ reduction: 'none', ...options })(labels, tf.tensor2d(logits.map((row) => [...row]))).array()
    expect(isRight(found, expected) || { found, expected }).toBe(true)
  })

  it('trains a model of TensorFlow.js that gives logits, with labels in a column or one-hot', async () => {
    const { PolyLoss } = await load(MEMBERS[1])
    const logits = tf.variable(tf.zeros([2, 3]))
    const optimizer = tf.train.sgd(1)
    for (const labels of [tf.tensor2d([[0], [2]]), tf.oneHot(tf.tensor1d([0, 2], 'int32'), 3)]) {
      const before = tf.variableGrads(() => PolyLoss()(labels, logits) as tf.Scalar).value.dataSync()[0]
      const after = optimizer.minimize(() => PolyLoss()(labels, logits) as tf.Scalar, true)
      expect(after?.dataSync()[0]).toBe(before)
      expect((PolyLoss()(labels, logits).dataSync() as Float32Array)[0]).toBeLessThan(before)
    }
  })

  it('checks itself where it is run, and fails where a number is another', async () => {
    const file = write(MEMBERS[1])
    const { stdout } = await promisify(execFile)(process.execPath, [file])
    expect(stdout).toMatch(/(.*label \d: loss [\d.e-]+, derivative [\d.e-]+\n){5}All five are as in the playground\.\n$/)
    const module = await load({ ...MEMBERS[1], loss: { ...MEMBERS[1].loss, epsilon: [2.001] } })
    await module.check()
    const wrong = join(folder, 'wrong.mjs')
    writeFileSync(wrong, framework.write(MEMBERS[1]).replace('const EPSILON = [2]', 'const EPSILON = [2.001]'))
    const { check } = (await import(/* @vite-ignore */ pathToFileURL(wrong).href)) as Module
    await expect(check()).rejects.toThrow(/The loss at 2,0\.5,-1,0, label 0, is .* The playground has/)
  })
})
