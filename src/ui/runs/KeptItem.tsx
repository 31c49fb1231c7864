import { type SyntheticEvent, useState } from 'react'
import type { KeptEntry } from '../../store/cupboard.ts'
import { keeper, useKept } from '../../store/kept.ts'
import { formatStep } from '../plot/format.ts'
import { openingOf } from './sources.ts'

interface Props {
  readonly entry: KeptEntry
}

const dates = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })

/** A kept experiment: open its link, lay it over the present one, rename, delete. */
export function KeptItem({ entry }: Props) {
  const { name, date, kind, runs, step, adapter } = entry
  const isLaid = useKept(({ laid }) => laid.some((one) => one.entry.id === entry.id))
  const [renaming, setRenaming] = useState<string | null>(null)
  const rename = (event: SyntheticEvent) => {
    event.preventDefault()
    if (renaming?.trim()) void keeper.rename(entry, renaming.trim())
    setRenaming(null)
  }
  const over = kind === 'training' ? 'Its runs in the table, its curves dashed in the overview' : 'Its runs in the table'
  return (
    <li>
      {renaming === null ? (
        <b>{name}</b>
      ) : (
        <form className="runs-keep" onSubmit={rename}>
          <input
            className="runs-name"
            aria-label={`New name of ${name}`}
            value={renaming}
            ref={(input) => {
              if (input && document.activeElement !== input) input.select()
            }}
            onChange={(event) => setRenaming(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return
              event.stopPropagation()
              setRenaming(null)
            }}
          />
          <button type="submit" className="button">
            Rename
          </button>
        </form>
      )}
      <p className="popup-text">
        {dates.format(new Date(date))} · {kind === 'sweep' ? 'sweep, ' : ''}
        {runs} {runs === 1 ? 'run' : 'runs'} at step {formatStep(step)} · {adapter}
      </p>
      <div className="runs-actions">
        <button
          type="button"
          className="button"
          aria-label={`Lay ${name} over`}
          aria-pressed={isLaid}
          title={over}
          onClick={() => (isLaid ? keeper.lift(entry.id) : void keeper.lay(entry))}
        >
          Lay over
        </button>
        <a className="button" href={openingOf(entry)} aria-label={`Open the link of ${name}`}>
          Open
        </a>
        <button type="button" className="button" aria-label={`Rename ${name}`} onClick={() => setRenaming(name)}>
          Rename
        </button>
        <button type="button" className="button" aria-label={`Delete ${name}`} onClick={() => void keeper.remove(entry)}>
          Delete
        </button>
      </div>
    </li>
  )
}
