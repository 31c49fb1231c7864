import { expect, test } from 'vitest'
import type { RunRecord } from '../../src/experiment/columns.ts'
import type { Metrics } from '../../src/experiment/metrics.ts'
import { type Experiment, type Sweep, planOf } from '../../src/experiment/index.ts'
import { decodeLink } from '../../src/experiment/link.ts'
import { judged } from '../../src/experiment/metrics.ts'
import { sweepableOf, sweepValues } from '../../src/experiment/sweep.ts'
import { settledAxis } from '../../src/ui/plot/axis.ts'
import { metricAxis } from '../../src/ui/sweep/metricAxis.ts'
import { answerOf, comparedArms, heatOf, plannedValues, shownRow, stepsOf, stripOf, type Swept } from '../../src/ui/sweep/strip.ts'
import { armAt } from '../../src/ui/sweep/takeValue.ts'
import { timeLeft } from '../../src/ui/sweep/timeLeft.ts'
import { readTypedList, writeTypedList } from '../../src/experiment/typed.ts'
import { lacksLogarithm } from '../../src/ui/sweep/lacksLogarithm.ts'
import { valueAxis } from '../../src/ui/sweep/valueAxis.ts'
import { spreadText, stepsText } from '../../src/ui/sweep/words.ts'

const [accuracy] = judged

function withSweep(link: string): Experiment & { readonly sweep: Sweep } {
  const { experiment } = decodeLink(link)
  if (!experiment.sweep) throw new Error('the link has no sweep')
  return { ...experiment, sweep: experiment.sweep }
}

/** A sweep all of whose runs have an accuracy, with its plan. */
function swept(link: string, accuracyOf: (arm: number, value: number | null, second: number | null, repeat: number) => number, step = 500): Swept {
  const experiment = withSweep(link)
  const plan = planOf(experiment)
  if (!plan) throw new Error('no plan')
  const records = plan.groups.flatMap(({ data, arms }) =>
    arms.flatMap(({ of, arm, optimizer, value, second }) =>
      Array.from({ length: plan.repeats }, (_, repeat): RunRecord => {
        const test = { accuracy: accuracyOf(of, value, second, repeat) } as Metrics
        const settings = { ...experiment, data, optimizer, arm }
        return { arm: of, repeat, value, second, step, train: test, test, outcome: 'finished', settings }
      }),
    ),
  )
  return { experiment, plan, records }
}

test('an arm’s number: one line of the swept arm, levels of the others; means and t intervals', () => {
  const sweep = swept('v=1&arms=3&sweep=eps1:0,2&sweep.repeats=3', (arm, value, _, repeat) => arm / 2 + (value ?? 0) / 10 + repeat / 100)
  const strip = stripOf(sweep, accuracy, null)
  expect(strip.values).toEqual([0, 2])
  expect(strip.lines.map(({ arm, points }) => [arm, points.map(({ value }) => value)])).toEqual([[1, [0, 2]]])
  expect(strip.levels.map(({ arm }) => arm)).toEqual([0, 2])
  const [, point] = strip.lines[0].points
  expect(point.runs).toEqual([0.7, 0.71, 0.72])
  // t(0.975; 2) = 4.302653 (R: qt(0.975, 2)); the standard error of 0.70, 0.71, 0.72 is 0.01/√3.
  expect(point.interval?.[0]).toBeCloseTo(0.71 - (4.302653 * 0.01) / Math.sqrt(3), 6)
  expect(point.interval?.[1]).toBeCloseTo(0.71 + (4.302653 * 0.01) / Math.sqrt(3), 6)
  expect(spreadText(accuracy, point)).toBe('71.0% [68.5, 73.5], n = 3')
  expect(comparedArms(sweep.experiment)).toEqual([1])
})

test('a number of the data: a line for each arm, all compared with the baseline', () => {
  const sweep = swept('v=1&arms=3&sweep=labelnoise:0,0.2,0.4&sweep.repeats=2', (arm, value) => arm + (value ?? 0))
  const strip = stripOf(sweep, accuracy, null)
  expect(strip.lines.map(({ arm, points }) => [arm, points.map(({ mean }) => mean.mean)])).toEqual([
    [0, [0, 0.2, 0.4]],
    [1, [1, 1.2, 1.4]],
    [2, [2, 2.2, 2.4]],
  ])
  expect(strip.levels).toEqual([])
  expect(comparedArms(sweep.experiment)).toEqual([1, 2])
})

