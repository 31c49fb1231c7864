import { memo } from 'react'
import { armColor } from '../arms.ts'
import { nextSort, type Sort } from './rows.ts'
import { hideRun, useRunsView } from './runsView.ts'
import type { Row, TableColumn } from './tableColumns.ts'

interface Props {
  readonly caption: string
  readonly columns: readonly TableColumn[]
  readonly rows: readonly Row[]
}

/** A row for each run, and a button on each column's head that sorts by it. */
export function RunsTable({ caption, columns, rows }: Props) {
  const sort = useRunsView((view) => view.sort)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that the keyboard can scroll it
    <section className="runs-scroll" aria-label="Runs, table" tabIndex={0}>
      <table className="runs-table">
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">Hide</span>
            </th>
            {columns.map((column) => (
              <Head key={column.id} column={column} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <RunRow key={row.id} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** A row is drawn anew only where its run is another, or goes on no longer. */
const RunRow = memo(
  function RunRow({ row, columns }: { readonly row: Row; readonly columns: readonly TableColumn[] }) {
    return (
      <tr data-outcome={row.record.outcome}>
        <td className="runs-hiding">
          <button type="button" className="runs-hide" aria-label={`Hide ${nameOf(row)}`} title="Hide this run" onClick={() => hideRun(row.id)}>
            ×
          </button>
        </td>
        {columns.map((column) => (
          <td key={column.id} data-numeric={column.numeric || undefined}>
            {column.id === 'arm' && <i className="runs-arm" style={{ background: armColor(row.record.arm) }} />}
            {column.text(row)}
          </td>
        ))}
      </tr>
    )
  },
  (before, after) =>
    before.columns === after.columns &&
    before.row.record === after.row.record &&
    before.row.source.goesOn === after.row.source.goesOn &&
    before.row.source.name === after.row.source.name,
)

function Head({ column: { id, label, about, numeric }, sort }: { readonly column: TableColumn; readonly sort: Sort | null }) {
  const way = sort?.column !== id ? 'none' : sort.descending ? 'descending' : 'ascending'
  return (
    <th scope="col" aria-sort={way} data-numeric={numeric || undefined}>
      <button type="button" title={about} onClick={() => useRunsView.setState({ sort: nextSort(sort, id), page: 0 })}>
        {label}
        <span aria-hidden="true">{MARKS[way]}</span>
      </button>
    </th>
  )
}

const MARKS = { none: '', ascending: '↑', descending: '↓' } as const

function nameOf({ record, source }: Row): string {
  const values = [record.value, record.second].filter((value) => value !== null)
  return [`arm ${record.arm}`, `repeat ${record.repeat + 1}`, ...values, `of ${source.name}`].join(' ')
}
