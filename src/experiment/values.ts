import type { Field, NumberField, NumbersField } from './fields.ts'
import { shorten } from './text.ts'

/** A value read from outside, with what had to be done to it in words, when something had. */
export interface Read<T = unknown> {
  readonly value: T
  readonly notice?: string
}

/** The word that links use for an empty list, and for Infinity where it is allowed. */
const NONE = 'none'
const ALL = 'all'

/** A field's value as links write it. */
export function writeValue(field: Field, value: unknown): string {
  if (field.kind === 'numbers') return (value as readonly number[]).map(String).join(',') || NONE
  return field.kind === 'number' ? writeNumber(value as number) : String(value)
}

/** A number as links write it. */
export function writeNumber(value: number): string {
  return value === Infinity ? ALL : String(value)
}

/**
 * Reads a field's value from a link's text. Never throws: out of bounds is clamped, what is no value of
 * the field becomes its default, and the notice says so.
 *
 * @param fallback the default where it differs from the field's own
 */
export function readValue(field: Field, text: string, fallback: unknown = field.default): Read {
  const shown = `${field.key}=${shorten(text)}`
  if (field.kind === 'choice') {
    if (field.options.some(({ value }) => value === text)) return { value: text }
    return { value: fallback, notice: `“${shown}” is not known; the default is used.` }
  }
  if (field.kind === 'number') {
    const read = readNumber(field, text, shown)
    return Number.isNaN(read.value) ? { value: fallback, notice: `“${shown}” is not a number; the default is used.` } : read
  }
  if (field.kind === 'text') {
    const { value, faults } = field.read(text)
    return { value, ...(faults.length > 0 && { notice: `“${shown}” could not be read as a whole: ${faults[0]}.` }) }
  }
  const parts = text === NONE || text === '' ? [] : text.split(',')
  const values = parts.slice(0, field.maxLength).map(parse)
  if (values.some(Number.isNaN)) return { value: fallback, notice: `“${shown}” is not a list of numbers; the default is used.` }
  const read = values.map((value) => coerced(field, value, shown))
  const notice = parts.length > field.maxLength ? `“${shown}” is too long; the first ${field.maxLength} are used.` : undefined
  const value = read.map((one) => one.value)
  return { value, notice: notice ?? read.find((one) => one.notice)?.notice ?? cutNotice(parts, shown, value) }
}

/** Says that “2,000” is a list of two: commas stand between numbers, and none that was meant as one begins with “00”. */
export function cutNotice(parts: readonly string[], shown: string, values: readonly number[]): string | undefined {
  if (!parts.some((part) => /^\s*0\d/.test(part))) return undefined
  return `“${shown}” is read as ${values.map(writeNumber).join(' and ')}: in a link a comma stands between numbers, not in them.`
}

/**
 * Reads one number of a field, clamped; NaN without a notice where the text is no number.
 *
 * @param shown what the notice quotes
 */
export function readNumber(field: NumberField | NumbersField, text: string, shown: string): Read<number> {
  const infinite = field.kind === 'number' && field.infinite && text === ALL
  const value = infinite ? Infinity : parse(text)
  return Number.isNaN(value) ? { value } : coerced(field, value, shown)
}

/** Puts a number within its field's bounds, whole where the field is; NaN is not its business. */
export function coerceNumber(field: NumberField | NumbersField, value: number): number {
  if (field.kind === 'number' && field.infinite && value === Infinity) return value
  const bounded = Math.min(field.max, Math.max(field.min, value))
  // Adding 0 turns −0 into 0, which a link could not tell apart.
  return (field.integer ? Math.round(bounded) : bounded) + 0
}

function coerced(field: NumberField | NumbersField, value: number, shown: string): Read<number> {
  const kept = coerceNumber(field, value)
  if (kept === value) return { value: kept }
  const why = kept === Math.round(value) ? 'is not whole' : `is outside ${field.min} to ${field.max}`
  return { value: kept, notice: `“${shown}” ${why}; ${kept} is used.` }
}

/** Decimal notation only, so that nothing JavaScript happens to read as a number slips in (“”, “0x10”). */
function parse(text: string): number {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : NaN
}
