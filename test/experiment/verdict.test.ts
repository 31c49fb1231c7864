import { describe, expect, it } from 'vitest'
import { type Metric, metrics } from '../../src/experiment/metrics.ts'
import { type SweptValue, verdict } from '../../src/experiment/verdict.ts'
import { verdictText } from '../../src/experiment/verdictText.ts'

const metric = (id: string) => metrics.find((one) => one.id === id)!
const accuracy = metric('accuracy')
const confidence = metric('confidence')
const nll = metric('nll')

/** R's data set `sleep` as shares: extra hours under two drugs, a hundredth each. Its paired test is in R's help of t.test. */
const drug1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2].map((hours) => hours / 100)
const drug2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4].map((hours) => hours / 100)

const baseline = [0.8, 0.82, 0.79, 0.81, 0.8]
/** The baseline moved, with a scatter that is its own in each repeat. */
const moved = (by: number, scatter = 0.002) => baseline.map((one, i) => one + by + scatter * [1, -1, 0.5, -0.5, 0][i])
const judge = (of: Metric, values: readonly Omit<SweptValue, 'baseline'>[], from = baseline) => {
  return verdict(of, values.map((value) => ({ ...value, baseline: from })))
}
const say = (of: Metric, values: readonly Omit<SweptValue, 'baseline'>[], from = baseline) => {
  return verdictText(judge(of, values, from), 'ε₁')
}

describe('one value against the baseline', () => {
  it('is the paired t test: R’s sleep, 1.58 [0.70, 2.46], p = 0.002833', () => {
    const { comparisons, chosen } = judge(accuracy, [{ value: 2, runs: drug2 }], drug1)
    expect(chosen).toBe(comparisons[0])
    expect(chosen).toMatchObject({ n: 10, level: 0.95, outcome: 'better', adjusted: expect.closeTo(0.002833, 6) })
    expect(chosen?.interval).toEqual([expect.closeTo(0.007001142, 9), expect.closeTo(0.024598858, 9)])
    expect(say(accuracy, [{ value: 2, runs: drug2 }], drug1)).toBe('better at ε₁ = 2: +1.6 points [0.7, 2.5], p = 0.0028, 10 pairs')
  })

  it('is worse where the metric should be lower, and higher where no side is better', () => {
    expect(judge(nll, [{ value: 2, runs: drug2 }], drug1).chosen?.outcome).toBe('worse')
    expect(say(nll, [{ value: 2, runs: drug2 }], drug1)).toBe('worse at ε₁ = 2: +0.016 nats [0.007, 0.025], p = 0.0028, 10 pairs')
    expect(say(confidence, [{ value: 2, runs: drug2 }], drug1)).toMatch(/^higher at ε₁ = 2: /)
  })

  it('shows no difference where 0 is inside', () => {
    const runs = moved(-0.003, 0.008)
    // Differences −0.3 ± 0.8·(1, −1, ½, −½, 0) points: deviation √(2.5/4)·0.8 = 0.6325, t(0.975, 4) = 2.776 → ± 0.785.
    expect(say(accuracy, [{ value: 2, runs }])).toBe('no difference detected (−0.3 ± 0.8 points, 5 pairs)')
  })
})

