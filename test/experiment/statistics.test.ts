import cdf from '@stdlib/stats-base-dists-t-cdf'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ALPHA, holm, interval, meanOf, pairedDifference } from '../../src/experiment/statistics.ts'

/** R's data set `sleep`: extra hours of ten patients under two drugs (Student, Biometrika 6, 1908). */
const drug1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]
const drug2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

/** Where a test prints so many digits. */
const near = (value: number, digits: number) => expect.closeTo(value, digits)

describe('the mean over repeats', () => {
  it('is R’s t.test(extra[group == 2]): t = 3.6799, p = 0.005076, 95% from 0.8976775 to 3.7623225', () => {
    const mean = meanOf(drug2)
    expect(mean).toEqual({ n: 10, mean: near(2.33, 12), error: expect.any(Number), diverged: [] })
    expect(mean.mean / mean.error).toBeCloseTo(3.6799, 4)
    expect(2 * cdf(-mean.mean / mean.error, 9)).toBeCloseTo(0.005076, 6)
    expect(interval(mean)).toEqual([near(0.8976775, 7), near(3.7623225, 7)])
  })

  it.each([
    [2, 0.95, 12.706],
    [3, 0.95, 4.303],
    [5, 0.95, 2.776],
    [5, 0.99, 4.604],
    [10, 0.9, 1.833],
    [31, 0.95, 2.042],
  ])('of %i repeats at level %f reaches t = %f errors to either side (NIST/SEMATECH e-Handbook, table of the t distribution)', (n, level, t) => {
    const [low, high] = interval({ n, mean: 7, error: 2, diverged: [] }, level)!
    expect((high - 7) / 2).toBeCloseTo(t, 3)
    expect((7 - low) / 2).toBeCloseTo(t, 3)
  })

  it('of one repeat has no interval, of none no value', () => {
    expect(meanOf([3])).toEqual({ n: 1, mean: 3, error: NaN, diverged: [] })
    expect(interval(meanOf([3]))).toBeNull()
    expect(meanOf([NaN])).toEqual({ n: 0, mean: NaN, error: NaN, diverged: [0] })
    expect(interval(meanOf([]))).toBeNull()
  })

  it('of equal repeats has an interval without width, though float32 rounds them', () => {
    const mean = meanOf([0.9, Math.fround(0.9), 0.9])
    expect(mean.error).toBe(0)
    expect(interval(mean)).toEqual([mean.mean, mean.mean])
  })

  it('leaves a diverged repeat out, by name', () => {
    expect(meanOf([1, Infinity, 3, NaN])).toMatchObject({ n: 2, mean: 2, diverged: [1, 3] })
  })
})

describe('the paired difference', () => {
  it('is R’s t.test(extra ~ group, paired): t = −4.0621, p = 0.002833, 95% from −2.4598858 to −0.7001142', () => {
    const difference = pairedDifference(drug1, drug2)
    expect(difference).toMatchObject({ n: 10, mean: near(-1.58, 12), diverged: [] })
    expect(difference.mean / difference.error).toBeCloseTo(-4.0621, 4)
    expect(difference.p).toBeCloseTo(0.002833, 6)
    expect(interval(difference)).toEqual([near(-2.4598858, 7), near(-0.7001142, 7)])
  })

  it('of two pairs has one degree of freedom, where p = 1 − 2·arctan(t)/π (the Cauchy distribution)', () => {
    const difference = pairedDifference([3, 5], [1, 2])
    expect(difference).toMatchObject({ n: 2, mean: 2.5, error: 0.5 })
    expect(difference.p).toBeCloseTo(1 - (2 * Math.atan(5)) / Math.PI, 12)
    expect(interval(difference)).toEqual([near(2.5 - 12.7062 / 2, 4), near(2.5 + 12.7062 / 2, 4)])
  })

  it('of one pair is a number without a test', () => {
    expect(pairedDifference([3], [1])).toEqual({ n: 1, mean: 2, error: NaN, p: NaN, diverged: [] })
    expect(pairedDifference([], [])).toMatchObject({ n: 0, p: NaN })
  })

  it('that is the same in every pair has no test, even where rounding makes it vary', () => {
    const accuracy = [0.9, 0.1, 0.4].map(Math.fround)
    const better = [0.91, 0.11, 0.41].map(Math.fround)
    expect(new Set(accuracy.map((value, i) => better[i] - value)).size).toBeGreaterThan(1)
    expect(pairedDifference(better, accuracy)).toMatchObject({ n: 3, mean: near(0.01, 6), error: 0, p: NaN })
  })

  it('of equal runs is 0, with p = 1', () => {
    expect(pairedDifference(drug1, drug1)).toEqual({ n: 10, mean: 0, error: 0, p: 1, diverged: [] })
  })

  it('leaves out the pair of a diverged run, whichever of both it is', () => {
    const with3 = pairedDifference([1, NaN, 4, 6, 9], [1, 1, Infinity, 2, 3])
    expect(with3).toEqual({ ...pairedDifference([1, 6, 9], [1, 2, 3]), diverged: [1, 2] })
    expect(pairedDifference([1, 2, 3], [1, 1])).toMatchObject({ n: 2, diverged: [2] })
  })
})

describe('Holm’s correction', () => {
  it.each([
    ['pingouin’s documentation of holm', [0.5, 0.003, 0.32, 0.054, 0.0003], [0.64, 0.012, 0.64, 0.162, 0.0015]],
    ['stdlib’s documentation of padjust', [0.319, 0.201, 0.4, 0.374, 0.113], [0.957, 0.804, 0.957, 0.957, 0.565]],
    ['one comparison', [0.04], [0.04]],
  ])('adjusts as in %s', (_, p, adjusted) => {
    expect(holm(p).map((step) => step.adjusted)).toEqual(adjusted.map((value) => near(value, 9)))
  })

  it('steps down as in Wikipedia’s example: H₄ and H₁ are rejected at α/4 and α/3, then it stops at α/2', () => {
    const steps = holm([0.01, 0.04, 0.03, 0.005])
    expect(steps.map(({ adjusted }) => adjusted <= ALPHA)).toEqual([true, false, false, true])
    expect(steps.map(({ level }) => level)).toEqual([1 - 0.05 / 3, 0.975, 0.975, 0.9875].map((level) => near(level, 12)))
  })

  it('gives intervals that exclude 0 exactly where a difference is claimed', () => {
    // Hundredths, no two alike: what does not scatter has no interval.
    const sample = fc.uniqueArray(fc.integer({ min: -300, max: 300 }), { minLength: 3, maxLength: 6 })
    const shifted = fc.tuple(sample, fc.constantFrom(0, 1, 5)).map(([values, shift]) => values.map((value) => value / 100 + shift))
    fc.assert(
      fc.property(fc.array(shifted, { minLength: 1, maxLength: 8 }), (samples) => {
        const differences = samples.map((values) => pairedDifference(values, values.map(() => 0)))
        const steps = holm(differences.map(({ p }) => p))
        steps.forEach(({ adjusted, level }, i) => {
          const [low, high] = interval(differences[i], level)!
          expect(low > 0 || high < 0).toBe(adjusted <= ALPHA)
        })
      }),
      { numRuns: 50 },
    )
  })
})
