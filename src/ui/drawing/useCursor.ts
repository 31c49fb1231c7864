import { type KeyboardEvent, useState } from 'react'
import { GRID, MOST_POINTS, type Points } from '../../data/points.ts'
import { classesToDraw, draw, takeTool, useDrawing } from './drawing.ts'
import { middleOf, without, withPoint } from './stroke.ts'

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}
/** Cells that an arrow moves with Shift. */
const FAR = 8
const MIDDLE = (GRID / 2) * GRID + GRID / 2

/** Draws with the keyboard: a cursor that the arrows move over the grid, and what is to be said of it. */
export function useCursor(points: Points) {
  const [cell, setCell] = useState(MIDDLE)
  const [said, setSaid] = useState('')
  const whatIsAt = (at: number, drawn: Points) => (drawn.has(at) ? `class ${drawn.get(at)}` : 'empty')
  const change = (next: Points, what: string) => {
    draw(next)
    const isFull = next === points && points.size >= MOST_POINTS
    setSaid(isFull ? `There are ${MOST_POINTS} points, and no room for more.` : `${what}, ${next.size} of ${MOST_POINTS} points`)
  }
  const erase = () => change(without(points, middleOf(cell)), points.has(cell) ? `Removed from ${placeText(cell)}` : `Nothing at ${placeText(cell)}`)
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, shiftKey, ctrlKey, altKey, metaKey } = event
    if (ctrlKey || altKey || metaKey) return
    const { tool, added } = useDrawing.getState()
    const move = MOVES[key]
    if (move) {
      const [column, row] = [cell % GRID, Math.floor(cell / GRID)].map((at, axis) => {
        return Math.min(GRID - 1, Math.max(0, at + move[axis] * (shiftKey ? FAR : 1)))
      })
      const next = row * GRID + column
      setCell(next)
      setSaid(`${placeText(next)}: ${whatIsAt(next, points)}`)
    } else if (key === 'Enter' || key === ' ') {
      if (tool === 'erase') erase()
      else change(withPoint(points, cell, tool), `Class ${tool} at ${placeText(cell)}`)
    } else if (key === 'Delete' || key === 'Backspace') erase()
    else if (/^\d$/.test(key)) {
      const isThere = Number(key) < classesToDraw(points, added)
      if (isThere) takeTool(Number(key))
      setSaid(isThere ? `Class ${key} chosen` : `There is no class ${key}`)
    } else return
    event.preventDefault()
  }
  return { cell, said, onKeyDown }
}

/** “column 12, row 40”: from the left and from below, from 1. */
function placeText(cell: number): string {
  return `column ${(cell % GRID) + 1}, row ${Math.floor(cell / GRID) + 1}`
}
