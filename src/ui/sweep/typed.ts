import type { SweepRange } from '../../experiment/index.ts'
import { MAX_SWEEP_VALUES, type Sweepable } from '../../experiment/sweep.ts'
import { readNumber, writeNumber } from '../../experiment/values.ts'
import { boundsText } from '../../store/coerce.ts'

/** What a typed list came to; without values the old ones stay. */
export interface TypedList {
  readonly values?: readonly number[]
  readonly complaint?: string
}

/** Reads a list of values as links write it: “1, 2, 8, all”. Numbers out of bounds go to the nearest bound. */
export function readTypedList({ bounds }: Sweepable, text: string): TypedList {
  const parts = text.replaceAll('−', '-').split(/[,;\s]+/).filter(Boolean)
  const read = parts.slice(0, MAX_SWEEP_VALUES).map((part) => readNumber(bounds, part, part))
  if (read.length === 0 || read.some(({ value }) => Number.isNaN(value))) {
    return { complaint: `Numbers with commas between. ${boundsText(bounds)} each` }
  }
  const values = read.map(({ value }) => value)
  if (parts.length > MAX_SWEEP_VALUES) return { values, complaint: `At most ${MAX_SWEEP_VALUES} values` }
  return read.some(({ notice }) => notice) ? { values, complaint: boundsText(bounds) } : { values }
}

/** A list as `readTypedList` reads it. */
export function writeTypedList(values: readonly number[]): string {
  return values.map(writeNumber).join(', ')
}

/** Whether a range that is to be spaced logarithmically cannot be: there is no logarithm at 0 or below. */
export function lacksLogarithm({ from, to, spacing }: SweepRange): boolean {
  return spacing === 'log' && Math.min(from, to) <= 0
}
