import { drawingFault } from '../../data/drawn.ts'
import { MOST_POINTS } from '../../data/points.ts'
import { formatStep } from '../plot/format.ts'
import { usePlotSize } from '../plot/usePlotSize.ts'
import { Board } from './Board.tsx'
import { useDrawing, usePoints } from './drawing.ts'
import { DrawingTools } from './DrawingTools.tsx'
import './drawing.css'

/** The board with its tools, in the place of the pictures. */
export function DrawingBoard() {
  const points = usePoints()
  const [ref, room] = usePlotSize<HTMLDivElement>()
  const fault = drawingFault(points)
  const isFull = points.size >= MOST_POINTS
  return (
    <section className="decisions drawing" aria-label="Drawing">
      <div className="decisions-head">
        <h3>Draw points</h3>
        {!fault && (
          <button type="button" className="button" onClick={() => useDrawing.setState({ on: false })}>
            Done
          </button>
        )}
      </div>
      <DrawingTools />
      <div className="board-room" ref={ref}>
        {room && room.width > 0 && <Board side={Math.floor(Math.min(room.width, room.height))} />}
      </div>
      <p className="drawing-counts" data-fault={fault !== null || isFull || undefined}>
        {fault ?? `${formatStep(points.size)} of ${MOST_POINTS} points${isFull ? ', and no room for more: erase some to draw others' : ''}. They are in the link.`}
      </p>
    </section>
  )
}
