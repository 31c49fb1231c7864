import { GRID, MOST_POINTS, type Points } from '../../data/points.ts'

/** A place on the board in cells: the middle of column 3 is at 3.5 across, that of row 0 at 0.5 up. */
export type Place = readonly [across: number, up: number]

/** What a stroke leaves behind: points of a class, or none where there were some. */
export type Tool = number | 'erase'

/** A point for each step of the stroke, or one scattered about it. */
export type Brush = 'line' | 'cloud'

/** Cells from one point of a stroke to the next: far enough to see them apart, and to make 400 last. */
const SPACING = { line: 2, cloud: 1.25, erase: 0.5 } as const
/** Cells from the middle of a cloud to its edge, and from an eraser's to its. */
const REACH = { cloud: 5, erase: 2 } as const

/** The cell at a place; the nearest one for a place beside the grid. */
export function cellAt([across, up]: Place): number {
  const [column, row] = [across, up].map((at) => Math.min(GRID - 1, Math.max(0, Math.floor(at))))
  return row * GRID + column
}

/** The middle of a cell. */
export function middleOf(cell: number): Place {
  return [(cell % GRID) + 0.5, Math.floor(cell / GRID) + 0.5]
}

/** A drawing with one point more, of this class, or of it where there was another; as it is where it is full. */
export function withPoint(points: Points, cell: number, label: number): Points {
  return points.size >= MOST_POINTS && !points.has(cell) ? points : new Map(points).set(cell, label)
}

/** A drawing without the points within `reach` cells of a place; 0: without that of its own cell. */
export function without(points: Points, place: Place, reach = 0): Points {
  const own = cellAt(place)
  const isNear = (cell: number) => cell === own || distance(middleOf(cell), place) <= reach
  return new Map([...points].filter(([cell]) => !isNear(cell)))
}

/** A stroke under way: what is drawn, and where it left something last. */
export interface Stroke {
  readonly points: Points
  readonly last: Place
}

/** Begins a stroke, which leaves something at once. */
export function beginStroke(points: Points, at: Place, tool: Tool, brush: Brush): Stroke {
  return { points: dab(points, at, tool, brush), last: at }
}

/** Goes on with a stroke along a straight line, leaving something at even distances. */
export function continueStroke({ points, last }: Stroke, to: Place, tool: Tool, brush: Brush): Stroke {
  const spacing = SPACING[tool === 'erase' ? tool : brush]
  const steps = Math.floor(distance(last, to) / spacing)
  const share = spacing / distance(last, to)
  let now: Stroke = { points, last }
  for (let step = 1; step <= steps; step++) {
    const at: Place = [last[0] + (to[0] - last[0]) * share * step, last[1] + (to[1] - last[1]) * share * step]
    now = { points: dab(now.points, at, tool, brush), last: at }
  }
  return now
}

function dab(points: Points, at: Place, tool: Tool, brush: Brush): Points {
  if (tool === 'erase') return without(points, at, REACH.erase)
  const place = brush === 'cloud' ? scattered(at) : at
  const isBeside = brush === 'cloud' && place.some((one) => one < 0 || one >= GRID)
  return isBeside ? points : withPoint(points, cellAt(place), tool)
}

/** Evenly within a circle. */
function scattered([across, up]: Place): Place {
  const radius = REACH.cloud * Math.sqrt(Math.random())
  const angle = 2 * Math.PI * Math.random()
  return [across + radius * Math.cos(angle), up + radius * Math.sin(angle)]
}

function distance([x, y]: Place, [x1, y1]: Place): number {
  return Math.hypot(x1 - x, y1 - y)
}
