import { DataError } from '../../dataset.ts'
import { countText } from '../../text.ts'
import { compareNames, isMissing, numberIn } from './cells.ts'
import { MAX_COLUMNS } from './choices.ts'
import { type Column, MANY, MISSING, NUMBER, type Survey, WORDS } from './columns.ts'
import type { Encoding } from './encoding.ts'
import type { FoundLayout, Layout } from './layout.ts'

const MOST_PATTERNS = 5000
const FIRST_ROWS = 8
const LONGEST_SHOWN = 60

/** What is known of a column so far. */
class ColumnTally {
  readonly counts = [0, 0, 0]
  values: Map<string, number> | null = new Map()
  min = Infinity
  max = -Infinity
  isRun = true
  #last = NaN

  /** Takes in a trimmed cell, and tells what it holds. */
  add(cell: string, decimal: Layout['decimal']): number {
    if (isMissing(cell)) {
      this.isRun = false
      this.counts[MISSING]++
      return MISSING
    }
    const { values } = this
    if (values) {
      values.set(cell, (values.get(cell) ?? 0) + 1)
      if (values.size >= MANY) this.values = null
    }
    const number = numberIn(cell, decimal)
    if (Number.isNaN(number)) {
      this.isRun = false
      this.counts[WORDS]++
      return WORDS
    }
    if (number < this.min) this.min = number
    if (number > this.max) this.max = number
    if (this.isRun && !(number === this.#last + 1 || (Number.isNaN(this.#last) && Number.isInteger(number)))) this.isRun = false
    this.#last = number
    this.counts[NUMBER]++
    return NUMBER
  }
}

/** Counts the rows of a table. */
export class Tally {
  readonly #name: string
  readonly #layout: FoundLayout
  readonly #names: string[]
  #columns: ColumnTally[]
  readonly #first: string[][] = []
  readonly #patterns = new Map<string, number>()
  readonly #raggedBy = { count: 0, row: 0, cells: 0 }
  #usual: Uint8Array | null = null
  #rows = 0
  #others = 0
  #number = 0

  constructor(name: string, layout: FoundLayout, first: readonly string[]) {
    this.#name = name
    this.#layout = layout
    this.#names = layout.header ? first.map((cell) => cell.trim()) : first.map(() => '')
    this.#columns = []
    this.#widen(first.length)
    if (!layout.header) this.add(first)
  }

  #widen(width: number): void {
    if (width < 2) throw new DataError(`${this.#name} has one column only. A table needs two at least, a label and an input, with commas, semicolons or tabs between.`)
    if (width > MAX_COLUMNS) throw new DataError(`${this.#name} has ${countText(width, 'column')}. At most ${MAX_COLUMNS.toLocaleString('en')} can be read.`)
    this.#columns = Array.from({ length: width }, () => new ColumnTally())
  }

  add(row: readonly string[]): void {
    this.#number++
    // R names the columns of a table, but not the one with the names of its rows.
    if (this.#number === 1 && row.length === this.#names.length + 1 && this.#layout.header) {
      this.#names.unshift('')
      this.#widen(row.length)
    }
    const width = this.#columns.length
    if (!fits(row, width)) return this.#refuse(row.length)
    const { decimal } = this.#layout
    const cells = this.#rows < FIRST_ROWS ? Array.from({ length: width }, () => '') : null
    const usual = this.#usual
    const kinds = usual ? null : new Uint8Array(width)
    let differs = ''
    for (let i = 0; i < width; i++) {
      const cell = row[i].trim()
      const kind = this.#columns[i].add(cell, decimal)
      if (kinds) kinds[i] = kind
      else if (usual && kind !== usual[i]) differs += `${3 * i + kind} `
      if (cells) cells[i] = cell.length > LONGEST_SHOWN ? `${cell.slice(0, LONGEST_SHOWN)}…` : cell
    }
    if (kinds) this.#usual = kinds
    if (cells) this.#first.push(cells)
    this.#rows++
    const count = this.#patterns.get(differs)
    if (count !== undefined || this.#patterns.size < MOST_PATTERNS) this.#patterns.set(differs, (count ?? 0) + 1)
    else this.#others++
  }

  #refuse(cells: number): void {
    const ragged = this.#raggedBy
    if (ragged.count++ === 0) [ragged.row, ragged.cells] = [this.#number, cells]
  }

  survey(encoding: Encoding): Survey {
    const { separator, decimal, header, proposed } = this.#layout
    if (this.#number === 0) throw new DataError(`${this.#name} holds a header and no rows.`)
    if (this.#raggedBy.count > this.#rows) {
      const { count, cells } = this.#raggedBy
      throw new DataError(
        `${this.#name} has ${countText(this.#columns.length, 'cell')} in its first row, but ${cells} in others: ${countText(count, 'row')} of ${this.#number.toLocaleString('en')} ${count === 1 ? 'does' : 'do'} not fit. Its rows are not those of one table.`,
      )
    }
    return {
      name: this.#name,
      encoding,
      layout: { separator, decimal, header },
      proposed,
      columns: this.#columns.map((column, i) => columnOf(column, this.#names[i] || `Column ${i + 1}`)),
      rows: this.#rows,
      ragged: { ...this.#raggedBy },
      first: this.#first,
      usual: this.#usual ?? new Uint8Array(this.#columns.length),
      patterns: [...this.#patterns].map(([differs, count]) => ({ differs: differs ? differs.trim().split(' ').map(Number) : [], count })),
      others: this.#others,
    }
  }
}

/** Whether a row has a cell for each column; what follows after it may be empty, where rows end with a separator. */
export function fits(row: readonly string[], width: number): boolean {
  if (row.length <= width) return row.length === width
  for (let i = width; i < row.length; i++) if (row[i].trim() !== '') return false
  return true
}

function columnOf({ counts, values, min, max, isRun }: ColumnTally, name: string): Column {
  return {
    name,
    missing: counts[MISSING],
    numbers: counts[NUMBER],
    words: counts[WORDS],
    min,
    max,
    distinct: values?.size ?? MANY,
    values: values && [...values].sort(([a], [b]) => compareNames(a, b)),
    isCount: isRun && counts[NUMBER] > 0,
  }
}
