import { expect, inject } from 'vitest'
import { measureLogits } from '../../../src/engine/measure/measureLogits.ts'
import type { Create } from '../../../src/engine/trainers/engine.ts'
import type { ArmSettings } from '../../../src/engine/trainers/trainer.ts'
import { ECE_BINS, HISTOGRAM_BINS, type Layout, measurementLayout } from '../../../src/experiment/layout.ts'
import { createRandom } from '../../../src/data/random.ts'
import { CANCELLED, evaluateLoss, type Loss, LossEvaluator, SHARES, sizesOf } from '../../../src/loss/index.ts'
import { armOf, type Change, FAMILY, ofRun, taskOf } from './fixtures.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether what takes minutes is tested as well. */
    isWhole: boolean
    isOnCard: boolean
  }
}

const HISTOGRAMS = ['confidenceRight', 'confidenceWrong', 'ptRight', 'ptWrong']
const COUNTS = new Set([...HISTOGRAMS, 'eceCount', 'eceRight', 'classCount', 'pushedBack'])

/**
 * By how much shares of single examples enlarge an error: where terms of both signs nearly cancel, each is many times
 * their sum.
 */
function conditionOf(logits: Float32Array, labels: Int32Array, { loss }: ArmSettings): number {
  const classes = logits.length / labels.length
  const squares = Array.from(labels, (label, i) => {
    if (label < 0) return 0
    const { shares } = evaluateLoss(loss, [...logits.subarray(i * classes, (i + 1) * classes)], label)
    return shares.reduce((sum, share) => sum + Math.abs(share), 0) ** 2
  })
  return squares.reduce((sum, square) => sum + square, 0) / labels.filter((label) => label >= 0).length
}
/** What hangs on the bin of an example. */
const BINNED = new Set([...HISTOGRAMS, 'ptSum', 'eceCount', 'eceRight', 'eceConfidence', 'ece'])
/** By how much a card's probabilities may be off: exp and division are not the processor's. */
const OFF = 1e-5

