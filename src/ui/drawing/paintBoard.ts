import { GRID, type Points } from '../../data/points.ts'
import { cssRgb, type PictureColors } from '../pictures/classColors.ts'
import { paintPoints, trainStyle } from '../pictures/paintPoints.ts'
import { middleOf, type Place } from './stroke.ts'

/** Cells across the board: the grid and one around it, as `DRAWN_EXTENT` has it. */
export const SPAN = GRID + 2
/** Lines of the board divide the grid into so many parts. */
const PARTS = 8

/** From a place on the grid to pixels of a board of this side. */
export function onBoard([across, up]: Place, side: number): readonly [number, number] {
  return [((across + 1) / SPAN) * side, (1 - (up + 1) / SPAN) * side]
}

/** From pixels of a board of this side to the place on the grid. */
export function placeAt(x: number, y: number, side: number): Place {
  return [(x / side) * SPAN - 1, (1 - y / side) * SPAN - 1]
}

/** Draws faint lines to measure by. */
export function paintLines(context: CanvasRenderingContext2D, side: number, { ink }: PictureColors): void {
  context.beginPath()
  for (let part = 0; part <= PARTS; part++) {
    const at = (part * GRID) / PARTS
    for (const [from, to] of [[[at, 0], [at, GRID]], [[0, at], [GRID, at]]] as const) {
      context.moveTo(...onBoard(from, side))
      context.lineTo(...onBoard(to, side))
    }
  }
  context.globalAlpha = 0.1
  context.lineWidth = 1
  context.strokeStyle = cssRgb(ink)
  context.stroke()
  context.globalAlpha = 1
}

/** Draws the points of a drawing as pictures have training points. */
export function paintDrawing(context: CanvasRenderingContext2D, points: Points, side: number, colors: PictureColors): void {
  const set = {
    positions: Float32Array.from([...points.keys()].flatMap(middleOf)),
    labels: Int32Array.from(points.values()),
  }
  paintPoints(context, set, (across, up) => onBoard([across, up], side), trainStyle(side, colors), colors)
}
