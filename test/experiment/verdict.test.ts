import { describe, expect, it } from 'vitest'
import { type Metric, metrics } from '../../src/experiment/metrics.ts'
import { type Candidate, verdict } from '../../src/experiment/verdict.ts'
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
/** Arm 1 is swept; of the others arm 2 has weights, and arm 3 is focal. */
const names = { swept: 'ε₁', arms: ['CE', null, 'CE weighted', 'Focal γ = 2'] }
type Made = Pick<Candidate, 'runs' | 'same'> & Partial<Candidate>
const judge = (of: Metric, made: readonly Made[], from = baseline, ends: readonly number[] = []) => {
  return verdict(of, made.map((one) => ({ arm: 1, value: null, baseline: from, ...one })), ends)
}
const say = (of: Metric, made: readonly Made[], from = baseline, ends: readonly number[] = []) => verdictText(judge(of, made, from, ends), names)
const values = (by: Readonly<Record<number, number>>, scatter?: number): Made[] =>
  Object.entries(by).map(([value, by]) => ({ value: Number(value), runs: moved(by, scatter) })).sort((a, b) => a.value - b.value)

describe('one value against the baseline', () => {
  it('is the paired t test: R’s sleep, 1.58 [0.70, 2.46], p = 0.002833', () => {
    const { comparisons } = judge(accuracy, [{ value: 2, runs: drug2 }], drug1)
    expect(comparisons).toMatchObject([{ n: 10, level: 0.95, outcome: 'better', adjusted: expect.closeTo(0.002833, 6) }])
    expect(comparisons[0].interval).toEqual([expect.closeTo(0.007001142, 9), expect.closeTo(0.024598858, 9)])
    expect(say(accuracy, [{ value: 2, runs: drug2 }], drug1)).toBe('better at ε₁ = 2: +1.6 points [0.7, 2.5], p = 0.0028, 10 pairs')
  })

  it('is worse where the metric should be lower, and higher where no side is better', () => {
    expect(say(nll, [{ value: 2, runs: drug2 }], drug1)).toBe('worse at ε₁ = 2: +0.016 nats [0.007, 0.025], p = 0.0028, 10 pairs')
    expect(say(confidence, [{ value: 2, runs: drug2 }], drug1)).toMatch(/^higher at ε₁ = 2: /)
  })

  it('shows no difference where 0 is inside', () => {
    // Differences −0.3 ± 0.8·(1, −1, ½, −½, 0) points: deviation √(2.5/4)·0.8 = 0.6325, t(0.975, 4) = 2.776 → ± 0.785.
    expect(say(accuracy, [{ value: 2, runs: moved(-0.003, 0.008) }])).toBe('no difference detected (−0.3 ± 0.8 points, 5 pairs)')
  })
})

describe('gains and harms', () => {
  it('names the best value, with Holm’s correction over all, and harms as plainly', () => {
    const made = [...values({ [-1]: -0.02 }), { value: 2, runs: moved(0.012, 0.004) }, { value: 4, runs: moved(0.004, 0.01) }]
    const { comparisons } = judge(accuracy, made)
    expect(comparisons.map(({ outcome }) => outcome)).toEqual(['worse', 'better', 'none'])
    // The second smallest of three p values is held against α/2.
    expect(comparisons[1]).toMatchObject({ value: 2, level: 0.975, adjusted: 2 * comparisons[1].p })
    expect(say(accuracy, made)).toMatch(
      /^best at ε₁ = 2: \+1\.2 points \[0\.\d, \d\.\d\], p = 0\.00\d+ \(Holm, 3 comparisons\), 5 pairs; worse at ε₁ = −1: −2\.0 points \[−2\.\d, −1\.\d\], p < 0\.001; no difference detected at ε₁ = 4$/,
    )
  })

  it('says harms where there is no gain, how bad the worst is, and how far they go', () => {
    expect(say(nll, values({ [-2]: 0.0001, 1: 0.02, 2: 0.03, 3: 0.04, 6: 0.1 }))).toMatch(
      /^no gain detected; worse at ε₁ = 1…6, most at ε₁ = 6: \+0\.100 nats \[0\.\d+, 0\.\d+\], p < 0\.001 \(Holm, 5 comparisons\), 5 pairs; no difference detected at ε₁ = −2$/,
    )
  })

  it('says harms of a metric that should be higher, and of one value', () => {
    expect(say(accuracy, values({ 1: 0.0001, 6: -0.03 }))).toMatch(/^no gain detected; worse at ε₁ = 6: −3\.\d+ points \[.*\], p .* \(Holm, 2 comparisons\), 5 pairs; no difference detected at ε₁ = 1$/)
  })

  it('speaks of a claimed value rather than of a higher mean that is noise', () => {
    expect(say(accuracy, [{ value: 1, runs: moved(0.01, 0.001) }, { value: 2, runs: moved(0.02, 0.05) }])).toMatch(
      /^best at ε₁ = 1: .*; no difference detected at ε₁ = 2$/,
    )
  })

  it('names the other values claimed to be better, and breaks rows where a value between is not', () => {
    expect(say(accuracy, values({ 1: 0.005, 2: 0.01, 3: 0.02 }))).toMatch(/^best at ε₁ = 3: .*, 5 pairs; better as well at ε₁ = 1, 2$/)
    const broken = [...values({ 1: 0.01, 2: 0.01, 3: 0.01, 5: 0.01, 6: 0.02 }), { value: 0, runs: baseline, same: 'baseline' as const }, { value: 4, runs: moved(0, 0.05) }]
    expect(say(accuracy, broken)).toMatch(/better as well at ε₁ = 1…3, 5; no difference detected at ε₁ = 4$/)
  })

  it('of mean confidence names the largest difference, and what goes up and down beside', () => {
    expect(say(confidence, values({ [-2]: -0.02, [-1]: -0.09, 2: 0.03, 3: 0.04 }))).toMatch(
      /^differs most at ε₁ = −1: −9\.0 points.*; higher at ε₁ = 2, 3; lower as well at ε₁ = −2$/,
    )
  })
})

