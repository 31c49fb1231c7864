import { axisUpTo } from '../plot/axis.ts'
import type { PlotRoom } from '../plot/plotScale.ts'
import { LEFT, RIGHT } from '../plot/plotScale.ts'
import type { PlotSize } from '../plot/usePlotSize.ts'

/** The axis of P_t. */
export const UNIT = axisUpTo(1, 5)

/** Parts of the height for loss, pull and examples. */
const PARTS = [0.28, 0.38, 0.34] as const

/** Under the last plot, for the numbers and the name of P_t, in em. */
const FOOT = 2.6

/** Room in a row: for its caption above, and for axis numbers that reach below. */
const ROOM: PlotRoom = { top: 1.5, bottom: 0.5 }

/** One of several plots, one under the other, over the same P_t. */
export interface Row {
  readonly size: PlotSize
  readonly room: PlotRoom
  /** Where it begins, in pixels. */
  readonly top: number
  /** Whether it carries the numbers of P_t for all. */
  readonly last: boolean
}

/** Three aligned rows that fill a plot. */
export function rowsOf({ width, height, em }: PlotSize): readonly Row[] {
  const foot = (FOOT - ROOM.bottom) * em
  let top = 0
  return PARTS.map((part, i) => {
    const last = i === PARTS.length - 1
    const own = (height - foot) * part
    const row = {
      size: { width, em, height: own + (last ? foot : 0) },
      room: last ? { ...ROOM, bottom: FOOT } : ROOM,
      top,
      last,
    }
    top += own
    return row
  })
}

/** Where the rows' plots stand together: x in pixels of a P_t, and the box around all. */
export function boxOf({ width, height, em }: PlotSize) {
  const left = LEFT * em
  const across = Math.max(1, width - (LEFT + RIGHT) * em)
  return {
    x: (pt: number) => left + pt * across,
    left,
    width: across,
    top: ROOM.top * em,
    bottom: height - FOOT * em,
  }
}
