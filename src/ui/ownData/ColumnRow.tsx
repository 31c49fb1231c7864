import type { Role, Survey } from '../../data/readers/table/columns.ts'
import { MANY } from '../../data/readers/table/columns.ts'
import type { Plan } from '../../data/readers/table/plan.ts'
import { holdsText } from './words.ts'

const ROLES: readonly { readonly role: Role; readonly label: string }[] = [
  { role: 'label', label: 'Label' },
  { role: 'number', label: 'Number' },
  { role: 'category', label: 'Category' },
  { role: 'out', label: 'Left out' },
]

interface Props {
  readonly survey: Survey
  readonly plan: Plan
  readonly column: number
  /** How many of the first rows are shown. */
  readonly shown: number
  readonly onRole: (role: Role) => void
}

/** One column of the table: what it is, what it holds, and what the first rows have there. */
export function ColumnRow({ survey, plan, column, shown, onRole }: Props) {
  const found = survey.columns[column]
  const planned = plan.columns[column]
  const { role, why } = planned
  // Another column takes the label over; without one there would be nothing to learn.
  const isAble = (other: Role) => other === role || (role !== 'label' && (other !== 'number' || found.numbers > 0) && (other !== 'category' || (found.distinct > 0 && found.distinct < MANY)))
  return (
    <tr data-role={role}>
      <th scope="row">{found.name}</th>
      <td>
        <select className="select" aria-label={`${found.name} is`} value={role} onChange={(event) => onRole(event.target.value as Role)}>
          {ROLES.map((one) => (
            <option key={one.role} value={one.role} disabled={!isAble(one.role)}>
              {one.label}
            </option>
          ))}
        </select>
      </td>
      <td className="holds">
        {holdsText(found, planned)}
        {why && <em>{role === 'out' ? why : `proposed to be left out: ${why}`}</em>}
      </td>
      {survey.first.slice(0, shown).map((row, i) => (
        <td key={i} className="cell">
          {row[column]}
        </td>
      ))}
    </tr>
  )
}
