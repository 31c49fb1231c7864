import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alpha, CANCELLED, evaluateLoss, type Loss, lossPresets } from '../../src/loss/index.ts'
// Source: computed with 60 significant digits from the definitions of the family (mpmath-style arithmetic);
// the softmax cases are those of PolyLossTest in google-deepmind/optax.
import oracle from './oracle.json' with { type: 'json' }

const ce: Loss = { gamma: 0, terms: Infinity, epsilon: [], labelSmoothing: 0 }

function lossOfRow(params: { gamma?: number; eps?: number[]; N?: number }): Loss {
  return { ...ce, gamma: params.gamma ?? 0, terms: params.N ?? Infinity, epsilon: params.eps ?? [] }
}

function expectRelative(actual: number, expected: number, tolerance: number) {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * Math.max(Math.abs(expected), 1e-12))
}

describe('the oracle', () => {
  it.each(oracle.rows.map((row) => [row.loss, row.p, row] as const))('%s at P_t = %s', (_, __, row) => {
    const result = evaluateLoss(lossOfRow(row.params), [Number(row.logit), 0], 0)
    expectRelative(result.pt, Number(row.p_dec), 1e-14)
    expectRelative(result.value, Number(row.L), 1e-12)
    expectRelative(result.gradient[0], Number(row.dL_dz_target), 1e-12)
    expectRelative(result.gradient[1], -Number(row.dL_dz_target), 1e-12)
    expectRelative(result.shares[0], Number(row.share_leading), 1e-12)
  })

  it.each(oracle.label_smoothing.map((row) => [row.eps, row] as const))('label smoothing, ε = %s', (_, row) => {
    const loss = { ...ce, epsilon: [row.eps], labelSmoothing: row.alpha }
    expectRelative(evaluateLoss(loss, row.logits.map(Number), row.target).value, Number(row.L_paper), 1e-12)
  })

  it.each(oracle.softmax_cases.map((row) => [row.tag, row] as const))('%s', (_, row) => {
    // A soft target is a mixture of hard labels for CE and Poly-1, so the hard ones must add up to it.
    const loss = { ...ce, epsilon: [row.eps] }
    const logits = row.logits.map(Number)
    const parts = logits.map((_, label) => evaluateLoss(loss, logits, label))
    const value = parts.reduce((sum, part, k) => sum + Number(row.labels[k]) * part.value, 0)
    expectRelative(value, Number(row.L), 1e-12)
    for (const i of logits.keys()) {
      const slope = parts.reduce((sum, part, k) => sum + Number(row.labels[k]) * part.gradient[i], 0)
      expectRelative(slope, Number(row.grad_logits[i]), 1e-11)
    }
  })
})

const anyLoss: fc.Arbitrary<Loss> = fc.record({
  gamma: fc.constantFrom(0, 0.5, 1, 2, 5),
  terms: fc.constantFrom(1, 2, 3, 8, 9, 20, 600, Infinity),
  epsilon: fc.array(fc.double({ min: -2, max: 5, noNaN: true }), { maxLength: 8 }),
  labelSmoothing: fc.constantFrom(0, 0, 0.1, 0.5),
})
const logitsAndLabel = (bound: number) =>
  fc
    .array(fc.double({ min: -bound, max: bound, noNaN: true }), { minLength: 2, maxLength: 6 })
    .chain((logits) => fc.tuple(fc.constant(logits), fc.nat({ max: logits.length - 1 })))

