import { redo, undo, useCanRedo, useCanUndo } from '../../store/undo.ts'

/** Takes changes of the experiment back, and makes them again. */
export function Undo() {
  const [canUndo, canRedo] = [useCanUndo(), useCanRedo()]
  return (
    <span className="undo">
      <ArrowButton name="Undo" keys="Ctrl Z" path="M3 5.5h6a3 3 0 0 1 0 6H6M5.5 2.5l-3 3 3 3" enabled={canUndo} onClick={undo} />
      <ArrowButton name="Redo" keys="Ctrl Shift Z" path="M11 5.5H5a3 3 0 0 0 0 6h3M8.5 2.5l3 3-3 3" enabled={canRedo} onClick={redo} />
    </span>
  )
}

interface Props {
  readonly name: string
  readonly keys: string
  readonly path: string
  readonly enabled: boolean
  readonly onClick: () => void
}

function ArrowButton({ name, keys, path, enabled, onClick }: Props) {
  return (
    <button
      type="button"
      className="button plain icon"
      aria-label={name}
      title={`${name} (${keys})`}
      // Not `disabled`, which would drop the focus of who has just undone the last change.
      aria-disabled={!enabled}
      onClick={onClick}
    >
      <svg viewBox="0 0 14 14" width="14" height="14" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  )
}
