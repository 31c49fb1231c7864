import { Menu } from '../controls/Menu.tsx'
import { toggleColumn, useRunsView } from './runsView.ts'
import type { TableColumn } from './tableColumns.ts'

interface Props {
  /** All that there are, shown or not. */
  readonly columns: readonly TableColumn[]
}

/** Chooses the columns of the table. */
export function ColumnMenu({ columns }: Props) {
  const without = useRunsView((view) => view.without)
  return (
    <Menu label="Columns" className="runs-menu runs-columns">
      <ul>
        {columns.map(({ id, label, about }) => (
          <li key={id}>
            <label title={about}>
              <input type="checkbox" checked={!without.has(id)} onChange={(event) => toggleColumn(id, event.target.checked)} /> {label}
            </label>
          </li>
        ))}
      </ul>
    </Menu>
  )
}