/** Examples of which a probability is so near to the edge of a bin that a card may put it into the one beside. */
function atEdges(logits: Float32Array, labels: Int32Array, classes: number): number {
  const isNear = (p: number, bins: number) => Math.abs(p * bins - Math.round(p * bins)) <= OFF * bins && p * bins > 0.5 && p * bins < bins - 0.5
  return Array.from(labels).filter((label, i) => {
    const row = logits.subarray(i * classes, (i + 1) * classes)
    const largest = Math.max(...row)
    const all = row.reduce((sum, z) => sum + Math.exp(z - largest), 0)
    return isNear(1 / all, HISTOGRAM_BINS) || isNear(1 / all, ECE_BINS) || isNear(Math.exp(row[label] - largest) / all, HISTOGRAM_BINS)
  }).length
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
    const moved = inject('isOnCard') ? atEdges(logits, labels, layout.length.recall) : 0
    for (const metric of Object.keys(layout.at) as (keyof Layout['at'])[]) {
      for (let i = layout.at[metric]; i < layout.at[metric] + layout.length[metric]; i++) {
        const error = Math.abs(measurement[i] - wanted[i])
        const scale = Math.max(1, Math.abs(wanted[i]), metric === 'shareMean' ? condition : 0)
        const allowed = (COUNTS.has(metric) ? 0 : 1e-5 * scale) + (BINNED.has(metric) ? moved : 0)
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

/** The part of the terms' sizes that their sum is, of each way to take shares over examples. */
function wholesOf(loss: Loss, logits: Float32Array, labels: Int32Array) {
  const classes = logits.length / labels.length
  const evaluator = new LossEvaluator(classes)
  const sums = { shareLogit: [0, 0], sharePt: [0, 0], shareMean: [] as number[] }
  const terms = new Float64Array(SHARES)
  const total = () => terms.reduce((sum, term) => sum + term, 0)
  labels.forEach((label, i) => {
    evaluator.read(logits, i * classes, label)
    evaluator.termLengths(loss, terms)
    sums.shareLogit[0] += Math.abs(total())
    sums.shareLogit[1] += sizesOf(terms)
    sums.shareMean.push(Math.abs(total()) / sizesOf(terms))
    evaluator.termLengths({ ...loss, labelSmoothing: 0 }, terms)
    const scale = evaluator.distance() * evaluator.pt
    sums.sharePt[0] += total() / scale
    sums.sharePt[1] += sizesOf(terms) / scale
  })
  const part = ([whole, sizes]: readonly number[]) => Math.abs(whole) / sizes
  return { shareLogit: [part(sums.shareLogit)], sharePt: [part(sums.sharePt)], shareMean: sums.shareMean }
}

/** Shares are left out where those of float64 are: where the terms cancel, nearly or not. */
export async function expectSharesLeftOut(create: Create): Promise<void> {
  const random = createRandom(5)
  const classes = 3
  const smoothing = 0.3
  const softened = [1 - smoothing + smoothing / classes, smoothing / classes, smoothing / classes]
  const pt = softened[0]
  const off = () => (random.uniform() < 0.5 ? -1 : 1) * 10 ** (-1.5 - 4.5 * random.uniform())
  const members = Array.from({ length: 40 }, (_, i): Loss => {
    const loss = { gamma: i % 3 === 0 ? 2 * random.uniform() : 0, terms: Infinity, epsilon: [], labelSmoothing: 0 }
    // Poly-1 vanishes at P_t = −1/ε; with label smoothing the gradient of CE does where the softmax is ỹ.
    if (i % 2 === 0) return { ...loss, labelSmoothing: smoothing * (1 + off()), gamma: 0 }
    const later = [random.uniform(), -random.uniform()]
    const pull = (first: number) => evaluateLoss({ ...loss, epsilon: [first, ...later] }, softened.map(Math.log), 0).gradient[0]
    // The gradient is linear in ε₁.
    const root = -pull(0) / (pull(1) - pull(0))
    return { ...loss, epsilon: [root * (1 + off()), ...later] }
  })
  const labels = Int32Array.from([0, 1, 2, 0, 1, 2])
  const features = Float32Array.from([...labels].flatMap((label) => Array.from({ length: classes }, (_, k) => Math.log(k === label ? pt : softened[1]))))
  const task = taskOf({ sizes: [classes, classes], activation: 'linear', repeats: 1, examples: labels.length, batchSize: 2, features, labels })
  const arms = members.map((loss) => armOf(loss, classes, 'adam'))
  const trainer = await create(task, arms)
  const start = await trainer.snapshot()
  const identity = Float32Array.from({ length: start.parameters.length / arms.length }, (_, i) => (i < classes ** 2 && i % (classes + 1) === 0 ? 1 : 0))
  trainer.restore({ ...start, parameters: Float32Array.from(start.parameters, (_, i) => identity[i % identity.length]) })
  const taken = trainer.take(features, labels)
  const [found, logits] = await Promise.all([trainer.measure?.(taken, arms), trainer.predict(taken)])
  trainer.dispose()
  if (!found) throw new Error('It does not measure where it trains.')
  const layout = measurementLayout(classes)
  const wrong: string[] = []
  const seen = { left: 0, kept: 0 }
  arms.forEach((arm, run) => {
    const own = ofRun(logits as Float32Array, run, arms.length)
    const wanted = new Float32Array(layout.size)
    measureLogits(own, 0, labels, arm, layout, wanted, 0)
    const measurement = ofRun(found, run, arms.length)
    for (const [name, parts] of Object.entries(wholesOf(arm.loss, own, labels)) as ['shareLogit', number[]][]) {
      // So near to the line rounding decides.
      if (parts.some((part) => Math.abs(part / CANCELLED - 1) < 0.1)) continue
      const [one, other] = [measurement[layout.at[name]], wanted[layout.at[name]]]
      seen[Number.isNaN(other) ? 'left' : 'kept']++
      const isAlike = Number.isNaN(other) ? Number.isNaN(one) : Math.abs(one - other) <= (1e-6 / Math.min(...parts)) * Math.abs(other)
      if (!isAlike) wrong.push(`${name} of ${JSON.stringify(arm.loss)}: ${one}, not ${other}; ${parts.join()}`)
    }
  })
  expect(wrong).toEqual([])
  expect(Math.min(seen.left, seen.kept)).toBeGreaterThan(20)
}
