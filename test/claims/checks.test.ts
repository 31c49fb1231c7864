import { describe, expect, it } from 'vitest'
import type { RunPoint } from '../../src/experiment/columns.ts'
import { type Metrics, metrics } from '../../src/experiment/metrics.ts'
import { byRepeat, inEveryRepeat, isBetter, isLower, noDifference, type Read, rises } from './checks.ts'
import { pointsOf } from './points.ts'

/** Runs of which only the accuracy on test data is known: [arm][repeat], or more steps of them. */
function points(...arms: readonly (readonly number[])[]): { runs: RunPoint[] } {
  return { runs: arms.flatMap((repeats, arm) => repeats.map((accuracy, repeat) => point(arm, repeat, 10, accuracy))) }
}

function point(arm: number, repeat: number, step: number, accuracy: number): RunPoint {
  const split = { ...(Object.fromEntries(metrics.map(({ id }) => [id, NaN])) as Metrics), accuracy }
  return { arm, repeat, step, value: null, second: null, train: split, test: split }
}

const accuracy = (arm: number) => ({ of: 'runs', arm, measure: 'accuracy' }) as const
const both = (read: Read) => ({ first: read(accuracy(0)), second: read(accuracy(1)) })
const compared = { of: 'runs', arms: { one: { arm: 1 } }, measure: 'accuracy' } as const

describe('a statement about every repeat', () => {
  const check = inEveryRepeat('', '', both, rises)

  it.each([
    [[0.1, 0.2], [0.2, 0.3], 'holds', '2 of 2'],
    [[0.1, 0.3], [0.5, 0.2], 'undecided', '1 of 2'],
    [[0.1, 0.9], [0.2, 0.3], 'does not hold', '1 of 2'],
    [[0.1, 0.2], [0.2, NaN], 'does not hold', '1 of 2'],
  ])('%j and %j: %s', (first, second, verdict, count) => {
    const found = check.judge(points(first, second))
    expect(found.verdict).toBe(verdict)
    expect(found.numbers).toContain(`(${count} repeats)`)
  })

  it('reads the first step, the last, or the highest of all', () => {
    const course = { runs: [point(0, 0, 0, 0.1), point(0, 0, 5, 0.9), point(0, 0, 10, 0.4)] }
    const at = (at: 'start' | 'end' | 'highest') => byRepeat(course, { ...accuracy(0), at })
    expect([at('start'), at('highest'), at('end')]).toEqual([[0.1], [0.9], [0.4]])
  })
})

// Differences 1, 2, 3, 4: mean 2.5, error 0.645, t(0.975; 3) = 3.182 (tables of Student's t), so 0.446 to 4.554.
const baseline = [0.51, 0.52, 0.5, 0.5]
const above = [0.52, 0.54, 0.53, 0.54]

describe('a comparison in pairs', () => {
  it.each([
    [above, 'holds'],
    [[0.5, 0.5, 0.47, 0.46], 'does not hold'],
    [[0.5, 0.55, 0.49, 0.52], 'undecided'],
    [[0.52, 0.54, 0.53, NaN], 'does not hold'],
  ])('%j: better %s', (runs, verdict) => expect(isBetter('', '', compared).judge(points(baseline, runs)).verdict).toBe(verdict))

  it('says its interval', () => {
    expect(isBetter('', '', compared).judge(points(baseline, above)).numbers).toBe(
      'CE 50.8; against it one 2.5 [0.4, 4.6] points, 4 pairs',
    )
  })

  it('finds no difference only where the interval is narrow', () => {
    const verdictOf = (runs: readonly number[], margin: number) => noDifference('', '', compared, margin).judge(points(baseline, runs)).verdict
    const near = [0.52, 0.51, 0.51, 0.49]
    expect([verdictOf(near, 0.02), verdictOf(near, 0.005), verdictOf(above, 0.5)]).toEqual(['holds', 'undecided', 'does not hold'])
    expect(noDifference('', '', compared, 0.5).judge(points([0.5], [0.5])).verdict).toBe('undecided')
  })

  it('knows the lower of two', () => {
    const check = isLower('', '', both)
    expect(check.judge(points(baseline, above)).verdict).toBe('holds')
    expect(check.judge(points(above, baseline)).verdict).toBe('does not hold')
    expect(check.judge(points(baseline, [0.5, 0.55, 0.49, 0.52])).verdict).toBe('undecided')
  })
})

it('takes what the command line wrote: repeats from 1, missing numbers, all terms', () => {
  const [read] = pointsOf([{ arm: 1, repeat: 3, swept: 'all', swept2: null, step: 7, test_accuracy: 0.5, test_nll: null }])
  expect(read).toMatchObject({ arm: 1, repeat: 2, value: Infinity, second: null, step: 7, test: { accuracy: 0.5, nll: NaN } })
})