describe('ties', () => {
  it('call nothing best, and say what could have been missed', () => {
    const text = say(accuracy, values({ 1: 0.001, 2: -0.003, 3: 0.0005 }, 0.01))
    expect(text).toMatch(/^no difference detected in 3 comparisons \(−0\.3 to \+0\.1 points, up to ± 1\.\d, 5 pairs\)$/)
    expect(text).not.toMatch(/best|closest|largest/)
  })

  it('are precise to what the interval allows, without a signed nothing', () => {
    expect(say(accuracy, [{ value: 2, runs: moved(0.0123, 0.02) }])).toBe('no difference detected (+1.2 ± 2.0 points, 5 pairs)')
    expect(say(accuracy, [{ value: 2, runs: moved(0.0123, 0.05) }])).toBe('no difference detected (+1 ± 5 points, 5 pairs)')
    expect(say(accuracy, [{ value: 2, runs: moved(0.0003, 0.03) }])).toBe('no difference detected (0 ± 3 points, 5 pairs)')
  })
})

describe('what is compared', () => {
  it('is every arm, in one family: the best of all is named whatever it is', () => {
    const made = [...values({ [-1]: 0.01, 2: 0.0001 }), { arm: 2, runs: moved(0.37) }, { arm: 3, runs: moved(-0.05) }]
    expect(judge(accuracy, made).comparisons.map(({ arm, value }) => [arm, value])).toEqual([[1, -1], [1, 2], [2, null], [3, null]])
    expect(say(accuracy, made)).toMatch(
      /^best with CE weighted: \+37\.0 points \[36\.\d, 37\.\d\], p < 0\.001 \(Holm, 4 comparisons\), 5 pairs; better as well at ε₁ = −1; worse with Focal γ = 2: −5\.0 points .*; no difference detected at ε₁ = 2$/,
    )
    expect(say(nll, made)).toMatch(/^best with Focal γ = 2: −0\.050 nats .*; worse at ε₁ = −1 and with CE weighted, most with CE weighted: \+0\.370 nats/)
  })

  it('is not what is the baseline itself, nor a thing twice: neither counts in Holm’s m', () => {
    const made: Made[] = [
      { value: 0, runs: baseline, same: 'baseline' },
      { value: -1, runs: moved(0.01) },
      { arm: 3, runs: moved(0.01), same: { arm: 1, value: -1 } },
      { value: 3, runs: moved(-0.001, 0.01) },
    ]
    const { comparisons, twins } = judge(accuracy, made)
    expect(comparisons.map(({ value }) => value)).toEqual([-1, 3])
    expect(comparisons[0].level).toBe(0.975)
    expect(twins).toEqual([{ arm: 1, value: 0, same: 'baseline' }, { arm: 3, value: null, same: { arm: 1, value: -1 } }])
    expect(say(accuracy, made)).toContain('(Holm, 2 comparisons)')
    expect(say(accuracy, made.slice(0, 1))).toBe('nothing to compare: all values are the baseline itself')
    expect(say(accuracy, [])).toBe('nothing to compare')
  })

  it('that has the baseline’s numbers by other settings is identical', () => {
    expect(say(accuracy, [{ value: 0, runs: baseline }])).toBe('identical to the baseline in all 5 pairs')
    expect(say(accuracy, [{ arm: 2, runs: baseline }, ...values({ 2: 0.01 })])).toMatch(/^best at ε₁ = 2: .*; identical to the baseline with CE weighted$/)
  })

  it('over data sets is each arm on the data of its value', () => {
    const harder = baseline.map((one) => one - 0.3)
    const made = [
      { value: 1, baseline, runs: [...moved(0).slice(0, 4), NaN] },
      { value: 100, baseline: [NaN, ...harder.slice(1)], runs: moved(-0.28) },
    ].map((one) => ({ arm: 2, ...one }))
    const found = judge(accuracy, made)
    expect(found.comparisons[1]).toMatchObject({ value: 100, n: 4, outcome: 'better' })
    expect(found.diverged).toEqual([
      { isBaseline: true, arm: 0, value: 100, repeat: 0 },
      { isBaseline: false, arm: 2, value: 1, repeat: 4 },
    ])
    expect(verdictText(found, { ...names, swept: 'class imbalance' })).toMatch(
      /^best with CE weighted at class imbalance = 100: .*; left out, diverged: repeat 1 of the baseline at class imbalance = 100, repeat 5 with CE weighted at class imbalance = 1$/,
    )
  })
})

