import type { Row, TableColumn } from './tableColumns.ts'

/** By which column rows are sorted, and which way. */
export interface Sort {
  readonly column: string
  readonly descending: boolean
}

/** Which rows are shown. */
export interface Filter {
  /** Words, all of which are found in a row; in any case. */
  readonly text: string
  /** Only this arm; null: all. */
  readonly arm: number | null
  /** Rows that are not shown. */
  readonly hidden: ReadonlySet<string>
}

/** The rows that a filter lets through; words are looked for in what the columns show. */
export function filtered(rows: readonly Row[], columns: readonly TableColumn[], { text, arm, hidden }: Filter): Row[] {
  const words = [...new Set(text.toLowerCase().split(/\s+/).filter(Boolean))]
  return rows.filter((row) => {
    if (hidden.has(row.id) || (arm !== null && row.record.arm !== arm)) return false
    if (words.length === 0) return true
    const shown = columns.map((column) => column.text(row)).join(' ').toLowerCase()
    return words.every((word) => shown.includes(word))
  })
}

/** Rows in order of a column; those without a number are last either way, equal ones stay as they were. */
export function sorted(rows: readonly Row[], columns: readonly TableColumn[], sort: Sort | null): readonly Row[] {
  const column = sort && columns.find(({ id }) => id === sort.column)
  if (!sort || !column) return rows
  const keyed = rows.map((row) => ({ row, key: column.of(row) }))
  const known = keyed.filter(({ key }) => isKnown(key))
  const sign = sort.descending ? -1 : 1
  known.sort((a, b) => sign * compare(a.key, b.key))
  return [...known, ...keyed.filter(({ key }) => !isKnown(key))].map(({ row }) => row)
}

type Key = ReturnType<TableColumn['of']>

function isKnown(key: Key): boolean {
  return key !== null && !Number.isNaN(key)
}

function compare(a: Key, b: Key): number {
  if (typeof a === 'number' && typeof b === 'number') return a === b ? 0 : a - b
  return String(a).localeCompare(String(b), 'en', { numeric: true })
}

/** What a click on a column's head comes to: ascending, then descending, then as they came. */
export function nextSort(sort: Sort | null, column: string): Sort | null {
  if (sort?.column !== column) return { column, descending: false }
  return sort.descending ? null : { column, descending: true }
}
