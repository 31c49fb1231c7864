import type papaparse from 'papaparse'
import { type Decimal, isMissing, numberIn } from './cells.ts'
import { type Separator, SEPARATORS, type TableChoices } from './choices.ts'

/** How a table is written. */
export interface Layout {
  readonly separator: Separator
  readonly decimal: Decimal
  /** Whether its first row names the columns. */
  readonly header: boolean
}

/** A layout, and what is needed beside it to read the rows. */
export interface FoundLayout extends Layout {
  /** What it would be without any choice. */
  readonly proposed: Layout
  readonly newline: '\n' | '\r'
  /** Characters before the first row: remarks, and what tells Excel the separator. */
  readonly skipped: number
}

const ROWS = 200
/** A text that uses others rarely uses these, while a decimal comma is in every row. */
const IN_TURN = ['tab', 'semicolon', 'pipe', 'comma', 'space'] as const satisfies readonly Separator[]
/** Of the rows so many have as many cells as most. */
const REGULAR = 0.9

type Parse = typeof papaparse.parse

/**
 * How a table is written, by its beginning: the separator that cuts its rows into equally many cells, decimal commas
 * where there are more of these than of points, a header where the first row has no number and the others do, or has
 * words that none of the others has. Choices that were made stand.
 *
 * @param parse papaparse's
 */
export function layoutOf(start: string, choices: TableChoices, parse: Parse): FoundLayout {
  const { skipped, separator: told } = preamble(start)
  const text = start.slice(skipped)
  const newline = text.includes('\n') || !text.includes('\r') ? '\n' : '\r'
  const rowsBy = (separator: Separator) => {
    const { data } = parse<string[]>(text, { delimiter: SEPARATORS[separator], newline, preview: ROWS })
    return data.map((row) => row.map((cell) => cell.trim())).filter((row) => row.some((cell) => cell !== ''))
  }
  const proposedSeparator = told ?? separatorOf(rowsBy)
  const found = (chosen: Pick<TableChoices, 'separator' | 'decimal' | 'header'>): Layout => {
    const separator = chosen.separator ?? proposedSeparator
    const rows = rowsBy(separator)
    const decimal = chosen.decimal ?? decimalOf(rows)
    return { separator, decimal, header: chosen.header ?? hasHeader(rows, decimal) }
  }
  return { ...found(choices), proposed: found({}), newline, skipped }
}

/** Lines before a table: “# remark” as exports have them, and “sep=;”. */
function preamble(start: string): { readonly skipped: number; readonly separator?: Separator } {
  let skipped = 0
  for (;;) {
    const line = /^[^\r\n]*(\r\n|\n|\r|$)/.exec(start.slice(skipped, skipped + 10_000))?.[0] ?? ''
    const sign = /^sep=(.)\s*$/.exec(line)?.[1]
    const separator = sign && IN_TURN.find((name) => SEPARATORS[name] === sign)
    if (separator) return { skipped: skipped + line.length, separator }
    if (!line.startsWith('# ')) return { skipped }
    skipped += line.length
  }
}

/** The first whose rows are regular; otherwise the one whose are most so; a comma where none cuts anything. */
function separatorOf(rowsBy: (separator: Separator) => string[][]): Separator {
  let best: Separator = 'comma'
  let most = 0
  for (const separator of IN_TURN) {
    const rows = rowsBy(separator)
    const share = regularity(rows)
    // Lines of words that differ in number are sentences, and so is a single one.
    if (share >= REGULAR && (separator !== 'space' || rows.length > 1)) return separator
    if (share > most && separator !== 'space') [best, most] = [separator, share]
  }
  return best
}

/** The share of rows that have the commonest number of cells, where that is more than one. */
function regularity(rows: readonly string[][]): number {
  const counts = new Map<number, number>()
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1)
  const [[width, count] = [0, 0]] = [...counts].sort((a, b) => b[1] - a[1])
  return width > 1 ? count / rows.length : 0
}

function decimalOf(rows: readonly string[][]): Decimal {
  let commas = 0
  let points = 0
  for (const cell of rows.flat()) {
    if (/^[+-]?\d*,\d+$/.test(cell) && !/^[+-]?[1-9]\d{0,2},\d{3}$/.test(cell)) commas++
    else if (/^[+-]?\d*\.\d+(e[+-]?\d+)?$/i.test(cell)) points++
  }
  return commas > points ? 'comma' : 'point'
}

function hasHeader([first = [], ...rest]: readonly string[][], decimal: Decimal): boolean {
  const isNumber = (cell: string) => !Number.isNaN(numberIn(cell, decimal))
  if (first.some(isNumber)) return false
  const columns = first.map((name, i) => ({ name, below: rest.flatMap((row) => (i < row.length && !isMissing(row[i]) ? [row[i]] : [])) }))
  if (columns.some(({ name, below }) => name !== '' && below.length > 0 && below.filter(isNumber).length > 0.5 * below.length)) return true
  const isNew = columns.every(({ name, below }) => !below.includes(name))
  return isNew && new Set(first).size === first.length
}
