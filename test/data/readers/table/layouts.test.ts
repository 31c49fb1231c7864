import fc from 'fast-check'
import papaparse from 'papaparse'
import { expect, it } from 'vitest'
import { readFiles } from '../../../../src/data/readers/readers.ts'
import { SEPARATORS } from '../../../../src/data/readers/table/choices.ts'
import { planOf } from '../../../../src/data/readers/table/plan.ts'
import { surveyTable } from '../../../../src/data/readers/table/survey.ts'
import { fileOf, gzipped } from '../../helpers.ts'
import { bytesOf, featureOf, proposed, read, spread } from './helpers.ts'

interface Table {
  readonly numbers: readonly (readonly [number, number])[]
  readonly labels: readonly string[]
}

/** Text has no −0. */
const anyTable: fc.Arbitrary<Table> = fc
  .array(fc.record({ x: fc.double({ min: -1e6, max: 1e6, noNaN: true }), y: fc.integer({ min: -999, max: 999 }), label: fc.constantFrom('no', 'perhaps; "yes"', 'a, b|c', 'naïve\nline') }), { minLength: 6, maxLength: 40 })
  .filter((rows) => new Set(rows.map(({ label }) => label)).size > 1 && new Set(rows.map(({ x }) => x)).size > 1)
  .map((rows) => ({ numbers: rows.map(({ x, y }) => [x + 0, y + 0.5] as const), labels: rows.map(({ label }) => label) }))

const anyLayout = fc.record({
  delimiter: fc.constantFrom(...Object.values(SEPARATORS)),
  newline: fc.constantFrom('\n', '\r\n'),
  isComma: fc.boolean(),
  header: fc.boolean(),
  quotes: fc.boolean(),
  end: fc.boolean(),
})

function written({ numbers, labels }: Table, { delimiter, newline, isComma, header, quotes, end }: typeof anyLayout extends fc.Arbitrary<infer T> ? T : never): string {
  const text = (value: number) => (isComma ? String(value).replace('.', ',') : String(value))
  const rows = numbers.map(([x, y], i) => [text(x), text(y), labels[i]])
  return papaparse.unparse(header ? [['x', 'y', 'kind of it'], ...rows] : rows, { delimiter, newline, quotes }) + (end ? newline : '')
}

it('reads the same out of a table however it is written', async () => {
  await fc.assert(
    fc.asyncProperty(anyTable, anyLayout, async (table, layout) => {
      // Where the layout is said, that is; what can be guessed of a short table has its limits.
      const [separator] = Object.entries(SEPARATORS).find(([, sign]) => sign === layout.delimiter) ?? []
      const told = `label:3,number:1-2,separator:${separator},decimal:${layout.isComma ? 'comma' : 'point'},header:${layout.header ? 'yes' : 'no'}`
      const raw = await read(written(table, layout), told)
      expect(Array.from(raw.labels, (label) => raw.classNames[label])).toEqual(table.labels)
      for (const i of [0, 1]) expect(featureOf(raw, i)).toEqual(spread(table.numbers.map((numbers) => numbers[i])))
    }),
  )
})

it('finds by itself how a table is written', async () => {
  const numbers = Array.from({ length: 20 }, (_, i) => [1.25 * i - 3, 0.5 + ((7 * i) % 20)] as const)
  const labels = numbers.map((_, i) => ['low', 'high', 'a "b", c'][i % 3])
  await fc.assert(
    fc.asyncProperty(anyLayout, async (layout) => {
      const found = await proposed(written({ numbers, labels }, layout))
      const expected = { separator: Object.keys(SEPARATORS)[Object.values(SEPARATORS).findIndex((sign) => sign === layout.delimiter)], decimal: layout.isComma ? 'comma' : 'point', header: layout.header }
      expect(found.layout).toEqual(expected)
      expect(found.roles.map((role) => role.replace(/.*: /, ''))).toEqual(['number', 'number', 'label'])
    }),
  )
})

