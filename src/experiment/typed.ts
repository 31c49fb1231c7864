import type { NumberField, NumbersField } from './fields.ts'
import { type Numeral, readNumeral } from './numerals.ts'
import { MAX_SWEEP_VALUES, type Sweepable } from './sweep.ts'
import { minus, withoutInvisible } from './text.ts'
import { coerceNumber, writeNumber } from './values.ts'

type Bounds = NumberField | NumbersField

/** What typing into a box came to; without a value the old one stays. */
export interface Typed<T> {
  readonly value?: T
  /** Says what would do, where what was typed does not. */
  readonly complaint?: string
  /** Says how it was read, where it could mean something else. */
  readonly note?: string
}

/** What stands for Infinity: all terms. */
const INFINITE = /^\+?(all( terms)?|∞|inf(inity)?)$/i
/** More signs than the longest list needs. */
const LONGEST_LIST = 64 * MAX_SWEEP_VALUES

/**
 * Reads what a person typed, in any notation of `readNumeral`; “all” is Infinity where the field allows it. Nonsense
 * gives no value, a number out of bounds the nearest bound, and both a complaint. “2,000” and “1.234” may mean two
 * numbers: whole numbers are taken as grouped, others as what lies within bounds, and where both do as the page
 * writes them itself, and the note says so.
 */
export function readTyped(field: Bounds, text: string): Typed<number> {
  const read = readOne(field, text)
  if (!read) return { complaint: boundsText(field) }
  const value = coerceNumber(field, read.value)
  if (value !== read.value) return { value, complaint: boundsText(field) }
  return read.other === undefined ? { value } : { value, note: `Read as ${shown(value)}, not ${shown(read.other)}` }
}

/**
 * Reads a list of values: “1, 2, 8, all”, “0,5; 1; 1,5”, “0.5 1 2”. What “;” or a space sets apart may have commas
 * of its own. Numbers out of bounds go to the nearest bound.
 */
export function readTypedList({ bounds }: Sweepable, text: string): Typed<readonly number[]> {
  const trimmed = withoutInvisible(text.slice(0, LONGEST_LIST + 1)).trim()
  if (trimmed.length > LONGEST_LIST) return { complaint: `At most ${MAX_SWEEP_VALUES} values` }
  const parts = partsOf(bounds, trimmed)
  const read = parts.slice(0, MAX_SWEEP_VALUES).map((part) => readTyped(bounds, part))
  const value = read.flatMap((one) => one.value ?? [])
  // “000” is no number that anybody writes, but what is left of one that was cut.
  const isCut = parts.length > 1 && parts.some((part) => /^0\d/.test(part))
  if (isCut || value.length === 0 || value.length < read.length) return { complaint: `Numbers with commas or “;” between. ${boundsText(bounds)} each` }
  if (parts.length > MAX_SWEEP_VALUES) return { value, complaint: `At most ${MAX_SWEEP_VALUES} values` }
  if (read.some(({ complaint }) => complaint)) return { value, complaint: boundsText(bounds) }
  const isDoubtful = read.some(({ note }) => note) || isPair(trimmed) || (!/[;；]/.test(trimmed) && parts.some((part) => part.includes(',')))
  return isDoubtful ? { value, note: `Read as ${value.map(shown).join('; ')}` } : { value }
}

/** A list as `readTypedList` reads it. */
export function writeTypedList(values: readonly number[]): string {
  return values.map(writeNumber).join(', ')
}

/** “A whole number from 1 to 512”. */
export function boundsText(field: Bounds): string {
  const range = `from ${shown(field.min)} to ${shown(field.max)}`
  return `${field.integer ? 'A whole number' : 'A number'} ${range}${canBeInfinite(field) ? ', or “all”' : ''}`
}

function canBeInfinite(field: Bounds): boolean {
  return field.kind === 'number' && field.infinite
}

interface One {
  readonly value: number
  /** What it could mean as well. */
  readonly other?: number
}

/** A number, or Infinity; null where it is none. */
function readOne(field: Bounds, text: string): One | null {
  const numeral = readNumeral(text)
  if (!Number.isNaN(numeral.value)) return chosen(field, text, numeral)
  return canBeInfinite(field) && text.length < LONGEST_LIST && INFINITE.test(withoutInvisible(text).trim()) ? { value: Infinity } : null
}

function chosen(field: Bounds, text: string, { value, grouped }: Numeral): One {
  if (grouped === undefined) return { value }
  const isWithin = (one: number) => one >= field.min && one <= field.max
  const isOurs = text.includes(',')
  const isGroups = field.integer || (isWithin(value) === isWithin(grouped) ? isOurs : isWithin(grouped))
  if (isGroups) return { value: grouped, other: value }
  // The page itself writes 1.234, and nothing else would do.
  return isOurs || isWithin(grouped) ? { value, other: grouped } : { value }
}

/** What may stand between the values of a list, the surest first. */
const BETWEEN = [/[;；、\n\t]+/, /,\s+/, /\s+/, /,/] as const

/** The parts of a list: between the surest signs that it has, and what is no number there between the next. */
function partsOf(bounds: Bounds, text: string, level = 0, isPart = false): string[] {
  if (level === BETWEEN.length || (isPart ? readOne(bounds, text) : isOne(bounds, text))) return [text]
  const parts = text.split(BETWEEN[level]).map((part) => part.trim()).filter(Boolean)
  return parts.flatMap((part) => partsOf(bounds, part, level + 1, isPart || parts.length > 1))
}

/** Whether a whole list is one number, as “10,000” and “1 000” are: its parts would be none, or none that anybody writes or could use. */
function isOne(bounds: Bounds, text: string): boolean {
  const whole = readOne(bounds, text)
  if (!whole) return false
  const parts = text.split(/[,\s]+/)
  const isUsable = ({ value }: One) => value === Infinity || coerceNumber(bounds, value) === value
  const read = parts.map((part) => readOne(bounds, part))
  return read.some((one) => !one || (!isUsable(one) && isUsable(whole))) || parts.some((part, i) => i > 0 && /^0\d/.test(part))
}

/** “0,5”: two numbers, or one. */
function isPair(text: string): boolean {
  return /^[^\s,;.]*\d,\d+$/.test(text)
}

/** A number as the page writes it, with all its digits. */
function shown(value: number): string {
  return value === Infinity ? 'all' : minus(value.toLocaleString('en', { maximumSignificantDigits: 12 }))
}
