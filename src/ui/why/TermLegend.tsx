import type { ReactNode } from 'react'
import { TERM_NAMES, termColor } from './terms.ts'

interface Props {
  readonly arm: number
  /** A text for each term and the rest. */
  readonly values: readonly string[]
  readonly children?: ReactNode
}

/** Names the tints of an arm's terms, with their values at what is looked at. */
export function TermLegend({ arm, values, children }: Props) {
  return (
    <ul className="chart-legend why-terms">
      <li>
        <span>{arm === 0 ? 'Baseline' : `Arm ${arm}`} by term</span>
      </li>
      {TERM_NAMES.map((name, term) => (
        <li key={name}>
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <rect width="10" height="10" style={{ fill: termColor(arm, term) }} />
          </svg>
          <span>{name}</span>
          <b>{values[term]}</b>
        </li>
      ))}
      {children}
    </ul>
  )
}