it('finds the same however a file comes in pieces', async () => {
  const text = '\ufeffGröße;Wert;Klasse\r\n1,5;"2";"a ""b""; c"\r\n2,5;;"d\r\ne"\r\n\r\n3,5;x;d\r\n4;5;6;7\r\n4,25;5;d'
  const whole = bytesOf(text)
  const survey = async (cuts: readonly number[]) => {
    const ends = [...new Set(cuts)].sort((a, b) => a - b)
    const file = {
      name: 'a.csv',
      head: whole.subarray(0, 16),
      read: () => Promise.reject(new Error('read as a whole')),
      async *pieces() {
        let at = 0
        for (const end of [...ends, whole.length]) yield whole.subarray(at, (at = end))
      },
    }
    return (await surveyTable(file, {})).survey
  }
  const expected = await survey([])
  expect(expected).toMatchObject({ rows: 4, ragged: { count: 1, row: 4, cells: 4 }, layout: { separator: 'semicolon', decimal: 'comma', header: true } })
  await fc.assert(fc.asyncProperty(fc.array(fc.nat(whole.length)), async (cuts) => void expect(await survey(cuts)).toEqual(expected)))
})

it('says beforehand how many rows there will be, whatever is missing and whatever columns are used', async () => {
  const cell = fc.constantFrom('1', '2', '3.5', '', 'NA', 'x', 'y')
  const rows = fc.array(fc.tuple(cell, cell, cell, fc.constantFrom('a', 'b', '?')), { minLength: 1, maxLength: 60 })
  const columns = fc.constantFrom('label:4,number:1-3', 'label:4,number:1,category:2-3', 'label:4,category:3', 'label:1,number:2', '')
  await fc.assert(
    fc.asyncProperty(rows, columns, async (cells, chosen) => {
      const text = [...cells, ['1', '1', '1', 'a'], ['2', '2', '2', 'b'], ['1', '1', '1', 'a'], ['2', '2', '2', 'b']].map((row) => row.join()).join('\n')
      const told = chosen ? `${chosen},header:no` : 'header:no'
      const raw = await read(text, told).catch(() => null)
      const { survey } = await proposed(text)
      if (survey.layout.header || !raw || !chosen) return
      const inputs = chosen.split(/,(?=number|category)/)
      const used = [3, 0, 1, 2].filter((i) => i === Number(/label:(\d)/.exec(chosen)?.[1]) - 1 || inputs.some((part) => /number|category/.test(part) && inRange(part, i + 1)))
      const isNumber = (i: number) => inputs.some((part) => part.startsWith('number') && inRange(part, i + 1))
      const lacks = (value: string, i: number) => ['', 'NA', '?'].includes(value) || (isNumber(i) && /[xy]/.test(value))
      const expected = 4 + cells.filter((row) => !used.some((i) => lacks(row[i], i))).length
      expect(raw.labels).toHaveLength(expected)
      expect(planOf(survey, { label: used[0], inputs: { number: used.slice(1).filter(isNumber), category: used.slice(1).filter((i) => !isNumber(i)) } }).rows).toBe(expected)
    }),
  )
})

function inRange(part: string, column: number): boolean {
  const [first, last = first] = part.replace(/^\w+:/, '').split('-').map(Number)
  return column >= first && column <= last
}

it('reads gzipped tables, as often as it has to', async () => {
  const text = `x,y,label\n${Array.from({ length: 300 }, (_, i) => `${i % 17},${i % 13},${'ab'[i % 2]}`).join('\n')}`
  expect(await readFiles([fileOf('a.csv.gz', gzipped(bytesOf(text)))])).toEqual(await read(text))
})

it('keeps the digits and the size of numbers that are large, small or far from zero', async () => {
  const text = ['time,huge,tiny,class', ...[0, 1, 2, 3].map((i) => `${1_600_000_000_000 + i},${i}e300,${i}e-300,${'ab'[i % 2]}`)].join('\n')
  const raw = await read(text, 'label:4,number:1-3')
  for (const i of [0, 1, 2]) featureOf(raw, i).forEach((value, row) => expect(value).toBeCloseTo((2 * row) / 3 - 1, 6))
})
