import type { Decimal } from './cells.ts'

/** What stands between the cells of a row, by the name that links have for it. */
export const SEPARATORS = { comma: ',', semicolon: ';', tab: '\t', pipe: '|', space: ' ' } as const
export type Separator = keyof typeof SEPARATORS

/** What a person chose of how a table is read; what is absent is as the reader proposes. */
export interface TableChoices {
  readonly separator?: Separator
  readonly decimal?: Decimal
  readonly header?: boolean
  /** The column of the classes; columns count from 0. */
  readonly label?: number
  /** The columns that are inputs: as numbers, and as one input for each value; all others are left out. */
  readonly inputs?: { readonly number: readonly number[]; readonly category: readonly number[] }
  /** So many rows, drawn with the data seed. */
  readonly sample?: number
}

/** More than the longest choices have. */
const MOST_CHARACTERS = 16_384
/** More columns than can be told apart in a dialog. */
export const MAX_COLUMNS = 2000
/** The most rows that are trained on. */
export const MAX_ROWS = 200_000
export const MIN_SAMPLE = 10

/**
 * Choices as links write them, `label:5,number:1-3,7,category:4,header:no`: columns count from 1, a list goes on until
 * the next word. Nothing for what the reader proposes. The inverse of `readColumns`.
 */
export function writeColumns({ separator, decimal, header, label, inputs, sample }: TableChoices): string {
  const parts = [
    label !== undefined && `label:${label + 1}`,
    inputs && inputs.number.length + inputs.category.length === 0 && 'number:none',
    inputs && inputs.number.length > 0 && `number:${rangesText(inputs.number)}`,
    inputs && inputs.category.length > 0 && `category:${rangesText(inputs.category)}`,
    header !== undefined && `header:${header ? 'yes' : 'no'}`,
    separator && `separator:${separator}`,
    decimal && `decimal:${decimal}`,
    sample !== undefined && `sample:${sample}`,
  ]
  return parts.filter(Boolean).join(',')
}

/** Reads what `writeColumns` writes. Never throws: what cannot be read is left out and said, a few words each. */
export function readColumns(text: string): { readonly choices: TableChoices; readonly faults: readonly string[] } {
  const faults: string[] = []
  const found: { -readonly [K in keyof TableChoices]: TableChoices[K] } = {}
  const lists: Record<'number' | 'category', Set<number>> = { number: new Set(), category: new Set() }
  let word = ''
  for (const part of text.slice(0, MOST_CHARACTERS).split(',').map((one) => one.trim()).filter(Boolean)) {
    const cut = part.indexOf(':')
    if (cut >= 0) word = part.slice(0, cut).trim()
    const value = part.slice(cut + 1).trim()
    if (!take(word, value, found, lists)) faults.push(`“${part.slice(0, 30)}” is none of its words`)
  }
  const { label } = found
  if (lists.number.size + lists.category.size > 0 || found.inputs) {
    const category = ascending(lists.category).filter((one) => one !== label)
    const number = ascending(lists.number).filter((one) => one !== label && !lists.category.has(one))
    found.inputs = { number, category }
  }
  return { choices: found, faults }
}

function take(word: string, value: string, found: { -readonly [K in keyof TableChoices]: TableChoices[K] }, lists: Record<'number' | 'category', Set<number>>): boolean {
  if (word === 'label') return (found.label = columnIn(value)) !== undefined
  if ((word === 'number' && value !== 'none') || word === 'category') return addRange(lists[word], value)
  if (word === 'header' && (value === 'yes' || value === 'no')) found.header = value === 'yes'
  else if (word === 'separator' && Object.hasOwn(SEPARATORS, value)) found.separator = value as Separator
  else if (word === 'decimal' && (value === 'point' || value === 'comma')) found.decimal = value
  else if (word === 'number' && value === 'none') found.inputs = { number: [], category: [] }
  else if (word === 'sample' && /^\d{1,9}$/.test(value)) found.sample = Math.min(MAX_ROWS, Math.max(MIN_SAMPLE, Number(value)))
  else return false
  return true
}

function columnIn(text: string): number | undefined {
  return /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= MAX_COLUMNS ? Number(text) - 1 : undefined
}

function addRange(columns: Set<number>, text: string): boolean {
  const [first, last = first, ...more] = text.split('-').map(columnIn)
  if (first === undefined || last === undefined || more.length > 0 || text.endsWith('-')) return false
  for (let column = first; column <= last; column++) columns.add(column)
  return last >= first
}

function ascending(columns: Iterable<number>): number[] {
  return [...columns].sort((a, b) => a - b)
}

function rangesText(columns: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const column of ascending(columns)) {
    const range = ranges.at(-1)
    if (range && range[1] === column - 1) range[1] = column
    else ranges.push([column, column])
  }
  return ranges.map(([first, last]) => (first === last ? `${first + 1}` : `${first + 1}-${last + 1}`)).join(',')
}
