import { redo, undo, useCanRedo, useCanUndo } from '../../store/undo.ts'
import { IconButton } from '../controls/IconButton.tsx'

const UNDO = 'M3 5.5h6a3 3 0 0 1 0 6H6M5.5 2.5l-3 3 3 3'
const REDO = 'M11 5.5H5a3 3 0 0 0 0 6h3M8.5 2.5l3 3-3 3'

/** Takes changes of the experiment back, and makes them again. */
export function Undo() {
  const [canUndo, canRedo] = [useCanUndo(), useCanRedo()]
  return (
    <span className="undo">
      {/* Not `disabled`, which would drop the focus of who has just undone the last change. */}
      <IconButton label="Undo" title="Undo (Ctrl Z)" aria-disabled={!canUndo} onClick={undo} box={14} strokes={UNDO} />
      <IconButton label="Redo" title="Redo (Ctrl Shift Z)" aria-disabled={!canRedo} onClick={redo} box={14} strokes={REDO} />
    </span>
  )
}
