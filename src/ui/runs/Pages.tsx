import { useRunsView } from './runsView.ts'

interface Props {
  /** From 0. */
  readonly page: number
  readonly size: number
  /** Rows that the filter lets through, of all that there are. */
  readonly rows: number
  readonly of: number
}

/** Which rows are in sight, and the way to the others. */
export function Pages({ page, size, rows, of }: Props) {
  const last = Math.max(0, Math.ceil(rows / size) - 1)
  const to = (page: number) => useRunsView.setState({ page })
  const range = rows <= size ? `${rows}` : `${page * size + 1}–${Math.min(rows, (page + 1) * size)} of ${rows}`
  return (
    <span className="runs-pages">
      {last > 0 && (
        <button type="button" className="button" disabled={page === 0} onClick={() => to(page - 1)}>
          Previous
        </button>
      )}
      <output aria-label="Runs shown">
        {range} {of === 1 ? 'run' : 'runs'}
        {rows < of ? ` (${of} in all)` : ''}
      </output>
      {last > 0 && (
        <button type="button" className="button" disabled={page === last} onClick={() => to(page + 1)}>
          Next
        </button>
      )}
    </span>
  )
}
