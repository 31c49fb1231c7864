import type { Field } from '../experiment/index.ts'
import { coerceNumber } from '../experiment/values.ts'

const isNumber = (value: unknown): value is number => typeof value === 'number' && !Number.isNaN(value)

/** What a field makes of a value that a control gives it; `before` where it is no value of the field's kind. */
export function coerce<T>(field: Field, value: unknown, before: T): T {
  if (field.kind === 'choice') return field.options.some((option) => option.value === value) ? (value as T) : before
  if (field.kind === 'text') return typeof value === 'string' ? (field.read(value).value as T) : before
  if (field.kind === 'number') return isNumber(value) ? (coerceNumber(field, value) as T) : before
  if (!Array.isArray(value) || !value.every(isNumber)) return before
  return value.slice(0, field.maxLength).map((entry) => coerceNumber(field, entry)) as T
}
