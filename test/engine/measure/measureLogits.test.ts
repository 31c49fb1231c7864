import { describe, expect, it } from 'vitest'
import { type List, measurementLayout, type Scalar } from '../../../src/experiment/layout.ts'
import { measureLogits } from '../../../src/engine/measure/measureLogits.ts'
import type { ArmSettings } from '../../../src/engine/trainers/trainer.ts'
import type { Loss } from '../../../src/loss/index.ts'

const ce: Loss = { gamma: 0, terms: Infinity, epsilon: [], labelSmoothing: 0 }

/** Metrics examples given by their softmax, two classes, label 0 or 1. */
function measure(examples: readonly { p: number; label: number }[], loss: Loss, classWeights = Float64Array.of(1, 1)) {
  const layout = measurementLayout(2)
  const out = new Float32Array(layout.size)
  const logits = examples.flatMap(({ p, label }) => (label === 0 ? [Math.log(p), Math.log1p(-p)] : [Math.log1p(-p), Math.log(p)]))
  const arm: ArmSettings = { loss, classWeights, learningRate: 1, momentum: 0, weightDecay: 0 }
  measureLogits(logits, 0, Int32Array.from(examples, ({ label }) => label), arm, layout, out, 0)
  return (name: Scalar | List) => [...out.subarray(layout.at[name], layout.at[name] + layout.length[name])]
}

// Worked out by hand: probabilities of the label 0.9, 0.7, 0.2 of class 0 and 0.6 of class 1.
const examples = [
  { p: 0.9, label: 0 },
  { p: 0.7, label: 0 },
  { p: 0.2, label: 0 },
  { p: 0.6, label: 1 },
]

