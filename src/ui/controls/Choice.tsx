import { useId } from 'react'
import { Help } from './Help.tsx'
import { Select } from './Select.tsx'
import './dial.css'

interface Props<T extends string> {
  readonly label: string
  /** The accessible name, where it says more than the label. */
  readonly name?: string
  readonly help: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (value: T) => void
  /** The select alone on its line, for labels that stand above. */
  readonly alone?: boolean
}

/** One of a few, as the browser's own select. */
export function Choice<T extends string>({ label, name = label, help, value, options, onChange, alone }: Props<T>) {
  const helpId = useId()
  return (
    <Help className={alone ? 'choice alone' : 'choice'} text={help}>
      {!alone && (
        <span className="dial-label" aria-hidden="true">
          {label}
        </span>
      )}
      <Select label={name} aria-describedby={helpId} value={value} options={options} onChange={onChange} />
      <span id={helpId} className="unseen">
        {help}
      </span>
    </Help>
  )
}
