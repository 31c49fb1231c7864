import { expect, test } from 'vitest'
import { createFusedTrainer } from '../../../../src/engine/trainers/fused/index.ts'
import { ECE_BINS, HISTOGRAM_BINS, measurementLayout, type Layout } from '../../../../src/experiment/layout.ts'
import type { ArmSettings } from '../../../../src/engine/trainers/trainer.ts'
import { evaluateLoss, LossEvaluator, SHARES } from '../../../../src/loss/index.ts'
import { armOf, FAMILY, ofRun, taskOf, useDevice } from '../fixtures.ts'

const gpu = useDevice()

type Measured = Record<keyof Layout['at'], number[]>

/**
 * A measurement as the design defines it, in float64, example by example. `condition` is by how much shares of single
 * examples enlarge an error: where terms of both signs nearly cancel, each is many times their sum.
 */
function measured(logits: ArrayLike<number>, labels: Int32Array, classes: number, arm: ArmSettings) {
  const zeros = (length: number) => Array.from({ length }, () => 0)
  const layout = measurementLayout(classes)
  const names = Object.keys(layout.at) as (keyof Layout['at'])[]
  const out = Object.fromEntries(names.map((name) => [name, zeros(layout.length[name])])) as Measured
  const evaluator = new LossEvaluator(classes)
  const lengths = new Float64Array(SHARES)
  const series = zeros(SHARES)
  const classRight = zeros(classes)
  const classPt = zeros(classes)
  let whole = 0
  let condition = 0
  const n = labels.length
  const crossEntropy = FAMILY.CE
  for (let i = 0; i < n; i++) {
    const row = Array.from({ length: classes }, (_, k) => logits[i * classes + k])
    const label = labels[i]
    evaluator.read(row, 0, label)
    const { pt, qt } = evaluator
    const confidence = Math.max(...evaluator.softmax)
    const right = row.indexOf(Math.max(...row)) === label
    const { shares, value } = evaluateLoss(arm.loss, row, label, arm.classWeights[label])
    out.loss[0] += value / n
    out.nll[0] += evaluateLoss(crossEntropy, row, label).value / n
    out.confidence[0] += confidence / n
    out.meanPt[0] += pt / n
    out.accuracy[0] += Number(right) / n
    out.pushedBack[0] += Number(evaluator.labelPull(arm.loss) < 0)
    // The part of dL/dlogits along softmax − ỹ; for hard labels that is all of it.
    const { gradient } = evaluateLoss(arm.loss, row, label)
    const smoothing = arm.loss.labelSmoothing
    const away = Array.from(evaluator.softmax, (s, k) => s - smoothing / classes - (k === label ? 1 - smoothing : 0))
    const along = away.reduce((sum, u, k) => sum + u * gradient[k], 0)
    out.gradientNorm[0] += Math.abs(along) / Math.hypot(...away) / n
    evaluator.termLengths(arm.loss, lengths)
    whole += Math.abs(lengths.reduce((sum, length) => sum + length, 0))
    for (let j = 0; j < SHARES; j++) {
      out.shareLogit[j] += lengths[j]
      out.shareMean[j] += shares[j] / n
    }
    condition += shares.reduce((sum, share) => sum + Math.abs(share), 0) ** 2 / n
    // Terms of −ℓ′(P_t) are those of m(P_t) over P_t; the hard label's shares times the whole.
    const hard = { ...arm.loss, labelSmoothing: 0 }
    const parts = evaluateLoss(hard, row, label).shares
    for (let j = 0; j < SHARES; j++) series[j] += (parts[j] * evaluator.labelPull(hard)) / pt
    const bin = (p: number, bins: number) => Math.min(bins - 1, Math.floor(p * bins))
    out[right ? 'confidenceRight' : 'confidenceWrong'][bin(confidence, HISTOGRAM_BINS)]++
    out[right ? 'ptRight' : 'ptWrong'][bin(pt, HISTOGRAM_BINS)]++
    out.ptSum[bin(pt, HISTOGRAM_BINS)] += pt
    out.eceCount[bin(confidence, ECE_BINS)]++
    out.eceRight[bin(confidence, ECE_BINS)] += Number(right)
    out.eceConfidence[bin(confidence, ECE_BINS)] += confidence
    out.classCount[label]++
    classRight[label] += Number(right)
    classPt[label] += pt
    expect(pt + qt).toBeCloseTo(1, 12)
  }
  out.shareLogit = out.shareLogit.map((length) => length / whole)
  const total = series.reduce((sum, part) => sum + part, 0)
  out.sharePt = series.map((part) => part / total)
  out.ece[0] = out.eceCount.reduce((sum, _, b) => sum + Math.abs(out.eceRight[b] - out.eceConfidence[b]) / n, 0)
  out.recall = classRight.map((count, k) => (out.classCount[k] === 0 ? 0 : count / out.classCount[k]))
  out.classPt = classPt.map((sum, k) => (out.classCount[k] === 0 ? 0 : sum / out.classCount[k]))
  const present = out.classCount.filter((count) => count > 0).length
  out.balancedAccuracy[0] = out.recall.reduce((sum, recall) => sum + recall, 0) / present
  return { out, condition }
}

const HISTOGRAMS = ['confidenceRight', 'confidenceWrong', 'ptRight', 'ptWrong']
const COUNTS = new Set([...HISTOGRAMS, 'eceCount', 'eceRight', 'classCount', 'pushedBack'])

test.each([
  ['3 classes', { sizes: [3, 8, 3], examples: 300 }, 60],
  ['11 classes, one of them without examples', { sizes: [4, 6, 11], examples: 75 }, 20],
  ['untrained', { sizes: [2, 5, 4], examples: 9, batchSize: 4 }, 0],
] as const)('metrics of %s are those of float64', async (_, { sizes, ...rest }, steps) => {
  const task = taskOf({ sizes, ...rest })
  const classes = sizes[sizes.length - 1]
  const labels = task.labels.map((label) => (label === 10 ? 0 : label))
  const members = Object.entries(FAMILY)
  const classWeights = Float64Array.from({ length: classes }, (_, k) => 0.5 + k / classes)
  const arms = members.map(([, loss]) => armOf(loss, classes, 'adam', { classWeights }))
  const fused = createFusedTrainer(gpu.device, task, arms)
  fused.advance(steps)
  const [first, again, logits] = await Promise.all([
    fused.measure({ features: task.features, labels }, arms),
    fused.measure({ features: task.features, labels }, arms),
    fused.predict(task.features),
  ])
  expect(first).toEqual(again)
  const layout = measurementLayout(classes)
  const runs = arms.length * task.repeats
  expect(first.length).toBe(runs * layout.size)
  const found: string[] = []
  for (let run = 0; run < runs; run++) {
    const arm = Math.floor(run / task.repeats)
    const { out, condition } = measured(ofRun(logits as Float32Array, run, runs), labels, classes, arms[arm])
    const measurement = ofRun(first, run, runs)
    for (const [name, values] of Object.entries(out) as [keyof Layout['at'], number[]][]) {
      for (const [i, value] of values.entries()) {
        const got = measurement[layout.at[name] + i]
        const error = Math.abs(got - value)
        const scale = Math.max(1, Math.abs(value), name === 'shareMean' ? condition : 0)
        const allowed = COUNTS.has(name) ? 0 : 1e-5 * scale
        if (!(error <= allowed)) found.push(`${members[arm][0]}, ${name}[${i}]: ${got}, not ${value}`)
      }
    }
  }
  expect(found).toEqual([])
  fused.dispose()
})
