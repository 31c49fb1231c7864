import type { Encoding } from './encoding.ts'
import type { Layout } from './layout.ts'

/** What a cell holds. */
export const MISSING = 0
export const NUMBER = 1
export const WORDS = 2

export const MAX_INPUTS = 784
export const MAX_CLASSES = 100

/** What a column is: the classes, an input as a number, an input for each of its values, or nothing. */
export type Role = 'label' | 'number' | 'category' | 'out'

/** As many values can be inputs of their own; one more says that there are more. */
export const MANY = MAX_INPUTS + 1

/** What a column holds. */
export interface Column {
  readonly name: string
  /** Rows without a value, with a number, and with anything else. */
  readonly missing: number
  readonly numbers: number
  readonly words: number
  /** Of its numbers. */
  readonly min: number
  readonly max: number
  /** How many values there are; `MANY` stands for more than are counted. */
  readonly distinct: number
  /** Every value and how often it is there, in order; null where there are `MANY`, or nobody asks for so many. */
  readonly values: readonly (readonly [string, number])[] | null
  /** Whether it counts the rows: whole numbers, each one more than the one before. */
  readonly isCount: boolean
}

/** What a table holds, as far as it has to be known to say what can be made of it. */
export interface Survey {
  readonly name: string
  readonly encoding: Encoding
  readonly layout: Layout
  readonly proposed: Layout
  readonly columns: readonly Column[]
  /** Rows that have as many cells as there are columns, but for the header. */
  readonly rows: number
  /** Those that have not, and the first of them: its number and how many cells it has. */
  readonly ragged: { readonly count: number; readonly row: number; readonly cells: number }
  /** The first rows. */
  readonly first: readonly (readonly string[])[]
  /** What the cells of the first row hold. */
  readonly usual: Uint8Array
  /** How many rows differ from that, by where and in what: 3 · column + what the cell holds. */
  readonly patterns: readonly { readonly differs: readonly number[]; readonly count: number }[]
  /** Rows that differ in yet another way. */
  readonly others: number
}
