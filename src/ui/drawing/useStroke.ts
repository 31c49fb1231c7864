import { type PointerEvent, useRef, useState } from 'react'
import type { Points } from '../../data/points.ts'
import { draw, useDrawing } from './drawing.ts'
import { placeAt } from './paintBoard.ts'
import { beginStroke, continueStroke, type Place, type Stroke } from './stroke.ts'

/**
 * Draws with a mouse, a pen or a finger. A stroke is seen while it is drawn and becomes the experiment's when it ends:
 * training starts again once, and it is undone at once.
 *
 * @param points what is drawn
 */
export function useStroke(points: Points) {
  const [shown, setShown] = useState<Points | null>(null)
  const stroke = useRef<Stroke & { readonly pointer: number }>(null)
  const placeOf = ({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }, board: Element): Place => {
    const box = board.getBoundingClientRect()
    return placeAt(clientX - box.left, clientY - box.top, box.width)
  }
  const end = ({ pointerId }: PointerEvent) => {
    if (stroke.current?.pointer !== pointerId) return
    draw(stroke.current.points)
    stroke.current = null
    setShown(null)
  }
  return {
    /** What is seen: with the stroke that is being drawn. */
    shown: shown ?? points,
    handlers: {
      onPointerDown(event: PointerEvent) {
        // Of several fingers one draws.
        if (event.button !== 0 || stroke.current) return
        const { tool, brush } = useDrawing.getState()
        event.currentTarget.setPointerCapture(event.pointerId)
        stroke.current = { ...beginStroke(points, placeOf(event, event.currentTarget), tool, brush), pointer: event.pointerId }
        setShown(stroke.current.points)
      },
      onPointerMove(event: PointerEvent) {
        if (stroke.current?.pointer !== event.pointerId) return
        const { tool, brush } = useDrawing.getState()
        const moves = event.nativeEvent.getCoalescedEvents?.() ?? []
        let now: Stroke = stroke.current
        for (const move of moves.length > 0 ? moves : [event.nativeEvent]) {
          now = continueStroke(now, placeOf(move, event.currentTarget), tool, brush)
        }
        stroke.current = { ...now, pointer: event.pointerId }
        setShown(now.points)
      },
      onPointerUp: end,
      // What was drawn until then stays.
      onPointerCancel: end,
    },
  }
}
