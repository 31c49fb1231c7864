import type { ReactNode } from 'react'
import type { Decimal } from '../../data/readers/table/cells.ts'
import type { Separator, TableChoices } from '../../data/readers/table/choices.ts'
import type { Layout } from '../../data/readers/table/layout.ts'
import { Select } from '../controls/Select.tsx'

const HEADERS = [
  { value: 'yes', label: 'Names the columns' },
  { value: 'no', label: 'Is data' },
] as const

const SEPARATED: readonly { readonly value: Separator; readonly label: string }[] = [
  { value: 'comma', label: 'Comma' },
  { value: 'semicolon', label: 'Semicolon' },
  { value: 'tab', label: 'Tab' },
  { value: 'pipe', label: 'Vertical bar' },
  { value: 'space', label: 'Space' },
]

const DECIMALS: readonly { readonly value: Decimal; readonly label: string }[] = [
  { value: 'point', label: 'Point (1.5)' },
  { value: 'comma', label: 'Comma (1,5)' },
]

interface Props {
  readonly layout: Layout
  readonly choices: TableChoices
  /** Called with choices that need another look at the file. */
  readonly onLook: (choices: TableChoices) => void
}

/** How a table is written. */
export function LayoutChoices({ layout, choices, onLook }: Props) {
  return (
    <div className="layout">
      <Named label="First row">
        <Select label="First row" value={layout.header ? 'yes' : 'no'} options={HEADERS} onChange={(value) => onLook({ ...choices, header: value === 'yes' })} />
      </Named>
      <Named label="Between cells">
        {/* Other columns come of another separator. */}
        <Select label="Between cells" value={layout.separator} options={SEPARATED} onChange={(separator) => onLook({ separator })} />
      </Named>
      <Named label="Decimals">
        <Select label="Decimals" value={layout.decimal} options={DECIMALS} onChange={(decimal) => onLook({ ...choices, decimal })} />
      </Named>
    </div>
  )
}

function Named({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <span>
      <span aria-hidden="true">{label}</span> {children}
    </span>
  )
}
