import { useId, useMemo, useState } from 'react'
import type { SplitName } from '../../experiment/layout.ts'
import { TABLE_MS, useInTurn } from '../plot/redraw.ts'
import { Select } from '../controls/Select.tsx'
import { Segmented } from '../plot/Segmented.tsx'
import { ColumnMenu } from './ColumnMenu.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import { KeptMenu } from './KeptMenu.tsx'
import { Pages } from './Pages.tsx'
import { filtered, sorted } from './rows.ts'
import { RunsTable } from './RunsTable.tsx'
import { type RunsView, useRunsView } from './runsView.ts'
import { allSources, onSources, type Source } from './sources.ts'
import { columnsFor, type Row, rowsOf } from './tableColumns.ts'

/** Rows that are in the document at once: more would make each second's update felt. */
const PAGE = 50

const SPLITS = [
  { value: 'test', label: 'test' },
  { value: 'train', label: 'training' },
  { value: 'both', label: 'both' },
] as const satisfies readonly { value: RunsView['splits']; label: string }[]

const MEASURED: Record<RunsView['splits'], readonly SplitName[]> = { test: ['test'], train: ['train'], both: ['test', 'train'] }

/** Every run of the training, of the sweep and of what is laid over them, as a table; keeping and exporting them. */
export function RunsPanel() {
  const title = useId()
  const sources = useInTurn(onSources, allSources, TABLE_MS)
  const view = useRunsView()
  const { splits, without, sort, text, arm, hidden } = view
  const all = useMemo(() => rowsOf(sources), [sources])
  const columns = useSame(useMemo(() => columnsFor(all, MEASURED[splits]), [all, splits]))
  const shown = useMemo(() => columns.filter(({ id }) => !without.has(id)), [columns, without])
  const rows = useMemo(
    () => sorted(filtered(all, shown, { text, arm, hidden }), columns, sort),
    [all, shown, columns, text, arm, hidden, sort],
  )
  const page = Math.min(view.page, Math.max(0, Math.ceil(rows.length / PAGE) - 1))
  const changed = sources.filter(({ changes }) => changes !== '')
  const sampled = sources.filter(({ measured, goesOn }) => measured && goesOn)
  const isHiding = all.some(({ id }) => hidden.has(id))
  return (
    <figure className="runs-panel" aria-labelledby={title}>
      <div className="runs-head">
        <h3 id={title}>Runs</h3>
        <input
          type="search"
          className="runs-name"
          aria-label="Filter runs"
          placeholder="Filter"
          value={text}
          onChange={(event) => useRunsView.setState({ text: event.target.value, page: 0 })}
        />
        <ArmFilter rows={all} arm={arm} />
        <Segmented label="Metrics on" value={splits} options={SPLITS} onChange={(splits) => useRunsView.setState({ splits })} />
        <div className="runs-menus">
          <ColumnMenu columns={columns} />
          <KeptMenu sources={sources} />
          <ExportMenu sources={onShowFirst(sources, rows)} />
        </div>
      </div>
      {all.length === 0 ? (
        <p className="runs-none">There are no runs yet. Press Train.</p>
      ) : (
        <RunsTable
          caption={`Runs: settings that differ, and metrics on ${splits === 'both' ? 'test and training' : splits === 'test' ? 'test' : 'training'} data`}
          columns={shown}
          rows={rows.slice(page * PAGE, (page + 1) * PAGE)}
        />
      )}
      <div className="runs-foot">
        <Pages page={page} size={PAGE} rows={rows.length} of={all.length} />
        {isHiding && (
          <button type="button" className="link-button" onClick={() => useRunsView.setState({ hidden: new Set() })}>
            Show hidden runs
          </button>
        )}
        {sampled.map(({ id, name, measured }) => (
          <span key={id}>
            {name} is measured {measured}.
          </span>
        ))}
        {changed.map(({ id, name, changes }) => (
          <span key={id} title={changes}>
            {name} was changed on the way more often than a link holds: its link does not make these numbers.
          </span>
        ))}
      </div>
    </figure>
  )
}

/** Sources of which there are rows on show before those of which there are none. */
function onShowFirst(sources: readonly Source[], rows: readonly Row[]): readonly Source[] {
  const shown = new Set(rows.map(({ source }) => source.id))
  return sources.toSorted((a, b) => Number(shown.has(b.id)) - Number(shown.has(a.id)))
}

/** The list that was there before, as long as the same is in it. */
function useSame<T>(list: readonly T[]): readonly T[] {
  const [kept, setKept] = useState(list)
  if (list === kept || (list.length === kept.length && list.every((one, i) => one === kept[i]))) return kept
  setKept(list)
  return list
}

function ArmFilter({ rows, arm }: { readonly rows: readonly Row[]; readonly arm: number | null }) {
  const arms = [...new Set(rows.map(({ record }) => record.arm))].sort((a, b) => a - b)
  const options = [{ value: ALL_ARMS, label: 'all arms' }, ...arms.map((one) => ({ value: one, label: `arm ${one}${one === 0 ? ' (baseline)' : ''}` }))]
  const choose = (chosen: number) => useRunsView.setState({ arm: chosen === ALL_ARMS ? null : chosen, page: 0 })
  return <Select label="Runs of" className="select runs-arms" value={arm ?? ALL_ARMS} options={options} onChange={choose} />
}

const ALL_ARMS = -1
