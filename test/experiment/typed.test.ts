import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Field, type NumberField, type NumbersField, schema } from '../../src/experiment/index.ts'
import { readNumeral } from '../../src/experiment/numerals.ts'
import { sweepableOf, sweepables, sweepSchema } from '../../src/experiment/sweep.ts'
import { readTyped, readTypedList, writeTypedList } from '../../src/experiment/typed.ts'
import { numberText } from '../../src/experiment/text.ts'
import { valueText } from '../../src/ui/controls/scale.ts'
import { formatPercent, formatStep, formatStepShort, formatTick, percentTick } from '../../src/ui/plot/format.ts'

type Bounds = NumberField | NumbersField
const fields = [...Object.values(schema), sweepSchema]
  .flatMap((group) => Object.values<Field>(group))
  .filter((field): field is Bounds => field.kind !== 'choice' && field.kind !== 'text')

/** Any value of a field that its box can show. */
function printable(field: Bounds): fc.Arbitrary<number> {
  const { min, max, integer } = field
  const value = integer ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true }).map((one) => Number(one.toPrecision(6)) + 0)
  const infinite = field.kind === 'number' && field.infinite
  return infinite ? fc.oneof(value, fc.constant(Infinity)) : value
}

/** What it was read as, or, where that cannot be known and is said, what it could be as well. */
function meant(field: Bounds, text: string, value: number): boolean {
  const read = readTyped(field, text)
  return Object.is(read.value, value) || (read.note !== undefined && readNumeral(text).grouped === value)
}

describe.each(fields)('“$label”', (field) => {
  it('takes back what its box shows', () => {
    fc.assert(fc.property(printable(field), (value) => {
      expect(readTyped(field, valueText(field, value)).value).toBe(value)
    }))
  })

  it.each(['en', 'de', 'fr', 'it', 'es', 'pt', 'pl', 'sv', 'cs', 'ru', 'de-CH', 'de-AT', 'en-IN', 'hi-IN-u-nu-deva', 'ja', 'zh', 'ar-EG', 'fa', 'he', 'ja-u-nu-fullwide'])(
    'takes numbers as they are written in %s',
    (locale) => {
      const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 12 })
      fc.assert(
        fc.property(printable(field).filter(Number.isFinite), (value) => {
          fc.pre(Number(value.toFixed(12)) === value)
          expect(meant(field, format.format(value), value)).toBe(true)
        }),
        { numRuns: 50 },
      )
    },
  )
})

describe('what the page prints of a number can be typed', () => {
  const { steps } = schema.training
  const { labelSmoothing, rate } = schema.arm
  it.each([
    ['a step', steps, 12_000, formatStep],
    ['a step beside an axis', steps, 50_000, formatStepShort],
    ['a million steps', steps, 1_000_000, formatStepShort],
    ['a share', labelSmoothing, 0.125, (value: number) => formatPercent(value)],
    ['a share beside an axis', labelSmoothing, 0.5, (value: number) => `${percentTick(value)}%`],
    ['a tick', schema.arm.epsilon, -0.25, formatTick],
    ['a factor', rate, 0.001, numberText],
    ['a small rate', schema.optimizer.learningRate, 0.00001, (value: number) => value.toExponential()],
    ['all terms', schema.arm.terms, Infinity, numberText],
  ])('%s', (_, field, value, print) => expect(readTyped(field, print(value)).value).toBe(value))
})

