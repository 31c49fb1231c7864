import { afterEach, expect, test, vi } from 'vitest'
import { fittingLayout } from '../../../../src/engine/trainers/fused/layered/room.ts'
import { backwardStages, cutsOf, forwardStages, updateStages } from '../../../../src/engine/trainers/fused/layered/stages.ts'
import { costOf, cutOf } from '../../../../src/engine/trainers/fused/measurer.ts'
import { pathOf } from '../../../../src/engine/trainers/fused/path.ts'
import { createPace, SMALLEST } from '../../../../src/engine/trainers/fused/pace.ts'
import { fitsFused } from '../../../../src/engine/trainers/fused/fits.ts'
import { schema } from '../../../../src/experiment/index.ts'
import { denseNetwork, networkOf } from '../../../../src/network/network.ts'
import { conv, dense } from '../conv.ts'
import { armOf, FAMILY, taskOf } from '../fixtures.ts'

/** Inputs and classes that tables may have at most, and values of the largest images. */
const [INPUTS, CLASSES] = [784, 100]
const VALUES = 64 * 64 * 3
const MOST_RUNS = 6 * schema.training.repeats.max
/** What a small card needs for `SMALLEST.work`. */
const SECONDS = 0.3

afterEach(() => void vi.useRealTimers())

/** A card that says nothing of itself, and has not answered yet. */
const card = { queue: { onSubmittedWorkDone: () => new Promise(() => {}) } } as unknown as GPUDevice

/** Seconds that the first dispatch holds a small card, by the multiply-adds in it: its cores take runs in turn. */
function seconds(work: number, runs: number, most: number): number {
  const { runs: together, steps } = createPace(card).size(work, runs, most)
  return (Math.ceil(together / SMALLEST.cores) * steps * work * SECONDS) / SMALLEST.work
}

const { max: width, maxLength } = schema.model.hidden
const networks = [
  [INPUTS, ...Array.from({ length: maxLength }, () => width), CLASSES],
  [INPUTS, width, 10],
  [2, 16, 16, 3],
  [2, 2],
].map((sizes) => denseNetwork(sizes, 'tanh'))

test('the first dispatch of the largest legal network, and of smaller ones, holds a small card for 0.3 s at most', () => {
  const limits = { maxBufferSize: 2 ** 28, maxStorageBufferBindingSize: 2 ** 27, maxStorageBuffersPerShaderStage: 8 } as GPUSupportedLimits
  expect(fitsFused(taskOf({ sizes: [VALUES, width, width, width, width, CLASSES], batchSize: schema.optimizer.batchSize.max, examples: 600 }), limits)).toBeNull()
  for (const { work } of networks) {
    for (const runs of [1, 2, 3, 4, 7, 12, 13, 64, MOST_RUNS]) {
      for (const batch of [1, 64, schema.optimizer.batchSize.max]) {
        expect(seconds(3 * batch * work, runs, 1024)).toBeLessThanOrEqual(SECONDS)
        // What measuring predicts at a time.
        expect(seconds(Math.min(64, batch) * work, runs, 20_000)).toBeLessThanOrEqual(SECONDS)
      }
    }
  }
})

test('nor does any dispatch of the largest legal network of images, layer by layer', () => {
  const limits = { maxBufferSize: 2 ** 28, maxStorageBufferBindingSize: 2 ** 27, maxStorageBuffersPerShaderStage: 8 } as GPUSupportedLimits
  const filters = (pooled: boolean) => Array.from({ length: 4 }, (_, i) => conv(64, { pooled, dilation: pooled ? 1 : 2 ** i }))
  const classifying = networkOf([64, 64, 3], 'tanh', [...filters(true), ...Array.from({ length: maxLength }, () => dense(width)), dense(CLASSES)])
  const atEveryPosition = networkOf([64, 64, 3], 'tanh', [...filters(false), conv(CLASSES, { size: 1 })])
  const wide = denseNetwork([VALUES, ...Array.from({ length: maxLength }, () => width), CLASSES], 'tanh')
  for (const network of [classifying, atEveryPosition, wide]) {
    const task = { ...taskOf({ sizes: [2, 2] }), network, batchSize: schema.optimizer.batchSize.max }
    expect(pathOf(task, 64, false)).toBe('layered')
    expect(fitsFused(task, limits, 'layered')).toBeNull()
    for (const arms of [[armOf(FAMILY.CE, CLASSES, 'adam')], [armOf(FAMILY['L_Drop 600'], CLASSES, 'adam')]]) {
      const layout = fittingLayout(task, task.batchSize, limits, 'hardware')
      const stages = [...forwardStages(layout), ...backwardStages(layout, costOf(arms, CLASSES)), ...updateStages(layout)]
      for (const stage of stages) {
        for (const asked of [1, 3, 64, MOST_RUNS]) {
          const { runs } = createPace(card).size(3 * task.batchSize * network.work, asked, 1)
          const cuts = cutsOf(stage, runs)
          expect(cuts.at(-1)?.endItem).toBe(stage.items)
          for (const { firstItem, endItem } of cuts) expect(((endItem - firstItem) * stage.work * runs) / SMALLEST.cores).toBeLessThanOrEqual(SMALLEST.work)
        }
      }
    }
  }
})

test('a card that is known to be fast has many runs side by side', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] })
  let answer = () => {}
  const fast = { queue: { onSubmittedWorkDone: () => new Promise<void>((resolve) => (answer = resolve)) } } as unknown as GPUDevice
  const pace = createPace(fast)
  const work = 3 * schema.optimizer.batchSize.max * networks[0].work
  const before = pace.size(work, MOST_RUNS, 1).runs
  for (let i = 0; i < 8; i++) {
    pace.submitted(work * before)
    await vi.advanceTimersByTimeAsync(15)
    answer()
    await vi.advanceTimersByTimeAsync(0)
  }
  expect(before).toBeLessThan(20)
  expect(pace.size(work, MOST_RUNS, 1).runs).toBe(64)
})

test('no dispatch that measures holds it longer, whatever the loss', () => {
  const examples = schema.data.samples.max
  for (const labelSmoothing of [0, 0.1]) {
    for (const terms of [1, schema.arm.terms.max, Infinity]) {
      for (const classes of [2, 10, CLASSES]) {
        const arms = [armOf({ ...FAMILY.CE, terms, labelSmoothing }, classes, 'adam')]
        const cut = cutOf(arms, classes, examples)
        const cost = 60 * classes + (labelSmoothing > 0 ? classes : 1) * (150 + (terms === Infinity ? 0 : 16 * terms))
        expect(cut.examples).toBeGreaterThan(500)
        expect((Math.ceil(cut.runs / SMALLEST.cores) * cut.examples * cost * SECONDS) / SMALLEST.work).toBeLessThanOrEqual(SECONDS)
      }
    }
  }
})
