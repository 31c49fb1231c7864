import { describe, expect, test } from 'vitest'
import { defaultExperiment } from '../../src/experiment/index.ts'
import { HISTOGRAM_BINS, measurementLayout, SPLITS } from '../../src/experiment/layout.ts'
import { History } from '../../src/store/history.ts'
import { histograms, outline } from '../../src/ui/charts/histogram.ts'

test('shares of right and wrong test examples, the mean over repeats', () => {
  const layout = measurementLayout(2)
  const history = new History(2, 2)
  const all = new Float32Array(SPLITS.length * 2 * layout.size)
  const put = (repeat: number, metric: keyof typeof layout.at, bin: number, value: number) => {
    all[(2 + repeat) * layout.size + layout.at[metric] + bin] = value
  }
  // Ten test examples: 6 right and 4 wrong in repeat 0, 10 right in repeat 1.
  put(0, 'confidenceRight', 19, 6)
  put(0, 'confidenceWrong', 12, 4)
  put(1, 'confidenceRight', 18, 10)
  put(0, 'accuracy', 0, 0.625)
  put(1, 'accuracy', 0, 1)
  put(0, 'confidence', 0, 0.875)
  put(1, 'confidence', 0, 0.9375)
  history.append({ step: 0, measurements: all, settings: defaultExperiment, pictures: { repeat: 0 } })
  const [arm] = histograms({ history, repeats: 2, frame: 0 }, 'confidence')
  expect(arm.right[19]).toBeCloseTo(0.3, 12)
  expect(arm.right[18]).toBeCloseTo(0.5, 12)
  expect(arm.wrong[12]).toBeCloseTo(0.2, 12)
  expect([...arm.right, ...arm.wrong].reduce((sum, share) => sum + share)).toBeCloseTo(1, 12)
  expect(arm.right).toHaveLength(HISTOGRAM_BINS)
  expect(arm.mean).toBe(0.90625)
  expect(arm.accuracy).toBe(0.8125)
})

test('there are none before the first frame', () => {
  expect(histograms({ history: new History(2, 2), repeats: 1, frame: -1 }, 'pt')).toEqual([])
})

describe('outline', () => {
  test('climbs to each share and returns to zero', () => {
    const path = outline([0.25, 0.75], (x) => x * 100, (y) => 50 - y * 40)
    expect(path).toBe('M0.0,50.0V40.0H50.0V20.0H100.0V50.0')
  })
})
