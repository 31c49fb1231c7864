import { useId } from 'react'
import { MOST_DRAWN_CLASSES } from '../../data/points.ts'
import { Undo } from '../desk/Undo.tsx'
import { classColor } from '../pictures/classColors.ts'
import { Segmented } from '../plot/Segmented.tsx'
import { classesToDraw, draw, takeTool, useDrawing, usePoints } from './drawing.ts'
import { StartFrom } from './StartFrom.tsx'
import type { Brush } from './stroke.ts'

const BRUSHES: readonly { readonly value: Brush; readonly label: string }[] = [
  { value: 'line', label: 'Line' },
  { value: 'cloud', label: 'Cloud' },
]

/** What is drawn with: a class or the eraser, and how; and what is done to the whole drawing. */
export function DrawingTools() {
  const points = usePoints()
  const { brush } = useDrawing()
  return (
    <div className="drawing-tools">
      <ToolChoice />
      <Segmented label="Brush" value={brush} options={BRUSHES} onChange={(value) => useDrawing.setState({ brush: value })} />
      <span className="drawing-whole">
        <Undo />
        <StartFrom />
        <button type="button" className="button" disabled={points.size === 0} onClick={() => draw(new Map())}>
          Clear
        </button>
      </span>
    </div>
  )
}

function ToolChoice() {
  const name = useId()
  const points = usePoints()
  const { tool, added } = useDrawing()
  const classes = classesToDraw(points, added)
  return (
    <fieldset className="drawing-classes">
      <legend className="unseen">Draw with</legend>
      {Array.from({ length: classes }, (_, label) => (
        <label key={label} title={`Draw points of class ${label}`}>
          <input className="unseen" type="radio" name={name} aria-label={`Class ${label}`} checked={tool === label} onChange={() => takeTool(label)} />
          <span>
            <i style={{ background: classColor(label) }} />
            {label}
          </span>
        </label>
      ))}
      {classes < MOST_DRAWN_CLASSES && (
        <button type="button" className="drawing-add" aria-label="Add a class" title="Add a class" onClick={() => takeTool(classes)}>
          +
        </button>
      )}
      <label title="Take points away">
        <input className="unseen" type="radio" name={name} checked={tool === 'erase'} onChange={() => takeTool('erase')} />
        <span>Erase</span>
      </label>
    </fieldset>
  )
}
