import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareNames, isMissing, numberIn } from '../../../../src/data/readers/table/cells.ts'

describe('a number', () => {
  it.each([
    ['1', 1], ['-1.5', -1.5], ['+.5', 0.5], ['5.', 5], ['1e-3', 0.001], ['1E+3', 1000], ['−2', -2], ['007', 7],
    ['1,234', 1234], ['12,345,678.9', 12_345_678.9], ['1’234.5', 1234.5], ['1 234', 1234], ['1e308', 1e308],
  ])('with a point: %s', (text, value) => expect(numberIn(text, 'point')).toBe(value))

  it.each([
    ['1,5', 1.5], ['-0,25', -0.25], [',5', 0.5], ['1.234,5', 1234.5], ['1.234', 1234], ['1 234,5', 1234.5], ['1,5e3', 1500], ['7', 7],
  ])('with a comma: %s', (text, value) => expect(numberIn(text, 'comma')).toBe(value))

  it.each(['', '-', '.', ',', '1,2,3', '0x10', '0b1', 'Infinity', '-Infinity', '1e999', 'e5', '1_000', '1.2.3', '12-05-2020', '12:30', '1 2', '5 %', 'A1', '--1'])(
    'is not “%s”',
    (text) => expect([numberIn(text, 'point'), numberIn(text, 'comma')]).toEqual([NaN, NaN]),
  )

  it('is read back as it is written, with a point or a comma', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(numberIn(String(value), 'point')).toBe(value + 0)
        expect(numberIn(String(value).replace('.', ','), 'comma')).toBe(value + 0)
      }),
    )
  })
})

it('knows what stands for no value', () => {
  expect(['', 'NA', 'NaN', 'nan', '?', '-', 'null', 'NULL', 'None', 'N/A', '#N/A', '\\N', '.'].every(isMissing)).toBe(true)
  expect(['0', 'no', 'none of them', 'nano', 'a', '–1'].some(isMissing)).toBe(false)
})

describe('the order of names', () => {
  it('is numbers ascending, then words with numbers in them as such', () => {
    const sorted = ['-1', '2', '10', '1e3', 'Class 2', 'Class 10', 'a', 'b']
    expect(sorted.toReversed().sort(compareNames)).toEqual(sorted)
  })

  it('is an order: whatever it is begun with, it ends the same', () => {
    const name = fc.oneof(fc.string(), fc.integer().map(String), fc.stringMatching(/^[ab]?\d{0,2}[ab]?\d{0,2}$/))
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 8 }), (names) => {
        const sorted = names.toSorted(compareNames)
        expect(names.toReversed().sort(compareNames)).toEqual(sorted)
        expect(sorted.every((a, i) => sorted.slice(i + 1).every((b) => compareNames(a, b) < 0))).toBe(true)
      }),
    )
  })
})
