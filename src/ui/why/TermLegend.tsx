import type { ReactNode } from 'react'
import { TERM_NAMES, termColor } from './terms.ts'

interface Props {
  readonly arm: number
  /** What the values are: “share”, “pull”. */
  readonly what: string
  /** A text for each term and the rest. */
  readonly values: readonly string[]
  readonly children?: ReactNode
}

/** Names the tints of an arm's terms, with their values at what is looked at. */
export function TermLegend({ arm, what, values, children }: Props) {
  return (
    <ul className="chart-legend why-terms">
      <li>{what}</li>
      {TERM_NAMES.map((name, term) => (
        <li key={name}>
          <i style={{ background: termColor(arm, term) }} aria-hidden="true" />
          <span>{name}</span>
          <b>{values[term]}</b>
        </li>
      ))}
      {children}
    </ul>
  )
}
