import { useShallow } from 'zustand/react/shallow'
import { drawingFault } from '../../data/drawn.ts'
import { MOST_POINTS } from '../../data/points.ts'
import { useExperiment } from '../../store/experiment.ts'
import { useSession } from '../../store/session.ts'
import { armName } from '../arms.ts'
import { Swatch } from '../plot/Legend.tsx'
import { formatStep } from '../plot/format.ts'
import { usePlotSize } from '../plot/usePlotSize.ts'
import { Board } from './Board.tsx'
import { DrawingTools } from './DrawingTools.tsx'
import { useDrawing, usePoints } from './drawing.ts'
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
      <Behind />
    </section>
  )
}

/** Whose decision surface is seen behind the points, once it has learned something of them. */
function Behind() {
  const { selected, arms } = useExperiment(useShallow(({ selected, experiment }) => ({ selected, arms: experiment.arms })))
  const isTrained = useSession(({ trained, latest }) => trained?.data.kind === 'points' && (latest?.step ?? 0) > 0)
  return (
    <p className="drawing-behind">
      {isTrained && (
        <>
          Behind them <Swatch arm={selected} /> {armName(arms[selected], selected)}
        </>
      )}
    </p>
  )
}
