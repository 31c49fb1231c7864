import { useId } from 'react'
import type { NumberField, NumbersField } from '../../experiment/index.ts'
import { FIELD_FORMULAS } from '../glossary.ts'
import { Help } from './Help.tsx'
import { NumberBox } from './NumberBox.tsx'
import { ValueSlider } from './ValueSlider.tsx'
import './dial.css'

interface Props {
  readonly field: NumberField | NumbersField
  readonly value: number
  readonly onChange: (value: number) => void
  /** Seen beside the control; the field's own unless given. */
  readonly label?: string
  /** The accessible name, where it says more than the label. */
  readonly name?: string
  readonly slider?: boolean
}

/** A number on one line: label, slider, value; its help on hover and focus. */
export function Dial({ field, value, onChange, label = field.label, name = label, slider = true }: Props) {
  const helpId = useId()
  const control = { field, value, onChange, label: name, describedBy: helpId }
  return (
    <Help className="dial" text={field.help} formula={FIELD_FORMULAS.get(field)}>
      <span className="dial-label" aria-hidden="true">
        {label}
      </span>
      {slider ? <ValueSlider {...control} /> : <span />}
      <NumberBox {...control} />
      <span id={helpId} className="unseen">
        {field.help}
      </span>
    </Help>
  )
}