describe('properties of the family', () => {
  it('has the gradient that central differences find', () => {
    fc.assert(
      fc.property(anyLoss, logitsAndLabel(4), (loss, [logits, label]) => {
        const { gradient } = evaluateLoss(loss, logits, label)
        const h = 1e-5
        for (const i of logits.keys()) {
          const at = (z: number) => evaluateLoss(loss, logits.with(i, z), label).value
          const slope = (at(logits[i] + h) - at(logits[i] - h)) / (2 * h)
          expect(gradient[i]).toBeCloseTo(slope, 5)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('equals the sum over its terms, α_j q^{j+γ}, where the series is finite', () => {
    fc.assert(
      fc.property(anyLoss, logitsAndLabel(3), (loss, [logits, label]) => {
        const finite = { ...loss, terms: Math.min(loss.terms, 600), labelSmoothing: 0 }
        const { value, pt } = evaluateLoss(finite, logits, label)
        let sum = 0
        for (let j = 1; j <= 600; j++) sum += alpha(finite, j) * (1 - pt) ** (j + loss.gamma)
        expect(value).toBeCloseTo(sum, 9)
      }),
    )
  })

  it('has shares that sum to 1 and agree with finite differences of each term', () => {
    fc.assert(
      fc.property(anyLoss, logitsAndLabel(3), (loss, [logits, label]) => {
        const hard = { ...loss, labelSmoothing: 0 }
        const { pt, shares } = evaluateLoss(hard, logits, label)
        const q = 1 - pt
        const slopes = Array.from({ length: 600 }, (_, i) => (i + 1 + loss.gamma) * alpha(hard, i + 1) * q ** i)
        const total = slopes.reduce((sum, slope) => sum + slope, 0)
        fc.pre(q < 0.95 && Math.abs(total) > 0.05)
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
        for (let j = 0; j < 8; j++) expect(shares[j]).toBeCloseTo(slopes[j] / total, 8)
      }),
      { numRuns: 300 },
    )
  })

  it('is CE where every ε is 0', () => {
    fc.assert(
      fc.property(logitsAndLabel(20), ([logits, label]) => {
        const zero = evaluateLoss({ ...ce, epsilon: [0, 0, 0] }, logits, label)
        const plain = evaluateLoss(ce, logits, label)
        expect(zero).toEqual(plain)
        const logSum = Math.log(logits.reduce((sum, z) => sum + Math.exp(z), 0))
        expect(plain.value).toBeCloseTo(logSum - logits[label], 12)
      }),
    )
  })

  it('tends to hard labels as label smoothing tends to 0', () => {
    fc.assert(
      fc.property(anyLoss, logitsAndLabel(4), (loss, [logits, label]) => {
        const hard = evaluateLoss({ ...loss, labelSmoothing: 0 }, logits, label)
        const soft = evaluateLoss({ ...loss, labelSmoothing: 1e-12 }, logits, label)
        expect(soft.value).toBeCloseTo(hard.value, 8)
        hard.gradient.forEach((slope, i) => expect(soft.gradient[i]).toBeCloseTo(slope, 8))
      }),
    )
  })

  it('does not care in which order the classes stand', () => {
    fc.assert(
      fc.property(anyLoss, logitsAndLabel(6), fc.nat(), (loss, [logits, label], shift) => {
        const classes = logits.length
        const moved = logits.map((_, k) => logits[(k + shift) % classes])
        const movedLabel = (((label - shift) % classes) + classes) % classes
        const one = evaluateLoss(loss, logits, label)
        const other = evaluateLoss(loss, moved, movedLabel)
        expect(other.value).toBeCloseTo(one.value, 10)
        for (const k of logits.keys()) expect(other.gradient[k]).toBeCloseTo(one.gradient[(k + shift) % classes], 10)
      }),
    )
  })

  it('is multiplied as a whole by a weight', () => {
    fc.assert(
      fc.property(anyLoss, logitsAndLabel(4), (loss, [logits, label]) => {
        const one = evaluateLoss(loss, logits, label)
        const three = evaluateLoss(loss, logits, label, 3)
        expect(three.value).toBeCloseTo(3 * one.value, 10)
        expect(three.shares).toEqual(one.shares)
        one.gradient.forEach((slope, i) => expect(three.gradient[i]).toBeCloseTo(3 * slope, 10))
      }),
    )
  })

  it('has no shares where its terms cancel, those of sizes beside which their sum is nothing', () => {
    fc.assert(
      fc.property(fc.double({ min: -10, max: -1.1, noNaN: true }), fc.double({ min: -9, max: -2, noNaN: true }), fc.boolean(), (epsilon, power, isBelow) => {
        // For Poly-1 m = p (1 + ε) + q, and its sum is 1 + εp.
        const p = -1 / epsilon + (isBelow ? -1 : 1) * 10 ** power
        const { shares } = evaluateLoss({ ...ce, epsilon: [epsilon] }, [Math.log(p / (1 - p)), 0], 0)
        const [whole, sizes] = [1 + epsilon * p, p * Math.abs(1 + epsilon) + (1 - p)]
        fc.pre(Math.abs(Math.abs(whole) / sizes / CANCELLED - 1) > 1e-6)
        const isWhole = Math.abs(whole) > CANCELLED * sizes
        expect(shares.every((share) => Number.isFinite(share) === isWhole)).toBe(true)
      }),
    )
    expect([...evaluateLoss({ ...ce, terms: 1, epsilon: [-1] }, [1, 0], 0).shares]).toEqual(Array.from({ length: 9 }, () => 0))
  })

  it('is finite at any logits up to ±1000', () => {
    fc.assert(
      fc.property(anyLoss, logitsAndLabel(1000), (loss, [logits, label]) => {
        const { value, pt, gradient, shares } = evaluateLoss(loss, logits, label)
        for (const number of [value, pt, ...gradient]) expect(Number.isFinite(number)).toBe(true)
        // Where terms cancel there are no shares; otherwise there are all.
        expect([0, shares.length]).toContain(shares.filter(Number.isNaN).length)
        for (const share of shares) expect(Math.abs(share)).not.toBe(Infinity)
      }),
      { numRuns: 500 },
    )
  })
})

describe('the far ends', () => {
  it.each(lossPresets)('$name is right at a margin of 1000', ({ loss }) => {
    const sure = evaluateLoss(loss, [1000, 0], 0)
    expect(sure.value).toBe(0)
    expect([...sure.gradient]).toEqual([-0, 0].map((zero) => expect.closeTo(zero, 300)))
    const wrong = evaluateLoss(loss, [-1000, 0], 0)
    // As P_t → 0: −log P_t → 1000, or the N-th harmonic number for L_Drop, plus the ε.
    const extra = loss.epsilon.reduce((sum, epsilon) => sum + epsilon, 0)
    expect(wrong.value).toBeCloseTo((loss.terms === Infinity ? 1000 : 1.5) + extra, 9)
    expect(wrong.gradient[0]).toBeCloseTo(loss.terms === Infinity ? -1 : 0, 12)
  })

  it('keeps its digits at a margin of 20, where 1 − P_t in float32 has none', () => {
    const q = 1 / (1 + Math.exp(20))
    expectRelative(evaluateLoss(ce, [20, 0], 0).gradient[0], -q, 1e-14)
    expectRelative(evaluateLoss(ce, [20, 0], 0).value, Math.log1p(Math.exp(-20)), 1e-14)
    expectRelative(evaluateLoss({ ...ce, terms: 600 }, [20, 0], 0).gradient[0], -q, 1e-14)
    expectRelative(evaluateLoss({ ...ce, epsilon: [-1] }, [20, 0], 0).gradient[0], -q * q, 1e-14)
  })
})

describe('at the ends of what logits can be', () => {
  const focal: Loss = { gamma: 1, terms: Infinity, epsilon: [], labelSmoothing: 0 }

  // There (1 − p)^j underflows, and −(1 − p)^γ log p with its gradient is 0 to the last digit.
  it.each([400, 500, 700, 1000])('a margin of %d is learned', (margin) => {
    const { value, gradient } = evaluateLoss(focal, [margin, 0, 0], 0)
    expect(value).toBeCloseTo(0, 15)
    for (const slope of gradient) expect(slope).toBeCloseTo(0, 15)
  })

  it('what is not a number stays that', () => {
    expect(evaluateLoss(focal, [NaN, 0, 0], 0).value).toBeNaN()
    expect(evaluateLoss({ ...focal, terms: 600 }, [NaN, 0, 0], 0).value).toBeNaN()
  })
})