test('one repeat says n = 1, and a run that diverged is named and left out', () => {
  const one = swept('v=1&sweep=eps1:0,2&sweep.repeats=1', () => 0.5)
  expect(spreadText(accuracy, stripOf(one, accuracy, null).levels[0])).toBe('50.0%, n = 1')
  const sweep = swept('v=1&sweep=eps1:0,2&sweep.repeats=3', (_, value, __, repeat) => (value === 2 && repeat === 1 ? NaN : 0.5 + repeat / 10))
  const [, point] = stripOf(sweep, accuracy, null).lines[0].points
  expect(point.mean).toMatchObject({ n: 2, mean: 0.6, diverged: [1] })
  expect(spreadText(accuracy, point)).toMatch(/, n = 2, diverged: repeat 2$/)
})

test('a value that has not got as far as the baseline is shown and not judged', () => {
  const whole = swept('v=1&sweep=eps1:1,2&sweep.repeats=2', (_, value) => value ?? 0.5)
  const part = { ...whole, records: whole.records.map((record) => (record.value === 2 ? { ...record, step: 150 } : record)) }
  expect(answerOf(part, accuracy, null).comparisons.map(({ value }) => value)).toEqual([1])
  expect(answerOf(whole, accuracy, null).comparisons.map(({ value }) => value)).toEqual([1, 2])
  expect(stepsOf(stripOf(part, accuracy, null))).toEqual([150, 500])
  expect(stepsText([150, 500], 500)).toBe('at steps 150–500 of 500')
  expect(stepsText([150, 150], 500)).toBe('at step 150 of 500')
  expect(stepsText([500, 500], 500)).toBe('')
})

test('two numbers: cells by both, and a strip for each value of the second', () => {
  const sweep = swept('v=1&sweep=eps1:0,2&sweep2=gamma:0,1&sweep.repeats=2', (_, value, second) => (value ?? 0) + (second ?? 0) / 10)
  expect(plannedValues(sweep.plan, 'second')).toEqual([0, 1])
  expect(shownRow(sweep.plan, 1)).toBe(1)
  expect(shownRow(sweep.plan, 7)).toBe(0)
  expect(heatOf(sweep, accuracy, 1).cells.map((row) => row.map((cell) => cell?.mean.mean))).toEqual([[0, 2], [0.1, 2.1]])
  expect(heatOf(sweep, accuracy, 0).cells.flat()).toEqual([null, null, null, null])
  expect(stripOf(sweep, accuracy, 1).lines[0].points.map(({ mean }) => mean.mean)).toEqual([0.1, 2.1])
  expect(answerOf(sweep, accuracy, 1).comparisons.map(({ mean }) => mean)).toEqual([0.1, 2.1])
})

test('an arm’s number by one of the data: arms that are not swept stand for a whole row', () => {
  const sweep = swept('v=1&sweep=eps1:0,2&sweep2=labelnoise:0,0.4&sweep.repeats=2', (arm, value, second) => arm * (value ?? 0) + (second ?? 0))
  expect(heatOf(sweep, accuracy, 0).cells.map((row) => row.map((cell) => cell?.mean.mean))).toEqual([[0, 0], [0.4, 0.4]])
  expect(answerOf(sweep, accuracy, 0.4).comparisons.map(({ value, mean }) => [value, mean])).toEqual([[2, 2]])
  const turned = swept('v=1&sweep=labelnoise:0,0.4&sweep2=eps1:0,2&sweep.repeats=2', (arm, value, second) => arm * (second ?? 0) + (value ?? 0))
  expect(heatOf(turned, accuracy, 1).cells.map((row) => row.map((cell) => cell?.mean.mean))).toEqual([[0, 0.4], [2, 2.4]])
  expect(answerOf(turned, accuracy, 2).comparisons.map(({ mean }) => mean)).toEqual([2, 2])
})

