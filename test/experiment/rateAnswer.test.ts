import { expect, test } from 'vitest'
import type { RunRecord } from '../../src/experiment/columns.ts'
import { defaultArm, defaultExperiment } from '../../src/experiment/index.ts'
import type { SweptExperiment } from '../../src/experiment/judge.ts'
import { type Metrics, metricOf } from '../../src/experiment/metrics.ts'
import { rateAnswer, rateAnswers, rateSummary, rateText } from '../../src/experiment/rateAnswer.ts'
import { sweepValues } from '../../src/experiment/sweep.ts'
import { rateSweep } from '../../src/store/rateCheck.ts'

const [ce, poly] = defaultExperiment.arms
const matched = { ...defaultArm(0), rate: 1.4 }
const question = { arm: poly, matched }
const experiment: SweptExperiment = {
  ...defaultExperiment,
  arms: [ce, poly, matched],
  sweep: { ...rateSweep(1.4, 2, 3, null), values: [0.7, 1.4, 2.8] },
}
const scatter = [0.001, -0.001, 0.0005, -0.0005, 0]

/** Five repeats: of arm 1, and of CE at each factor. */
function records(own: number, byFactor: readonly number[], spread = 1): RunRecord[] {
  const run = (arm: number, value: number | null, mean: number, sign: number): RunRecord[] =>
    scatter.map((by, repeat) => {
      const number = mean + spread * sign * by
      const test = { accuracy: number, nll: number, confidence: number, ece: number, balancedAccuracy: number, worstRecall: number } as Metrics
      return { arm, repeat, value, step: 500, second: null, test } as RunRecord
    })
  return [...run(0, null, 0.5, 1), ...run(1, null, own, -1), ...byFactor.flatMap((mean, i) => run(2, [0.7, 1.4, 2.8][i], mean, 1))]
}

const text = (id: 'accuracy' | 'nll' | 'confidence', made: readonly RunRecord[]) => {
  const answer = rateAnswer(experiment, made, question, metricOf(id))
  return answer && rateText(answer, question)
}

test('against CE with the matched learning rate and against the best of the sweep, in pairs, with Holm’s correction over all factors', () => {
  const made = records(0.8, [0.7, 0.75, 0.79])
  const answer = rateAnswer(experiment, made, question, metricOf('accuracy'))
  expect(answer).toMatchObject({ matched: { factor: 1.4 }, best: { factor: 2.8 }, count: 3 })
  expect(answer?.matched?.comparison).toMatchObject({ outcome: 'better', mean: expect.closeTo(0.05, 9), n: 5 })
  // The smallest of three p values is counted three times, the greatest once.
  expect(answer?.best.comparison).toMatchObject({ outcome: 'better', level: 0.95 })
  expect(text('accuracy', made)).toMatch(
    /^Just the learning rate\? Poly-1 ε₁ = 2 against CE with the matched learning rate \(× 1\.4\): better, \+5\.0 points \[.*\], p < 0\.001; against CE with the best of the sweep \(× 2\.8\): better, \+1\.0\d* points \[.*\], p .* \(Holm, 3 comparisons\)\.$/,
  )
})

test('the best is that of the metric: the lowest NLL, and of confidence the nearest', () => {
  const made = records(0.8, [0.7, 0.75, 0.86])
  expect(text('nll', made)).toMatch(/best of the sweep \(× 0\.7\): worse, \+0\.1/)
  expect(text('confidence', made)).toMatch(/the nearest of the sweep as well: higher, \+5\.0+ points/)
  expect(text('accuracy', made)).toMatch(/matched learning rate \(× 1\.4\): better.*best of the sweep \(× 2\.8\): worse, −6\.0+ points/)
})

test('no difference, one pair and runs that diverged are said as such', () => {
  expect(text('accuracy', records(0.75, [0.7, 0.7501, 0.72], 5))).toMatch(/\(× 1\.4\), the best of the sweep as well: no difference detected \(0\.0 ± 1\.\d points\)/)
  expect(text('accuracy', records(0.75, [0.7, 0.75, 0.8]).filter(({ repeat }) => repeat === 0))).toMatch(/matched .*: one pair concludes nothing; against .*: one pair concludes nothing/)
  expect(text('accuracy', records(0.75, [0.7, NaN, 0.8]))).toMatch(/matched .*: no pair is left; against CE with the best of the sweep \(× 2\.8\): worse/)
})

test('says over all metrics where the arm differs from CE', () => {
  const summary = rateSummary(rateAnswers(experiment, records(0.8, [0.7, 0.75, 0.85]), question), question)
  expect(summary).toMatch(
    /^Poly-1 ε₁ = 2 against CE with the matched learning rate \(× 1\.4\): better accuracy, balanced accuracy, worst-class recall; worse NLL, ECE; higher mean confidence\. Against CE with the best of the sweep for each metric: worse .*\.$/,
  )
})

test('answers only for the sweep that was set up for it, and as far as it has got', () => {
  const made = records(0.8, [0.7, 0.75, 0.85])
  const answer = (changed: Partial<SweptExperiment>, of = made) => rateAnswer({ ...experiment, ...changed }, of, question, metricOf('accuracy'))
  expect(answer({ sweep: { ...experiment.sweep, field: 'eps1' } })).toBeNull()
  expect(answer({ arms: [ce, { ...poly, epsilon: [3] }, matched] })).toBeNull()
  expect(answer({ arms: [ce, poly, { ...matched, rate: 2 }] })).toBeNull()
  expect(answer({}, made.filter(({ value }) => value === null))).toBeNull()
  const early = made.map((run) => (run.value === 1.4 ? { ...run, step: 100 } : run))
  expect(answer({}, early)).toMatchObject({ matched: null, count: 2 })
})

test('the matched factor is in the sweep that is set up for it, whatever it is', () => {
  for (const rate of [1.423, 0.3337, 0.001234, 812.4, 1000, 0.001]) {
    const values = sweepValues(rateSweep(rate, 2, 3, null))
    expect(values).toContain(rate)
    expect(values[(values.length - 1) / 2]).toBe(rate)
  }
})