describe('a measurement', () => {
  const of = measure(examples, ce)

  it('has the plain numbers', () => {
    expect(of('nll')[0]).toBeCloseTo(-(Math.log(0.9) + Math.log(0.7) + Math.log(0.2) + Math.log(0.6)) / 4, 6)
    expect(of('loss')[0]).toBeCloseTo(of('nll')[0], 6)
    expect(of('accuracy')).toEqual([0.75])
    expect(of('balancedAccuracy')[0]).toBeCloseTo((2 / 3 + 1) / 2, 6)
    expect(of('meanPt')[0]).toBeCloseTo(0.6, 6)
    expect(of('confidence')[0]).toBeCloseTo((0.9 + 0.7 + 0.8 + 0.6) / 4, 6)
    expect(of('classCount')).toEqual([3, 1])
    expect(of('recall')[0]).toBeCloseTo(2 / 3, 6)
    expect(of('classPt')[0]).toBeCloseTo(0.6, 6)
  })

  it('counts every example once in each histogram', () => {
    expect(of('confidenceRight').reduce((a, b) => a + b)).toBe(3)
    expect(of('confidenceWrong')[15] + of('confidenceWrong')[16]).toBe(1)
    expect(of('ptWrong').indexOf(1)).toBeGreaterThanOrEqual(3)
    expect(of('ptWrong').indexOf(1)).toBeLessThanOrEqual(4)
    expect(of('eceCount').reduce((a, b) => a + b)).toBe(4)
  })

  it('has the ECE: each example alone in its bin', () => {
    expect(of('ece')[0]).toBeCloseTo((0.1 + 0.3 + 0.8 + 0.4) / 4, 5)
  })

  // For CE the leading share of an example is P_t, so its logit-weighted mean is Σ p q / Σ q with two classes.
  it('weighs the shares of CE by their logit gradients', () => {
    const q = [0.1, 0.3, 0.8, 0.4]
    const weighted = q.reduce((sum, one) => sum + (1 - one) * one, 0) / q.reduce((sum, one) => sum + one, 0)
    expect(of('shareLogit')[0]).toBeCloseTo(weighted, 6)
    expect(of('shareLogit').reduce((a, b) => a + b)).toBeCloseTo(1, 5)
  })

  // ‖dL/dz‖ of an example is |m(P_t)|·√2·q with two classes; m = 1 + εP_t for Poly-1, 1 for CE. P_t summed by bin.
  it('has the length of the logit gradient, and the sum of P_t in each bin', () => {
    expect(of('gradientNorm')[0]).toBeCloseTo((Math.SQRT2 * (0.1 + 0.3 + 0.8 + 0.4)) / 4, 6)
    const poly = measure(examples, { ...ce, epsilon: [2] })
    const lengths = [0.9, 0.7, 0.2, 0.6].map((p) => (1 + 2 * p) * Math.SQRT2 * (1 - p))
    expect(poly('gradientNorm')[0]).toBeCloseTo(lengths.reduce((a, b) => a + b) / 4, 6)
    expect(measure([{ p: 0.71, label: 0 }, { p: 0.73, label: 1 }], ce)('ptSum')[14]).toBeCloseTo(1.44, 6)
  })

  // The P_t series of CE is 1 + q + q² + …: 1 over the mean of 1/P_t.
  it('has the other two aggregations of CE', () => {
    const series = [0.9, 0.7, 0.2, 0.6].reduce((sum, p) => sum + 1 / p, 0)
    expect(of('sharePt')[0]).toBeCloseTo(4 / series, 6)
    expect(of('shareMean')[0]).toBeCloseTo(0.6, 6)
  })

  // For Poly-1 the leading share is (1+ε)P_t / (1+εP_t).
  it('has the closed form of Poly-1', () => {
    const one = measure([{ p: 0.7, label: 0 }], { ...ce, epsilon: [2] })
    for (const name of ['shareLogit', 'sharePt', 'shareMean'] as const) expect(one(name)[0]).toBeCloseTo(2.1 / 2.4, 6)
  })

  it('counts the examples that are pushed back: at ε = −2 those surer than one half', () => {
    expect(measure(examples, { ...ce, epsilon: [-2] })('pushedBack')).toEqual([3])
    expect(of('pushedBack')).toEqual([0])
  })

  it('has no shares where the terms cancel, in all examples or beside their sizes, and all else', () => {
    const shares = ['shareLogit', 'sharePt', 'shareMean'] as const
    const zero = measure(examples, { ...ce, terms: 1, epsilon: [-1] })
    for (const name of shares) expect(zero(name)).toEqual(Array.from({ length: 9 }, () => NaN))
    expect([zero('loss'), zero('gradientNorm'), zero('accuracy')]).toEqual([[0], [0], [0.75]])
    // With label smoothing CE's gradient vanishes where the softmax is ỹ; that of the hard label does not.
    for (const [off, isDefined] of [[1e-7, false], [3e-6, false], [1e-3, true]] as const) {
      const near = measure([{ p: 0.9 + off, label: 0 }, { p: 0.9 - off, label: 1 }], { ...ce, labelSmoothing: 0.2 })
      expect(shares.map((name) => near(name).every(Number.isFinite))).toEqual([isDefined, true, isDefined])
      expect(Number.isFinite(near('nll')[0])).toBe(true)
    }
  })

  it('takes the mean of ratios over the examples that have one', () => {
    // Poly-1 at −2 vanishes at P_t = ½; elsewhere its leading share is −p / (1 − 2p).
    const some = measure([{ p: 0.5, label: 0 }, { p: 0.7, label: 0 }], { ...ce, epsilon: [-2] })
    expect(some('shareMean')[0]).toBeCloseTo(0.7 / 0.4, 5)
  })

  it('of no example at all is no number', () => {
    const none = measure([], ce)
    for (const name of ['loss', 'nll', 'accuracy', 'balancedAccuracy', 'worstRecall', 'ece', 'shareLogit', 'sharePt', 'shareMean', 'gradientNorm'] as const) expect(none(name)[0]).toBeNaN()
  })

  it('weighs its own loss by class, and nothing else', () => {
    const weighted = measure(examples, ce, Float64Array.of(2, 0))
    expect(weighted('loss')[0]).toBeCloseTo(-(Math.log(0.9) + Math.log(0.7) + Math.log(0.2)) / 2, 6)
    expect(weighted('nll')).toEqual(of('nll'))
  })
})
