import { type ComponentProps, type KeyboardEvent, useId, useState } from 'react'
import type { Typed } from '../../experiment/typed.ts'
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

const NOTHING = {}

/** A value that can be typed. Nonsense leaves it as it was, and what would do is said; so is how it was read where that is not plain. */
export function TypedBox<T>({ label, describedBy, text, read, onTake, onStep, inputMode, className = '' }: Props<T>) {
  const [draft, setDraft] = useState<string | null>(null)
  const [said, setSaid] = useState<Pick<Typed<T>, 'complaint' | 'note'>>(NOTHING)
  const { complaint, note } = said
  const saidId = useId()

  const take = () => {
    if (draft === null) return
    const typed = read(draft)
    setDraft(null)
    setSaid(typed)
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
      setSaid(NOTHING)
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
        aria-describedby={[complaint || note ? saidId : '', describedBy].filter(Boolean).join(' ') || undefined}
        aria-invalid={complaint !== undefined}
        value={draft ?? text}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setDraft(event.target.value)
          setSaid(NOTHING)
        }}
        onBlur={() => {
          if (draft === null) setSaid(NOTHING)
          take()
        }}
        onKeyDown={onKeyDown}
      />
      {(complaint ?? note) && (
        <span id={saidId} className={complaint ? 'complaint' : 'complaint note'} role={complaint ? 'alert' : 'status'}>
          {complaint ?? note}
        </span>
      )}
    </span>
  )
}
