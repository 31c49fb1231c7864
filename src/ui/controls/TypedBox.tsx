import { type ComponentProps, type KeyboardEvent, useId, useState } from 'react'
import type { Typed } from '../../store/coerce.ts'
import './typedBox.css'

interface Props<T> extends Pick<ComponentProps<'input'>, 'inputMode' | 'className'> {
  readonly label: string
  readonly describedBy?: string
  /** The value as it stands there while nothing is typed. */
  readonly text: string
  readonly read: (typed: string) => Typed<T>
  readonly onTake: (value: T) => void
  /** What the arrow keys up and down do. */
  readonly onStep?: (direction: 1 | -1) => void
}

/** A value that can be typed. Nonsense leaves it as it was, and what would do is said. */
export function TypedBox<T>({ label, describedBy, text, read, onTake, onStep, inputMode, className = '' }: Props<T>) {
  const [draft, setDraft] = useState<string | null>(null)
  const [complaint, setComplaint] = useState<string>()
  const complaintId = useId()

  const take = () => {
    if (draft === null) return
    const typed = read(draft)
    setDraft(null)
    setComplaint(typed.complaint)
    if (typed.value !== undefined) onTake(typed.value)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') take()
    else if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation()
      setDraft(null)
    } else if (onStep && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      setDraft(null)
      setComplaint(undefined)
      onStep(event.key === 'ArrowUp' ? 1 : -1)
    }
  }
  return (
    <span className={`typed-box ${className}`}>
      <input
        type="text"
        inputMode={inputMode}
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        aria-describedby={[complaint ? complaintId : '', describedBy].filter(Boolean).join(' ') || undefined}
        aria-invalid={complaint !== undefined}
        value={draft ?? text}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setDraft(event.target.value)
          setComplaint(undefined)
        }}
        onBlur={() => {
          if (draft === null) setComplaint(undefined)
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
