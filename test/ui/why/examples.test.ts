import { describe, expect, it } from 'vitest'
import { type Layout, measurementLayout } from '../../../src/experiment/layout.ts'
import { measureLogits } from '../../../src/engine/measure/measureLogits.ts'
import { evaluateLoss, type Loss, sameLoss } from '../../../src/loss/index.ts'
import { History } from '../../../src/store/history.ts'
import { aboutPushedBack, examplesOf, gradientShares } from '../../../src/ui/why/examples.ts'
import { closedShareAt, courseOf, sharesAt, shareTexts } from '../../../src/ui/why/shares.ts'
import { stack, stackExtent } from '../../../src/ui/why/stack.ts'
import { bar, levels } from '../../../src/ui/desk/levels.ts'
import { formatValue } from '../../../src/ui/plot/format.ts'
import { defaultExperiment } from '../../../src/experiment/index.ts'

const ce: Loss = { gamma: 0, terms: Infinity, epsilon: [], labelSmoothing: 0 }
const poly: Loss = { ...ce, epsilon: [-2] }
const layout: Layout = measurementLayout(2)

// P_t of each example, by run: two arms with two repeats. No two share a bin with others, so bins lose nothing.
const PT = [
  [0.12, 0.33, 0.62, 0.93],
  [0.12, 0.48, 0.72, 0.88],
  [0.22, 0.43, 0.58, 0.97],
  [0.08, 0.53, 0.67, 0.83],
]
const logitsOf = (pt: number) => [Math.log(pt), Math.log1p(-pt)]

function historyOf(losses: readonly Loss[]): History {
  const history = new History(PT.length, 2)
  const measurements = new Float32Array(2 * PT.length * layout.size)
  PT.forEach((pts, run) => {
    const loss = losses[Math.floor(run / 2)]
    const arm = { loss, classWeights: Float64Array.of(1, 1), learningRate: 1, momentum: 0, weightDecay: 0 }
    measureLogits(pts.flatMap(logitsOf), 0, new Int32Array(pts.length), arm, layout, measurements, run * layout.size)
  })
  history.append({ step: 7, measurements, settings: { ...defaultExperiment, arms: losses.map((one) => ({ ...defaultExperiment.arms[0], ...one })) }, pictures: { repeat: 0 } })
  return history
}

const history = historyOf([ce, poly])
const session = { history, repeats: 2, frame: 0 }
const binOf = (pt: number) => Math.floor(pt * 20)

describe('where the examples are', () => {
  it('counts them by P_t, the mean over repeats', () => {
    const examples = examplesOf(session, 0)
    const all = [...PT[0], ...PT[1]]
    examples?.counts.forEach((count, bin) => expect(count).toBe(all.filter((pt) => binOf(pt) === bin).length / 2))
    expect(examples?.means[binOf(0.12)]).toBeCloseTo(0.12, 6)
    expect(examples?.mean).toBeCloseTo(all.reduce((sum, pt) => sum + pt, 0) / all.length, 6)
  })

  it('has none before the first frame, and for an arm that was not trained yet', () => {
    expect(examplesOf({ ...session, frame: -1 }, 0)).toBeUndefined()
    expect(examplesOf(session, 2)).toBeUndefined()
  })

  // Against the gradient of each example by itself.
  it.each([0, 1])('tells which of them the gradient of arm %s comes from', (arm) => {
    const loss = [ce, poly][arm]
    const examples = examplesOf(session, arm)
    const shares = examples ? gradientShares(loss, examples) : []
    const pulls = [...PT[2 * arm], ...PT[2 * arm + 1]].map((pt) => ({
      bin: binOf(pt),
      pull: Math.abs(evaluateLoss(loss, logitsOf(pt), 0).gradient[0]),
    }))
    const whole = pulls.reduce((sum, { pull }) => sum + pull, 0)
    shares.forEach((share, bin) => {
      const own = pulls.filter((one) => one.bin === bin).reduce((sum, { pull }) => sum + pull, 0)
      expect(share).toBeCloseTo(own / whole, 5)
    })
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10)
  })

  // m(p) = 1 − 2p < 0 above one half: 0.58, 0.97 and 0.53, 0.67, 0.83.
  it('counts who is pushed back, from the engine and, about, from the histogram', () => {
    const examples = examplesOf(session, 1)
    expect(examples?.pushedBack).toBe(2.5)
    expect(examples && aboutPushedBack(poly, examples)).toBe(2.5)
    expect(examples && aboutPushedBack(ce, examples)).toBe(0)
  })

  it('knows a loss that was changed since', () => {
    expect(sameLoss(poly, { ...ce, epsilon: [-2], labelSmoothing: 0.1 })).toBe(true)
    expect(sameLoss(poly, ce)).toBe(false)
    expect(sameLoss(ce, { ...ce, terms: 2 })).toBe(false)
  })
})

describe('the course of the shares', () => {
  const mean = (of: (run: number) => number) => (of(0) + of(1)) / 2

  // For CE term j's part of an example's gradient is p q^j, and the whole q, with two classes.
  it('is the mean over repeats of each run’s shares', () => {
    const shares = sharesAt(history, 0, { arm: 0, repeats: 2, aggregation: 'shareLogit' })
    for (const j of [1, 2, 8]) {
      const own = mean((run) => {
        const [part, whole] = PT[run].reduce(([a, b], p) => [a + p * (1 - p) ** j, b + 1 - p], [0, 0])
        return part / whole
      })
      expect(shares[j - 1]).toBeCloseTo(own, 6)
    }
  })

  it('has the closed form under the loss of that frame, and none for a loss without', () => {
    const of = { arm: 0, repeats: 2, aggregation: 'shareLogit' } as const
    expect(closedShareAt(history, 0, of)).toBeCloseTo(sharesAt(history, 0, of)[0], 6)
    expect(closedShareAt(history, 0, { ...of, arm: 1 })).toBeNaN()
    expect(courseOf(history, [0], of)).toMatchObject({ steps: [7], closed: [closedShareAt(history, 0, of)] })
  })

  it('says that terms cancel, and nothing of the kind where a run diverged', () => {
    const of = { arm: 0, repeats: 2, aggregation: 'shareLogit' } as const
    expect(shareTexts(history, 0, of)).toEqual({ values: sharesAt(history, 0, of).map(formatValue) })
    const cancelled = historyOf([{ ...ce, terms: 1, epsilon: [-1] }, ce])
    expect(shareTexts(cancelled, 0, of)).toMatchObject({ missing: 'terms cancel' })
    expect(stackExtent(stack(courseOf(cancelled, [0], of).terms))).toEqual([0, 0])
    expect(levels(cancelled, 0, 0, 2).map(bar)).toEqual(Array.from({ length: 9 }, () => bar(0)))
  })

  it('computes a frame once, and again where its step was trained again', () => {
    const of = { arm: 0, repeats: 2, aggregation: 'shareLogit' } as const
    const known = new Map()
    const before = courseOf(history, [0], of, known)
    expect(courseOf(history, [0], of, known)).toEqual(before)
    expect(known.size).toBe(1)
    const again = historyOf([poly, ce])
    expect(courseOf(again, [0], of, known)).toEqual(courseOf(again, [0], of))
    expect(courseOf(again, [0], of).terms[0]).not.toEqual(before.terms[0])
  })
})
