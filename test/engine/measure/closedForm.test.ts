import { describe, expect, it } from 'vitest'
import { buildDataset } from '../../../src/data/build.ts'
import { bent } from '../../../src/data/generators/bent.ts'
import { HISTOGRAM_BINS, type List, measurementLayout } from '../../../src/experiment/layout.ts'
import { measureLogits } from '../../../src/engine/measure/measureLogits.ts'
import { createReferenceTrainer } from '../../../src/engine/trainers/reference/trainer.ts'
import type { ArmSettings } from '../../../src/engine/trainers/trainer.ts'
import { type Aggregation, closedLeadingShare, hasClosedForm, type Loss, lossPresets } from '../../../src/loss/index.ts'
import { denseNetwork } from '../../../src/network/network.ts'

const ce: Loss = { gamma: 0, terms: Infinity, epsilon: [], labelSmoothing: 0 }
const EPSILONS = [0, -0.5, 2]

interface Measured {
  readonly step: number
  readonly epsilon: number
  readonly list: (name: List) => number[]
}

/** A small training in float64, an arm for each ε, measured example by example at six of its steps. */
async function training(classes: number): Promise<Measured[]> {
  const raw = bent({ classes, samples: 400, dimensions: 6, noise: 0.4, seed: 5 })
  const { train } = buildDataset(raw, { imbalance: 1, labelNoise: 0.1, testShare: 0.25, seed: 5 })
  const arms = EPSILONS.map((epsilon): ArmSettings => ({
    loss: { ...ce, epsilon: [epsilon] },
    classWeights: new Float64Array(classes).fill(1),
    learningRate: 0.1,
    momentum: 0.9,
    weightDecay: 0,
  }))
  const network = denseNetwork([6, 16, classes], 'relu')
  const task = { network, batchSize: 32, repeats: 1, seed: 1, optimizer: 'sgd', vary: 'both', draws: 1, positions: 1 } as const
  const trainer = createReferenceTrainer({ ...task, ...train, examples: train.labels.length }, arms)
  const taken = trainer.take(train.features)
  const layout = measurementLayout(classes)
  const measured: Measured[] = []
  for (const step of [0, 5, 20, 80, 200, 400]) {
    trainer.advance(step - trainer.step)
    const logits = await trainer.predict(taken)
    arms.forEach((arm, i) => {
      const out = new Float32Array(layout.size)
      measureLogits(logits, i * train.labels.length * classes, train.labels, arm, layout, out, 0)
      const list = (name: List) => [...out.subarray(layout.at[name], layout.at[name] + layout.length[name])]
      measured.push({ step, epsilon: EPSILONS[i], list })
    })
  }
  return measured
}

function histogram({ list }: Measured) {
  const wrong = list('ptWrong')
  return { counts: list('ptRight').map((right, bin) => right + wrong[bin]), sums: list('ptSum') }
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

/**
 * How far the logit-weighted share may lie from its closed form. Both sums are quadratic in p, so putting a bin's n
 * examples at their mean changes Σ(1+ε)pq by (1+ε)nv and Σ(1+εp)q by εnv, v being their variance, which is at most
 * (p̄−a)(b−p̄) in a bin [a, b] (Bhatia & Davis, 2000); the quotient is monotone in v. With K > 2 each example weighs
 * ‖s − onehot‖/q in addition, between √(K/(K−1)) and √2: weights within a ratio ρ move a mean of numbers
 * in [0, 1] by at most (√ρ − 1)/(√ρ + 1).
 */
function logitBound(measured: Measured, classes: number): number {
  const { epsilon } = measured
  const { counts, sums } = histogram(measured)
  const filled = counts.flatMap((n, bin) => (n > 0 ? [{ n, p: sums[bin] / n, a: bin / HISTOGRAM_BINS }] : []))
  const leading = total(filled.map(({ n, p }) => n * (1 + epsilon) * p * (1 - p)))
  const whole = total(filled.map(({ n, p }) => n * (1 + epsilon * p) * (1 - p)))
  const spread = total(filled.map(({ n, p, a }) => n * (p - a) * (a + 1 / HISTOGRAM_BINS - p)))
  const binned = Math.abs(leading / whole - (leading - (1 + epsilon) * spread) / (whole - epsilon * spread))
  const root = Math.sqrt(Math.SQRT2 / Math.sqrt(classes / (classes - 1)))
  return binned + (root - 1) / (root + 1) + 1e-6
}

/** The bound above is the worst that there may be; on a plot's height of 150 pixels this is one and a half. */
const SEEN = 0.01

/** |r″| / 2 · variance, at most w²/4 in a bin of width w, for r(p) = (1+ε)p / (1+εp). */
function meanBound(epsilon: number): number {
  return Math.abs(epsilon * (1 + epsilon)) / Math.min(1, 1 + epsilon) ** 3 / (4 * HISTOGRAM_BINS ** 2) + 1e-6
}

describe.each([2, 3, 10])('the closed form of the leading share, %s classes', async (classes) => {
  const all = await training(classes)
  const deviation = (measured: Measured, aggregation: Aggregation) => {
    const { counts, sums } = histogram(measured)
    const closed = closedLeadingShare({ ...ce, epsilon: [measured.epsilon] }, aggregation, counts, sums)
    return Math.abs(closed - measured.list(aggregation)[0])
  }

  it.each(all)('lies on what is measured: step $step, ε = $epsilon', (measured) => {
    expect(deviation(measured, 'shareLogit')).toBeLessThanOrEqual(logitBound(measured, classes))
    expect(deviation(measured, 'shareLogit')).toBeLessThan(SEEN)
    expect(deviation(measured, 'shareMean')).toBeLessThanOrEqual(meanBound(measured.epsilon))
  })
})

describe('hasClosedForm', () => {
  const poly1 = (epsilon: number): Loss => ({ ...ce, epsilon: [epsilon] })

  it('holds for CE and Poly-1 alone', () => {
    const held = lossPresets.filter(({ loss }) => hasClosedForm(loss, 'shareLogit')).map(({ name }) => name)
    expect(held).toEqual(['CE', 'Poly-1'])
    expect(hasClosedForm({ ...ce, labelSmoothing: 0.1 }, 'shareLogit')).toBe(false)
  })

  it('says no where a histogram cannot tell, and yes while the bound is below 0.02', () => {
    expect(hasClosedForm(ce, 'sharePt')).toBe(false)
    for (const epsilon of [-0.8, 5]) {
      expect(hasClosedForm(poly1(epsilon), 'shareMean')).toBe(true)
      expect(meanBound(epsilon)).toBeLessThan(0.02)
    }
    expect([-0.85, 5.5].map((epsilon) => hasClosedForm(poly1(epsilon), 'shareMean'))).toEqual([false, false])
    expect([-1.05, -1].map((epsilon) => hasClosedForm(poly1(epsilon), 'shareLogit'))).toEqual([false, true])
  })

  it('gives no number where it does not hold, or where there are no examples', () => {
    expect(closedLeadingShare(ce, 'sharePt', [1], [0.5])).toBeNaN()
    expect(closedLeadingShare(ce, 'shareLogit', [0, 0], [0, 0])).toBeNaN()
  })

  it('has no leading share at ε = −1, where the leading term is gone', () => {
    expect(closedLeadingShare(poly1(-1), 'shareLogit', [2, 3], [0.8, 2.7])).toBe(0)
  })
})
