import type { NumberField, NumbersField } from '../../experiment/index.ts'
import { readTyped } from '../../experiment/typed.ts'
import { stepped, valueText } from './scale.ts'
import { TypedBox } from './TypedBox.tsx'

/** A control of a number within a field's bounds. */
export interface NumberControl {
  readonly field: NumberField | NumbersField
  readonly value: number
  readonly label: string
  readonly describedBy?: string
  readonly onChange: (value: number) => void
}

/** A number that can be typed, or stepped by the arrow keys. */
export function NumberBox({ field, value, onChange, ...rest }: NumberControl) {
  return (
    <TypedBox
      {...rest}
      inputMode={field.integer && field.min >= 0 ? 'numeric' : 'decimal'}
      text={valueText(field, value)}
      read={(typed) => readTyped(field, typed)}
      onTake={(typed) => typed !== value && onChange(typed)}
      onStep={(direction) => onChange(stepped(field, value, direction))}
    />
  )
}