describe('the edge of the range', () => {
  const better = values({ [-2]: 0.03, [-1]: 0.02, 1: 0.01 })

  it('is said where the best value stands there', () => {
    expect(say(accuracy, better, baseline, [-2, 1])).toMatch(/; ε₁ = −2 is the best of the range and its edge: nothing beyond −2 was tried$/)
    expect(judge(nll, better, baseline, [-2, 1]).edge).toBeNull()
    expect(judge(nll, values({ 1: -0.01, 2: -0.02 }), baseline, [1, 2]).edge).toEqual({ value: 2, isBaseline: false })
  })

  it('also where an arm that is not swept is best of all', () => {
    expect(say(accuracy, [...better, { arm: 2, runs: moved(0.3) }], baseline, [-2, 1])).toMatch(/^best with CE weighted.*; ε₁ = −2 is the best of the range and its edge/)
  })

  it('also where it is the baseline itself, and what was tried is worse', () => {
    const harms: Made[] = [{ value: 0, runs: baseline, same: 'baseline' }, ...values({ 1: -0.01, 2: -0.02 })]
    expect(say(accuracy, harms, baseline, [0, 2])).toMatch(/; ε₁ = 0, the baseline, is the best of the range and its edge: nothing beyond 0 was tried$/)
  })

  it('is not said of one within, of no difference, where no side is better, or where the number ends', () => {
    expect(judge(accuracy, values({ [-2]: 0.01, [-1]: 0.02, 1: 0.01 }), baseline, [-2, 1]).edge).toBeNull()
    expect(judge(accuracy, values({ [-2]: 0.003, 1: 0.001 }, 0.01), baseline, [-2, 1]).edge).toBeNull()
    expect(judge(confidence, better, baseline, [-2, 1]).edge).toBeNull()
    expect(judge(accuracy, better, baseline, [1]).edge).toBeNull()
  })
})

describe('where little or nothing can be concluded', () => {
  it('says so with one repeat', () => {
    const made = [{ value: 1, runs: [0.78] }, { value: 2, runs: [0.812] }]
    expect(judge(accuracy, made, [0.8]).comparisons.map(({ outcome }) => outcome)).toEqual(['untested', 'untested'])
    expect(say(accuracy, made, [0.8])).toBe('nothing can be concluded from one pair (−2.0 to +1.2 points, n = 1)')
    expect(say(accuracy, made.slice(1), [0.8])).toBe('nothing can be concluded from one pair (+1.2 points at ε₁ = 2, n = 1)')
    expect(judge(accuracy, made, [0.8], [1, 2]).edge).toBeNull()
  })

  it('tests two pairs, on one degree of freedom', () => {
    expect(say(accuracy, [{ value: 2, runs: [0.81, 0.84] }], [0.8, 0.82])).toBe('no difference detected (+2 ± 6 points, 2 pairs)')
  })

  it('does not test a difference that is the same in every pair', () => {
    const made = [{ value: 1, runs: moved(0.005, 0) }, { value: 2, runs: moved(0.001, 0.02) }]
    expect(judge(accuracy, made).comparisons.map(({ outcome, adjusted }) => [outcome, adjusted])).toEqual([
      ['constant', 1],
      ['none', 1],
    ])
    expect(say(accuracy, made)).toMatch(/^no difference detected at ε₁ = 2 .*; the same difference in every pair, so untested, at ε₁ = 1$/)
    expect(say(accuracy, made.slice(0, 1))).toBe(
      'the same difference in all 5 pairs (+0.50 points at ε₁ = 1): without spread there is no test',
    )
  })

  it('names every run that diverged and leaves its pair out', () => {
    const [, ...rest] = moved(0.012)
    const made = [{ value: 2, runs: [NaN, ...rest] }, { value: 50, runs: baseline.map(() => NaN) }, { arm: 2, runs: moved(0.02) }]
    const from = [...baseline.slice(0, 4), NaN]
    const { comparisons, diverged } = judge(accuracy, made, from)
    expect(comparisons.map(({ n }) => n)).toEqual([3, 0, 4])
    expect(diverged).toHaveLength(7)
    expect(say(accuracy, made, from)).toMatch(
      /^best with CE weighted: .*, 4 pairs; better as well at ε₁ = 2; left out, diverged: repeat 5 of the baseline, repeat 1 at ε₁ = 2, repeat 1 at ε₁ = 50, repeat 2 at ε₁ = 50 and 3 more$/,
    )
    expect(say(accuracy, [{ arm: 2, runs: [NaN, ...rest] }])).toMatch(/; left out, diverged: repeat 1 with CE weighted$/)
  })

  it('has no pair left where all diverged', () => {
    expect(say(accuracy, [{ value: 50, runs: [NaN] }], [0.8])).toBe(
      'nothing can be concluded: no pair is left; left out, diverged: repeat 1 at ε₁ = 50',
    )
  })
})