test('ranges have linear or logarithmic axes, the values of a list stand side by side', () => {
  const axisOf = (text: string) => {
    const { sweep } = withSweep(`v=1&sweep=${text}`)
    return valueAxis(sweep, sweepValues(sweep), 10)
  }
  const linear = axisOf('eps1:-2..6:9')
  expect([linear.spacing, linear.axis.ticks, linear.nearest(-1.4)]).toEqual(['linear', [-2, 0, 2, 4, 6], 1])
  const log = axisOf('lr:0.001..0.1:3log')
  // 0.04 is nearer to 0.01 than to 0.1 on a linear axis, and farther on a logarithmic one.
  expect([log.spacing, log.axis.scale, log.nearest(0.04)]).toEqual(['log', 'log', 2])
  const list = axisOf('terms:1,8,all')
  expect([list.spacing, list.axis.ticks.map(list.tick), list.at(Infinity), list.nearest(0.6)]).toEqual(['list', ['1', '8', 'all'], 2, 1])
})

test('intervals that dwarf what was measured do not stretch the axis', () => {
  const near = swept('v=1&sweep=eps1:0,2&sweep.repeats=2', (_, value, __, repeat) => 0.5 + (value ?? 0) / 20 + repeat / 10)
  const { domain } = metricAxis(accuracy, stripOf(near, accuracy, null))
  expect(domain[0]).toBeLessThanOrEqual(0.5)
  expect(domain[1]).toBeGreaterThanOrEqual(0.7)
  expect(domain[1] - domain[0]).toBeLessThanOrEqual(0.6 + 0.2)
})

test('an axis stays while it holds what is measured and half of it would not do', () => {
  const axis = (low: number, high: number) => ({ domain: [low, high], ticks: [] }) as const
  const before = axis(0, 1)
  expect(settledAxis(before, axis(0.2, 0.8))).toBe(before)
  expect(settledAxis(before, axis(0.5, 0.9)).domain).toEqual([0.5, 0.9])
  expect(settledAxis(before, axis(0.2, 1.1)).domain).toEqual([0.2, 1.1])
})

test('a value becomes the arm that the sweep trained, a learning rate a factor; a number of all arms none', () => {
  expect(armAt(withSweep('v=1&sweep=eps1:0..4:3'), 4)).toMatchObject({ epsilon: [4] })
  expect(armAt(withSweep('v=1&arm1.lrx=2&sweep=lr'), 0.05)).toMatchObject({ epsilon: [2], rate: 10 })
  expect(armAt(withSweep('v=1&sweep=wd'), 0.1)).toBeNull()
  expect(armAt(withSweep('v=1&sweep=imbalance'), 10)).toBeNull()
})

test('typed lists are read as links write them; nonsense and bounds are said', () => {
  const terms = sweepableOf('terms')
  expect(readTypedList(terms, '1, 2;8 all')).toEqual({ value: [1, 2, 8, Infinity] })
  expect(readTypedList(terms, '1, two').value).toBeUndefined()
  expect(readTypedList(terms, '1, two').complaint).toMatch(/^Numbers with commas/)
  expect(readTypedList(sweepableOf('gamma'), '1, 99')).toEqual({ value: [1, 5], complaint: 'A number from 0 to 5' })
  expect(readTypedList(terms, Array.from({ length: 70 }, (_, i) => i + 1).join(',')).value).toHaveLength(64)
  expect(writeTypedList([1, Infinity])).toBe('1, all')
  expect(readTypedList(sweepableOf('eps1'), '−1,2').value).toEqual([-1, 2])
  expect(lacksLogarithm({ from: 0, to: 1, count: 3, spacing: 'log' })).toBe(true)
  expect(lacksLogarithm({ from: 0.1, to: 1, count: 3, spacing: 'log' })).toBe(false)
})

test('time left by the speed so far', () => {
  expect(timeLeft(0, 100, 5000)).toBeNull()
  expect(timeLeft(50, 100, 100)).toBeNull()
  expect(timeLeft(25, 100, 5000)).toBe('about 15 s left')
  expect(timeLeft(1, 100, 5000)).toBe('about 8 min left')
  expect(timeLeft(1, 10_000, 5000)).toBe('about 13 h 53 min left')
})