describe('a number can be written as', () => {
  it.each([
    ['1,234.5', 1234.5], ['1.234,5', 1234.5], ['1 234,5', 1234.5], ['1\u2009234.5', 1234.5], ['1\u202f234,5', 1234.5], ['1\u00a0234,5', 1234.5],
    ["1'234.5", 1234.5], ['1’234.5', 1234.5], ['1,00,000', 100_000], ['12,34,567.5', 1_234_567.5], ['1.234.567', 1_234_567],
    ['−2', -2], ['–2', -2], ['‑2', -2], ['- 2', -2], ['１２．５', 12.5], ['－３', -3], ['٣٫٥', 3.5], ['١٬٢٣٤', 1234], ['۱۲', 12], ['१२', 12],
    ['+2', 2], [' 2 ', 2], ['\u200e2\u200f', 2], ['\ufeff2', 2], ['.5', 0.5], [',5', 0.5], ['5.', 5], ['0,5', 0.5], ['0,001', 0.001], ['007', 7],
    ['1e-3', 0.001], ['1E−3', 0.001], ['1,5e3', 1500], ['1.5·10⁻³', 0.0015], ['1.5 × 10^−3', 0.0015], ['1.5x10**3', 1500], ['10⁻³', 0.001], ['10³', 1000], ['−10^2', -100],
    ['50%', 0.5], ['91.2 %', 0.912], ['٪', NaN], ['50٪', 0.5], ['50k', 50_000], ['1.5M', 1_500_000],
    ['1/3', 1 / 3], ['−1/2', -0.5], ['½', 0.5], ['1 ⁄ 4', 0.25], ['1e999', Number.MAX_VALUE], ['-1e999', -Number.MAX_VALUE],
  ])('%j', (text, value) => expect(readNumeral(text)).toEqual({ value }))

  it.each(['', ' ', '-', '.', ',', '1,2,3', '1.2.3', '1,,000', '0,000,000', '1 2', '1–2', '2—3', '1½', '1/0', '1/2/3', '0x10', '1e', 'e3', '1e1.5', '12,34,5', '1,234.567.8', 'two', '%', 'k', '1_000', '9'.repeat(101)])(
    'but not as %j',
    (text) => expect(readNumeral(text).value).toBeNaN(),
  )

  it('ten decimal digits in a row, in every script', () => {
    const values: number[] = []
    for (let code = 0; code <= 0x10ffff; code++) {
      const sign = String.fromCodePoint(code)
      if (/\p{Nd}/u.test(sign)) values.push(readNumeral(sign).value)
    }
    expect(values.length).toBeGreaterThan(600)
    expect(values).toEqual(values.map((_, i) => i % 10))
  })
})

describe('what may mean two numbers', () => {
  it.each([
    [schema.training.steps, '2,000', { value: 2000, note: 'Read as 2,000, not 2' }],
    [schema.training.steps, '10.000', { value: 10_000, note: 'Read as 10,000, not 10' }],
    [schema.optimizer.batchSize, '2,000', { value: 512, complaint: 'A whole number from 1 to 512' }],
    [schema.arm.epsilon, '1,234', { value: 1.234, note: 'Read as 1.234, not 1,234' }],
    [schema.arm.epsilon, '1.234', { value: 1.234 }],
    [schema.arm.rate, '1.000', { value: 1, note: 'Read as 1, not 1,000' }],
    [schema.arm.rate, '1,000', { value: 1000, note: 'Read as 1,000, not 1' }],
    [schema.arm.epsilon, '-1,000', { value: -1, note: 'Read as −1, not −1,000' }],
  ] as const)('“$label” $1', (field, text, read) => expect(readTyped(field, text)).toEqual(read))
})

describe('a list', () => {
  const eps = sweepableOf('eps1')
  const samples = sweepableOf('samples')
  it.each([
    [eps, '0,5; 1; 1,5', [0.5, 1, 1.5], false],
    [eps, '0.5, 1, 1.5', [0.5, 1, 1.5], false],
    [eps, '0.5 1 1.5', [0.5, 1, 1.5], false],
    [eps, '0,5 1 1,5', [0.5, 1, 1.5], true],
    [eps, '0,5, 1, 1,5', [0.5, 1, 1.5], true],
    [eps, '0,5', [0, 5], true],
    [eps, '1,2,8', [1, 2, 8], false],
    [eps, '−1; –2; ½; 1e-1', [-1, -2, 0.5, 0.1], false],
    [eps, '1/4\n1/2', [0.25, 0.5], false],
    [samples, '10,000', [10_000], true],
    [samples, '1 000', [1000], false],
    [samples, '1 000; 2 000', [1000, 2000], false],
    [samples, '1,000 2,000', [1000, 2000], true],
    [samples, '1,000, 2,500', [1000, 2500], true],
    [samples, '100,200,400', [100, 200, 400], false],
    [sweepableOf('terms'), '1, 2, ∞', [1, 2, Infinity], false],
    [sweepableOf('terms'), 'all terms', [Infinity], false],
  ] as const)('of “$field”: %j', ({ ...of }, text, value, isSaid) => {
    const read = readTypedList(of, text)
    expect(read.value).toEqual(value)
    expect(read.complaint).toBeUndefined()
    expect(read.note !== undefined).toBe(isSaid)
  })

  it('that was printed is read back', () => {
    for (const of of sweepables) {
      fc.assert(fc.property(fc.array(printable(of.bounds), { minLength: 1, maxLength: 64 }), (values) => {
        expect(readTypedList(of, writeTypedList(values)).value).toEqual(values)
      }), { numRuns: 30 })
    }
  })

  it.each(['1,000,2,000', '1; two', '1;;x', ';', ''])('is not %j, and what would do is said', (text) => {
    const { value, complaint } = readTypedList(samples, text)
    expect(value).toBeUndefined()
    expect(complaint).toMatch(/^Numbers with commas/)
  })
})
