import { type ReactNode, useId } from 'react'
import { Help } from '../controls/Help.tsx'
import { type Entry, GLOSSARY, type TermId } from '../glossary.ts'

interface Option<T> {
  readonly value: T
  readonly label: ReactNode
  /** Its word in the glossary. */
  readonly term?: TermId
}

export interface Props<T extends string> {
  /** What is chosen, for a screen reader. */
  readonly label: string
  readonly value: T
  readonly options: readonly Option<T>[]
  readonly onChange: (value: T) => void
}

/** A choice of one among two or three, all in sight. */
export function Segmented<T extends string>({ label, value, options, onChange }: Props<T>) {
  const name = useId()
  return (
    <fieldset className="segmented">
      <legend className="unseen">{label}</legend>
      {options.map((option) => (
        <Explained key={option.value} term={option.term} id={`${name}-${option.value}`}>
          <input
            className="unseen"
            type="radio"
            name={name}
            aria-describedby={option.term && `${name}-${option.value}`}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </Explained>
      ))}
    </fieldset>
  )
}

interface ExplainedProps {
  readonly term: TermId | undefined
  /** Of the explanation in words. */
  readonly id: string
  readonly children: ReactNode
}

function Explained({ term, id, children }: ExplainedProps) {
  const label = <label>{children}</label>
  if (!term) return label
  const { text, formula }: Entry = GLOSSARY[term]
  return (
    <Help text={text} formula={formula} side="bottom" onTap>
      {label}
      <span id={id} hidden>
        {text}
      </span>
    </Help>
  )
}
