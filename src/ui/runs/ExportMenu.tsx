import { formatStep } from '../plot/format.ts'
import { useState } from 'react'
import { exportSource, type Format, mostSteps, type What } from './exporting.ts'
import { Menu } from '../controls/Menu.tsx'
import { Select } from '../controls/Select.tsx'
import { allSources, type Source } from './sources.ts'

const FILES: readonly { readonly what: What; readonly label: string; readonly about: string }[] = [
  { what: 'runs', label: 'Runs table', about: 'Every run, also those that are hidden, with all its settings and metrics.' },
  { what: 'curves', label: 'Curves', about: 'Every run at each measured step.' },
]
const FORMATS: readonly Format[] = ['csv', 'json']

interface Props {
  readonly sources: readonly Source[]
}

/** Saves runs and curves as files. */
export function ExportMenu({ sources }: Props) {
  const [chosen, setChosen] = useState('')
  const source = sources.find(({ id }) => id === chosen) ?? sources[0]
  const save = (what: What, format: Format) => {
    // The table lags behind by up to a second; a file holds what there is now.
    const newest = allSources().find(({ id }) => id === source.id)
    if (newest) exportSource(newest, what, format)
  }
  return (
    <Menu label="Export" className="runs-menu runs-export">
      {source ? (
        <>
          {sources.length > 1 && (
            <Select label="What to export" value={source.id} options={sources.map(({ id, name }) => ({ value: id, label: name }))} onChange={setChosen} />
          )}
          {FILES.map(({ what, label, about }) => (
            <div key={what} className="runs-file">
              <h3>{label}</h3>
              {FORMATS.map((format) => (
                <button
                  key={format}
                  type="button"
                  className="button"
                  aria-label={`${label} as ${format.toUpperCase()}`}
                  onClick={() => save(what, format)}
                >
                  {format.toUpperCase()}
                </button>
              ))}
              <p className="popup-text">
                {about}
                {what === 'curves' && ` At most ${formatStep(mostSteps(source))} steps, evenly spread.`}
              </p>
            </div>
          ))}
          <p className="popup-text">
            With the link, engine, seeds and version; numbers exactly as measured, those of <code>npm run train</code> with the
            same link.
          </p>
        </>
      ) : (
        <p className="popup-text">There is nothing to export yet.</p>
      )}
    </Menu>
  )
}
