import { useState } from 'react'
import type { TableChoices } from '../../data/readers/table/choices.ts'
import type { Survey } from '../../data/readers/table/columns.ts'
import { type Plan, withRole } from '../../data/readers/table/plan.ts'
import { ColumnRow } from './ColumnRow.tsx'

const SHOWN_ROWS = 5
/** A table of thousands of columns keeps the page busy. */
const SHOWN_COLUMNS = 50

interface Props {
  readonly survey: Survey
  readonly plan: Plan
  readonly choices: TableChoices
  readonly onChoose: (choices: TableChoices) => void
}

/** The columns of a table, one below the other, with the first rows beside them. */
export function ColumnTable({ survey, plan, choices, onChoose }: Props) {
  const [isWhole, setIsWhole] = useState(false)
  const { columns, first } = survey
  const shown = isWhole ? columns.length : Math.min(columns.length, SHOWN_COLUMNS)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, which needs the focus without a mouse
    <section className="columns" aria-label="Columns" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Is</th>
            <th scope="col">Holds</th>
            {first.slice(0, SHOWN_ROWS).map((_, i) => (
              <th key={i} scope="col">
                Row {i + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.slice(0, shown).map((_, i) => (
            <ColumnRow key={i} survey={survey} plan={plan} column={i} shown={SHOWN_ROWS} onRole={(role) => onChoose(withRole(survey, choices, i, role))} />
          ))}
        </tbody>
      </table>
      {shown < columns.length && (
        <button type="button" className="link-button" onClick={() => setIsWhole(true)}>
          Show all {columns.length.toLocaleString('en')} columns
        </button>
      )}
    </section>
  )
}
