import type { ReactNode } from 'react'

interface Props {
  readonly label: string
  /** A word on it, or why there is nothing to choose. */
  readonly hint?: string
  readonly children: ReactNode
}

/** A line of a figure's view options. */
export function Option({ label, hint, children }: Props) {
  return (
    <div className="view-option">
      <span aria-hidden="true">{label}</span>
      <div>
        {children}
        {hint && <small>{hint}</small>}
      </div>
    </div>
  )
}
