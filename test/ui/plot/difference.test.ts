import { expect, test } from 'vitest'
import { defaultExperiment } from '../../../src/experiment/index.ts'
import { measurementLayout, type Scalar, SPLITS } from '../../../src/experiment/layout.ts'
import { History } from '../../../src/store/history.ts'
import { Curves } from '../../../src/ui/plot/curves.ts'
import { plainDifference, pointsDifference } from '../../../src/ui/plot/difference.ts'

const layout = measurementLayout(2)
const [ARMS, REPEATS] = [3, 4]

/** NLL of each run, arms by repeats; numbers that float32 holds exactly. */
const NLL = [
  [0.5, 0.75, 1, 1.25],
  [0.625, 0.5, 1.5, 1.25],
  [0.25, 0.5, 0.75, NaN],
]

function curvesOf(metric: Scalar, values: readonly (readonly number[])[]): Curves {
  const all = new Float32Array(SPLITS.length * ARMS * REPEATS * layout.size)
  values.flat().forEach((value, run) => {
    all[(ARMS * REPEATS + run) * layout.size + layout.at[metric]] = value
  })
  const history = new History(ARMS * REPEATS, 2)
  history.append({ step: 0, settings: defaultExperiment, pictures: { repeat: 0 }, measurements: all })
  const curves = new Curves(history, { split: 'test', metric, index: 0 }, REPEATS, 'difference')
  curves.update()
  return curves
}

test('an arm minus the baseline is taken repeat by repeat, then its mean and range', () => {
  const { arms } = curvesOf('nll', NLL)
  // By hand: 0.125, −0.25, 0.5, 0. Unpaired, the range would be −0.75…1.
  expect(arms[1]).toEqual({ mean: [0.09375], low: [-0.25], high: [0.5] })
  expect(arms[0]).toEqual({ mean: [0], low: [0], high: [0] })
  // A diverged repeat has no difference.
  expect(arms[2]).toEqual({ mean: [NaN], low: [NaN], high: [NaN] })
})

test('the mean of paired differences is the difference of means, in float64', () => {
  const accuracies = Array.from({ length: ARMS }, (_, arm) =>
    Array.from({ length: REPEATS }, (_, repeat) => Math.fround(0.6 + 0.03 * arm - 0.017 * repeat + 0.011 * arm * repeat)),
  )
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  curvesOf('accuracy', accuracies).arms.forEach((curve, arm) => {
    expect(curve.mean[0]).toBeCloseTo(mean(accuracies[arm]) - mean(accuracies[0]), 14)
    const pairs = accuracies[arm].map((value, repeat) => value - accuracies[0][repeat])
    expect([curve.low[0], curve.high[0]]).toEqual([Math.min(...pairs), Math.max(...pairs)])
  })
})

test('differences are written with their sign, those of shares in percentage points', () => {
  const points = pointsDifference('accuracy')
  expect([0.0125, -0.0125, 0, NaN].map(points.format)).toEqual(['+1.3 pp', '−1.3 pp', '0.0 pp', '–'])
  expect([-0.02, 0, 0.005].map(points.tick)).toEqual(['−2', '0', '0.5'])
  const nats = plainDifference('NLL', 'nats', { least: 0.05, most: 4 })
  expect(nats.format(0.0351)).toBe('+0.035')
  expect(nats.yName).toBe("NLL − baseline's, nats")
})

test('the axis of a difference holds zero, is never narrower than its least, and does not follow what diverged', () => {
  const { yAxis } = plainDifference('NLL', 'nats', { least: 0.05, most: 4 })
  const curve = (low: number, high: number) => ({ mean: [0], low: [low], high: [high] })
  const axis = (low: number, high: number) => yAxis([curve(low, high)])
  expect(axis(0, 0)).toEqual({ domain: [-0.06, 0.06], ticks: [-0.06, -0.04, -0.02, 0, 0.02, 0.04, 0.06] })
  expect(axis(0.2, 0.3).domain[0]).toBeLessThanOrEqual(-0.05)
  expect(axis(0.2, 0.3).domain[1]).toBeGreaterThanOrEqual(0.3)
  expect(axis(-1e9, 1e9).domain).toEqual([-4, 4])
  expect(axis(NaN, NaN).ticks).toContain(0)
})
