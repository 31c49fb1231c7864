import type { Difference } from '../experiment/differences.ts'
import { numberText, ordered } from '../experiment/text.ts'

/** The name of what differs, for a sentence: “Noise”, “Arms”, “ε₁”. */
export function labelOf({ field, order }: Difference): string {
  return order ? ordered('ε', order) : (field?.label ?? 'Arms')
}

/** A difference in a few words: “ε₁ 2 → 3 (arm 1)”. */
export function differenceText(difference: Difference): string {
  const { field, from, to, arm } = difference
  const text = (value: unknown) => {
    if (field?.kind === 'choice') return field.options.find((option) => option.value === value)?.label ?? String(value)
    if (field?.kind === 'text') return String(value) || 'as proposed'
    return Array.isArray(value) ? value.map(numberText).join(', ') : numberText(value as number)
  }
  return `${labelOf(difference)} ${text(from)} → ${text(to)}${arm === undefined ? '' : ` (arm ${arm})`}`
}
