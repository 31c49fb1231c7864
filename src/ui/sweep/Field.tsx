import type { ReactNode } from 'react'

interface Props {
  readonly label: string
  readonly narrow?: boolean
  readonly children: ReactNode
}

/** A control of the set-up with its label above. */
export function Field({ label, narrow, children }: Props) {
  return (
    <div className="sweep-field" data-narrow={narrow || undefined}>
      <span aria-hidden="true">{label}</span>
      {children}
    </div>
  )
}
