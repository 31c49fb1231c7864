import { expect } from 'vitest'
import { measureLogits } from '../../../src/engine/measure/measureLogits.ts'
import type { Create } from '../../../src/engine/trainers/engine.ts'
import type { ArmSettings } from '../../../src/engine/trainers/trainer.ts'
import { type Layout, measurementLayout } from '../../../src/experiment/layout.ts'
import { evaluateLoss } from '../../../src/loss/index.ts'
import { armOf, type Change, FAMILY, ofRun, taskOf } from './fixtures.ts'

const HISTOGRAMS = ['confidenceRight', 'confidenceWrong', 'ptRight', 'ptWrong']
const COUNTS = new Set([...HISTOGRAMS, 'eceCount', 'eceRight', 'classCount', 'pushedBack'])

/**
 * By how much shares of single examples enlarge an error: where terms of both signs nearly cancel, each is many times
 * their sum.
 */
function conditionOf(logits: Float32Array, labels: Int32Array, { loss }: ArmSettings): number {
  const classes = logits.length / labels.length
  const squares = Array.from(labels, (label, i) => {
    const { shares } = evaluateLoss(loss, [...logits.subarray(i * classes, (i + 1) * classes)], label)
    return shares.reduce((sum, share) => sum + Math.abs(share), 0) ** 2
  })
  return squares.reduce((sum, square) => sum + square, 0) / labels.length
}

/** Every member of the family, trained and measured where it trains, and the logits of the same step. */
export async function measured(create: Create, change: Change, steps: number, relabel: (label: number) => number) {
  const task = taskOf(change)
  const { classes } = task.network
  const labels = task.labels.map(relabel)
  const members = Object.entries(FAMILY)
  const classWeights = Float64Array.from({ length: classes }, (_, k) => 0.5 + k / classes)
  const arms = members.map(([, loss]) => armOf(loss, classes, 'adam', { classWeights }))
  const trainer = await create(task, arms)
  const taken = trainer.take(task.features, labels)
  await trainer.advance(steps)
  const [first, again, logits] = await Promise.all([trainer.measure?.(taken, arms), trainer.measure?.(taken, arms), trainer.predict(taken)])
  if (!first) throw new Error('It does not measure where it trains.')
  expect(again).toEqual(first)
  trainer.dispose()
  const layout = measurementLayout(classes)
  const runs = arms.length * task.repeats
  expect(first.length).toBe(runs * layout.size)
  return Array.from({ length: runs }, (_, run) => {
    const arm = Math.floor(run / task.repeats)
    const measurement = ofRun(first, run, runs)
    return { name: members[arm][0], arm: arms[arm], labels, layout, measurement, logits: ofRun(logits as Float32Array, run, runs) }
  })
}


export const MEASURED: readonly (readonly [name: string, change: Change, steps: number])[] = [
  ['3 classes', { sizes: [3, 8, 3], examples: 300 }, 60],
  ['11 classes, one of them without examples', { sizes: [4, 6, 11], examples: 75 }, 20],
  ['untrained', { sizes: [2, 5, 4], examples: 9, batchSize: 4 }, 0],
]

/** What of a measurement is not what float64 makes of the trainer's own logits. */
export async function wrongMetrics(create: Create, change: Change, steps: number): Promise<string[]> {
  const found: string[] = []
  for (const { name, arm, labels, layout, measurement, logits } of await measured(create, change, steps, (label) => (label === 10 ? 0 : label))) {
    const wanted = new Float32Array(layout.size)
    measureLogits(logits, 0, labels, arm, layout, wanted, 0)
    const condition = conditionOf(logits, labels, arm)
    for (const metric of Object.keys(layout.at) as (keyof Layout['at'])[]) {
      for (let i = layout.at[metric]; i < layout.at[metric] + layout.length[metric]; i++) {
        const error = Math.abs(measurement[i] - wanted[i])
        const scale = Math.max(1, Math.abs(wanted[i]), metric === 'shareMean' ? condition : 0)
        const allowed = COUNTS.has(metric) ? 0 : 1e-5 * scale
        if (!(error <= allowed)) found.push(`${name}, ${metric}[${i - layout.at[metric]}]: ${measurement[i]}, not ${wanted[i]}`)
      }
    }
  }
  return found
}

/** The worst recall is that of a class with examples. */
export async function expectWorstRecall(create: Create): Promise<void> {
  // The last class is learned, but none of the measured examples has its label.
  for (const { layout, measurement } of await measured(create, { sizes: [3, 8, 4], examples: 120 }, 150, (label) => label % 3)) {
    const { at } = layout
    const recall = measurement.subarray(at.recall, at.recall + 4)
    expect(recall[3]).toBe(0)
    expect(measurement[at.worstRecall]).toBe(Math.min(...recall.subarray(0, 3)))
    expect(measurement[at.worstRecall]).toBeGreaterThan(0)
  }
}
