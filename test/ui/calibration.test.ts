import { beforeAll, describe, expect, test } from 'vitest'
import { ECE_BINS } from '../../src/experiment/layout.ts'
import { armNumbers } from '../../src/ui/plot/armNumbers.ts'
import { type ReliabilityBin, reliabilities, reliabilityOf } from '../../src/ui/calibration/reliability.ts'
import { trained } from './trained.ts'

let given: Awaited<ReturnType<typeof trained>>
beforeAll(async () => {
  given = await trained()
})

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('reliability, against the predictions themselves in float64', () => {
  test('the bins of an arm hold the predictions of all its repeats', () => {
    const { predictions, repeats, runs } = given
    const arms = reliabilities(given, 'test')
    expect(arms).toHaveLength(runs / repeats)
    arms.forEach((bins, arm) => {
      const all = predictions.test.slice(arm * repeats, (arm + 1) * repeats).flat()
      bins.forEach(({ count, accuracy, confidence }, bin) => {
        const inBin = all.filter(({ softmax, winner }) => Math.min(ECE_BINS - 1, Math.floor(softmax[winner] * ECE_BINS)) === bin)
        expect(count).toBe(inBin.length / repeats)
        if (inBin.length === 0) return
        expect(accuracy).toBeCloseTo(mean(inBin.map(({ winner, label }) => Number(winner === label))), 6)
        expect(confidence).toBeCloseTo(mean(inBin.map(({ softmax, winner }) => softmax[winner])), 6)
      })
    })
  })

  test.each(['test', 'train'] as const)('the ECE of the points drawn is the one measured, run by run, on %s data', (split) => {
    const { history, frame, runs } = given
    for (let run = 0; run < runs; run++) {
      const drawn = eceOf(reliabilityOf(given, split, [run]))
      expect(drawn).toBeGreaterThan(0.01)
      expect(drawn).toBeCloseTo(history.value(frame, split, run, 'ece'), 6)
    }
  })

  test('there is nothing before the first frame', () => {
    expect(reliabilities({ ...given, frame: -1 }, 'test')).toEqual([])
    expect(armNumbers({ ...given, frame: -1 }, 'test', 'ece')).toEqual([])
  })
})

describe('the numbers of an arm, against the predictions themselves in float64', () => {
  const numbers = {
    nll: ({ softmax, label }: { softmax: readonly number[]; label: number }) => -Math.log(softmax[label]),
    meanPt: ({ softmax, label }: { softmax: readonly number[]; label: number }) => softmax[label],
    confidence: ({ softmax }: { softmax: readonly number[] }) => Math.max(...softmax),
  }
  test.each(Object.keys(numbers) as (keyof typeof numbers)[])('%s: mean, least and greatest of the repeats', (metric) => {
    const { predictions, repeats } = given
    armNumbers(given, 'test', metric).forEach((number, arm) => {
      const each = predictions.test.slice(arm * repeats, (arm + 1) * repeats).map((run) => mean(run.map(numbers[metric])))
      expect(number.mean).toBeCloseTo(mean(each), 5)
      expect(number.low).toBeCloseTo(Math.min(...each), 5)
      expect(number.high).toBeCloseTo(Math.max(...each), 5)
      expect(number.low).toBeLessThan(number.high)
    })
  })
})

/** The expected calibration error of bins (Guo et al., ICML 2017): Σ (n_b/n)·|accuracy_b − confidence_b|. */
function eceOf(bins: readonly ReliabilityBin[]): number {
  const examples = bins.reduce((sum, { count }) => sum + count, 0)
  const filled = bins.filter(({ count }) => count > 0)
  return filled.reduce((sum, { count, accuracy, confidence }) => sum + count * Math.abs(accuracy - confidence), 0) / examples
}
