import type { Field, NumberField, NumbersField } from '../experiment/index.ts'
import { minus } from '../experiment/text.ts'
import { coerceNumber } from '../experiment/values.ts'

const isNumber = (value: unknown): value is number => typeof value === 'number' && !Number.isNaN(value)

/** What a field makes of a value that a control gives it; `before` where it is no value of the field's kind. */
export function coerce<T>(field: Field, value: unknown, before: T): T {
  if (field.kind === 'choice') return field.options.some((option) => option.value === value) ? (value as T) : before
  if (field.kind === 'number') return isNumber(value) ? (coerceNumber(field, value) as T) : before
  if (!Array.isArray(value) || !value.every(isNumber)) return before
  return value.slice(0, field.maxLength).map((entry) => coerceNumber(field, entry)) as T
}

/** What typing into a box came to; without a value the old one stays. */
export interface Typed<T> {
  readonly value?: T
  /** Says what would do, where what was typed does not. */
  readonly complaint?: string
}

/**
 * Reads what a person typed. Nonsense gives no value, a number out of bounds the nearest bound, and both
 * a complaint. A decimal comma is read as a point, and “all” as Infinity where the field allows it.
 */
export function readTyped(field: NumberField | NumbersField, text: string): Typed<number> {
  const plain = text.trim().replace(',', '.').replace('−', '-')
  if (canBeInfinite(field) && /^(all|∞)$/i.test(plain)) return { value: Infinity }
  const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN
  if (Number.isNaN(number)) return { complaint: boundsText(field) }
  // Infinity is written “all”; a number too large to hold is only out of bounds.
  const value = coerceNumber(field, Math.min(number, Number.MAX_VALUE))
  return value === number ? { value } : { value, complaint: boundsText(field) }
}

/** “A whole number from 1 to 512”. */
export function boundsText(field: NumberField | NumbersField): string {
  const range = `from ${grouped(field.min)} to ${grouped(field.max)}`
  return `${field.integer ? 'A whole number' : 'A number'} ${range}${canBeInfinite(field) ? ', or “all”' : ''}`
}

function canBeInfinite(field: NumberField | NumbersField): boolean {
  return field.kind === 'number' && field.infinite
}

function grouped(value: number): string {
  return minus(value.toLocaleString('en', { maximumFractionDigits: 5 }))
}
