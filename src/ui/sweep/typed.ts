import type { SweepRange } from '../../experiment/index.ts'
import { MAX_SWEEP_VALUES, type Sweepable } from '../../experiment/sweep.ts'
import { readNumber, writeNumber } from '../../experiment/values.ts'
import { boundsText, type Typed } from '../../store/coerce.ts'

/** Reads a list of values as links write it: “1, 2, 8, all”. Numbers out of bounds go to the nearest bound. */
export function readTypedList({ bounds }: Sweepable, text: string): Typed<readonly number[]> {
  const parts = text.replaceAll('−', '-').split(/[,;\s]+/).filter(Boolean)
  const read = parts.slice(0, MAX_SWEEP_VALUES).map((part) => readNumber(bounds, part, part))
  if (read.length === 0 || read.some(({ value }) => Number.isNaN(value))) {
    return { complaint: `Numbers with commas between. ${boundsText(bounds)} each` }
  }
  const value = read.map((one) => one.value)
  if (parts.length > MAX_SWEEP_VALUES) return { value, complaint: `At most ${MAX_SWEEP_VALUES} values` }
  return read.some(({ notice }) => notice) ? { value, complaint: boundsText(bounds) } : { value }
}

/** A list as `readTypedList` reads it. */
export function writeTypedList(values: readonly number[]): string {
  return values.map(writeNumber).join(', ')
}

/** Whether a range that is to be spaced logarithmically cannot be: there is no logarithm at 0 or below. */
export function lacksLogarithm({ from, to, spacing }: SweepRange): boolean {
  return spacing === 'log' && Math.min(from, to) <= 0
}
