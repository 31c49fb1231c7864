import { type KeyboardEvent, useId, useState } from 'react'
import type { NumberField, NumbersField } from '../../experiment/index.ts'
import { readTyped } from '../../store/coerce.ts'
import { stepped, valueText } from './scale.ts'
import './numberbox.css'

interface Props {
  readonly field: NumberField | NumbersField
  readonly value: number
  readonly label: string
  readonly describedBy?: string
  readonly onChange: (value: number) => void
}

/** A number that can be typed. Nonsense leaves the value as it was, and the bounds are said. */
export function NumberBox({ field, value, label, describedBy, onChange }: Props) {
  const [draft, setDraft] = useState<string | null>(null)
  const [complaint, setComplaint] = useState<string | null>(null)
  const complaintId = useId()

  const take = () => {
    if (draft === null) return
    const typed = readTyped(field, draft)
    setDraft(null)
    setComplaint(typed.complaint ?? null)
    if (typed.value !== undefined && typed.value !== value) onChange(typed.value)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') take()
    else if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation()
      setDraft(null)
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault()
      setDraft(null)
      setComplaint(null)
      onChange(stepped(field, value, event.key === 'ArrowUp' ? 1 : -1))
    }
  }
  return (
    <span className="numberbox">
      <input
        type="text"
        inputMode={field.integer && field.min >= 0 ? 'numeric' : 'decimal'}
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        aria-describedby={[complaint ? complaintId : '', describedBy].filter(Boolean).join(' ') || undefined}
        aria-invalid={complaint !== null}
        value={draft ?? valueText(field, value)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setDraft(event.target.value)
          setComplaint(null)
        }}
        onBlur={() => {
          if (draft === null) setComplaint(null)
          take()
        }}
        onKeyDown={onKeyDown}
      />
      {complaint && (
        <span id={complaintId} className="complaint" role="alert">
          {complaint}
        </span>
      )}
    </span>
  )
}