describe('a sweep', () => {
  it('names the best value, with Holm’s correction over all', () => {
    const values = [
      { value: -1, runs: moved(-0.02) },
      { value: 2, runs: moved(0.012, 0.004) },
      { value: 4, runs: moved(0.004, 0.01) },
    ]
    const { chosen, comparisons } = judge(accuracy, values)
    expect(comparisons.map(({ outcome }) => outcome)).toEqual(['worse', 'better', 'none'])
    // The second smallest of three p values is held against α/2.
    expect(chosen).toMatchObject({ value: 2, level: 0.975, adjusted: 2 * comparisons[1].p })
    expect(say(accuracy, values)).toMatch(/^best at ε₁ = 2: \+1\.2 points \[0\.\d, \d\.\d\], p = 0\.00\d+ \(Holm, 3 comparisons\), 5 pairs$/)
  })

  it('speaks of a claimed value rather than of a higher mean that is noise', () => {
    const values = [
      { value: 1, runs: moved(0.01, 0.001) },
      { value: 2, runs: moved(0.02, 0.05) },
    ]
    expect(judge(accuracy, values).chosen).toMatchObject({ value: 1, outcome: 'better' })
  })

  it('detects no improvement where every claimed difference is for the worse, and says where', () => {
    const values = [
      { value: 1, runs: moved(0.001, 0.01) },
      { value: 6, runs: moved(-0.03) },
      { value: -2, runs: moved(-0.04) },
    ]
    expect(say(accuracy, values)).toMatch(/^no improvement detected \(best at ε₁ = 1: \+0\.1 ± .*; worse at ε₁ = 6, −2$/)
    expect(say(accuracy, values.slice(1))).toMatch(/^no value better; closest at ε₁ = 6: −3\.00 points \[−3\.20, −2\.80\]/)
  })

  it('names the other values claimed to be better', () => {
    const values = [0.005, 0.01, 0.02].map((by, i) => ({ value: i + 1, runs: moved(by) }))
    expect(say(accuracy, values)).toMatch(/^best at ε₁ = 3: .*, 5 pairs; better as well at ε₁ = 1, 2$/)
  })

  it('over data sets compares each value with the baseline on the same data', () => {
    const harder = baseline.map((one) => one - 0.3)
    const values = [
      { value: 1, baseline, runs: [...moved(0).slice(0, 4), NaN] },
      { value: 100, baseline: [NaN, ...harder.slice(1)], runs: moved(-0.28) },
    ]
    const { chosen, diverged } = verdict(accuracy, values)
    expect(chosen).toMatchObject({ value: 100, n: 4, outcome: 'better' })
    expect(diverged).toEqual([
      { isBaseline: true, value: 100, repeat: 0 },
      { isBaseline: false, value: 1, repeat: 4 },
    ])
    expect(verdictText(verdict(accuracy, values), 'Imbalance')).toMatch(
      /left out, diverged: repeat 1 of the baseline at Imbalance = 100, repeat 5 at Imbalance = 1$/,
    )
  })

  it('of mean confidence names the largest difference', () => {
    const values = [
      { value: 2, runs: moved(0.03) },
      { value: -1, runs: moved(-0.09) },
    ]
    expect(say(confidence, values)).toMatch(/^differs most at ε₁ = −1: −9\.0 points/)
  })

  it('counts a value that is the baseline itself among the comparisons, and does not speak of it', () => {
    const values = [
      { value: 0, runs: baseline },
      { value: 3, runs: moved(-0.001, 0.01) },
    ]
    const { comparisons, chosen } = judge(accuracy, values)
    expect(comparisons.map(({ outcome }) => outcome)).toEqual(['identical', 'none'])
    expect(chosen?.value).toBe(3)
    expect(say(accuracy, values.slice(0, 1))).toBe('identical to the baseline in all 5 pairs')
  })
})

describe('where little or nothing can be concluded', () => {
  it('says so with one repeat', () => {
    const values = [{ value: 1, runs: [0.78] }, { value: 2, runs: [0.812] }]
    expect(judge(accuracy, values, [0.8]).comparisons.map(({ outcome }) => outcome)).toEqual(['untested', 'untested'])
    expect(say(accuracy, values, [0.8])).toBe('nothing can be concluded from one pair (+1.2 points at ε₁ = 2, n = 1)')
  })

  it('is precise to what the interval allows', () => {
    const spread = (scatter: number) => say(accuracy, [{ value: 2, runs: moved(0.0123, scatter) }])
    expect(spread(0.02)).toBe('no difference detected (+1.2 ± 2.0 points, 5 pairs)')
    expect(spread(0.05)).toBe('no difference detected (+1 ± 5 points, 5 pairs)')
  })

  it('tests two pairs, on one degree of freedom', () => {
    expect(say(accuracy, [{ value: 2, runs: [0.81, 0.84] }], [0.8, 0.82])).toBe('no difference detected (+2 ± 6 points, 2 pairs)')
  })

  it('does not test a difference that is the same in every pair', () => {
    const values = [{ value: 1, runs: moved(0.005, 0) }, { value: 2, runs: moved(0.001, 0.02) }]
    expect(judge(accuracy, values).comparisons.map(({ outcome, adjusted }) => [outcome, adjusted])).toEqual([
      ['constant', 1],
      ['none', 1],
    ])
    expect(say(accuracy, values)).toMatch(/; the same difference in every pair, so untested, at ε₁ = 1$/)
    expect(say(accuracy, values.slice(0, 1))).toBe(
      'the same difference in all 5 pairs (+0.50 points at ε₁ = 1): without spread there is no test',
    )
  })

  it('names every run that diverged and leaves its pair out', () => {
    const [, ...rest] = moved(0.012)
    const values = [{ value: 2, runs: [NaN, ...rest] }, { value: 50, runs: baseline.map(() => NaN) }]
    const from = [...baseline.slice(0, 4), NaN]
    const { comparisons, diverged } = judge(accuracy, values, from)
    expect(comparisons.map(({ n }) => n)).toEqual([3, 0])
    expect(diverged).toHaveLength(7)
    expect(say(accuracy, values, from)).toMatch(
      /, 3 pairs; left out, diverged: repeat 5 of the baseline, repeat 1 at ε₁ = 2, repeat 1 at ε₁ = 50, repeat 2 at ε₁ = 50 and 3 more$/,
    )
  })

  it('has no pair left where all diverged', () => {
    expect(say(accuracy, [{ value: 50, runs: [NaN] }], [0.8])).toBe(
      'nothing can be concluded: no pair is left; left out, diverged: repeat 1 at ε₁ = 50',
    )
    expect(say(accuracy, [])).toBe('nothing to compare')
  })
})
