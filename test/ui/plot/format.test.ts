import { expect, test } from 'vitest'
import { binName, formatPercent, formatStep, formatStepShort, formatTick, formatValue } from '../../../src/ui/plot/format.ts'

test.each([
  [formatStep(12_345), '12,345'],
  [formatStepShort(2000), '2,000'],
  [formatStepShort(50_000), '50k'],
  [formatStepShort(1_500_000), '1.5M'],
  [formatValue(0.23456), '0.235'],
  [formatValue(-1.5), '−1.500'],
  [formatValue(123.4), '123'],
  [formatValue(12_345), '1.2e+4'],
  [formatValue(NaN), '–'],
  [formatValue(Infinity), '–'],
  [formatPercent(0.9123), '91.2%'],
  [formatPercent(0.9123, 0), '91%'],
  [formatPercent(NaN), '–'],
  [formatTick(-0.5), '−0.5'],
  [binName(18, 20), '0.90–0.95'],
])('%s', (text, expected) => expect(text).toBe(expected))
