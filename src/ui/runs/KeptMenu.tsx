import { useEffect } from 'react'
import { keeper, useKept } from '../../store/kept.ts'
import { KeepForm } from './KeepForm.tsx'
import { KeptItem } from './KeptItem.tsx'
import { Menu } from '../controls/Menu.tsx'
import type { Source } from './sources.ts'

interface Props {
  readonly sources: readonly Source[]
}

/** Keeps the present runs in the browser, and gives back what was kept. */
export function KeptMenu({ sources }: Props) {
  const { entries, fault, deleted } = useKept()
  useEffect(() => void keeper.read(), [])
  return (
    <Menu label={entries?.length ? `Kept (${entries.length})` : 'Keep'} name="Kept experiments" className="runs-menu runs-kept">
      <KeepForm sources={sources} />
      {fault && (
        <p className="runs-fault" role="alert">
          {fault}
        </p>
      )}
      {deleted && (
        <p>
          <output>“{deleted.entry.name}” is deleted.</output>{' '}
          <button type="button" className="link-button" onClick={() => void keeper.restore()}>
            Undo
          </button>
        </p>
      )}
      {entries && entries.length > 0 && (
        <ul aria-label="Kept experiments">
          {entries.map((entry) => (
            <KeptItem key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      {entries?.length === 0 && !fault && (
        <p className="popup-text">Nothing is kept yet. What you keep stays in this browser until you delete it.</p>
      )}
    </Menu>
  )
}
