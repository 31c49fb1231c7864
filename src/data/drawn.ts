import { DataError, type RawData } from './dataset.ts'
import { GRID, MOST_POINTS, type Points, readPoints } from './points.ts'
import { listText } from './text.ts'

/** The fewest points of a class that can be trained and tested. */
const FEWEST = 2
/** Free cells around what is put on the grid, so that something can be drawn around it. */
const MARGIN = 4

/** The whole plane of a drawing, x and y: the grid fills −1 to 1, and there is a cell around it. */
export const DRAWN_EXTENT = [-1 - 2 / GRID, 1 + 2 / GRID, -1 - 2 / GRID, 1 + 2 / GRID] as const

/** Classes that occur in a drawing, ascending, with the number of their points. */
export function drawnClasses(points: Points): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const label of points.values()) counts.set(label, (counts.get(label) ?? 0) + 1)
  return new Map([...counts].sort(([a], [b]) => a - b))
}

/** Why a drawing cannot be trained on yet, in a sentence that says what to do; null where it can. */
export function drawingFault(points: Points): string | null {
  const counts = drawnClasses(points)
  const enough = [...counts.values()].filter((count) => count >= FEWEST).length
  if (enough >= 2) return null
  if (counts.size === 0) return 'Nothing is drawn yet. Draw points of two classes or more, at least two of each: one to train on, one to test.'
  if (counts.size === 1) return 'There is one class. Draw points of another, at least two: a network learns to tell classes apart.'
  const few = [...counts].flatMap(([label, count]) => (count < FEWEST ? [String(label)] : []))
  return `${few.length === 1 ? 'Class' : 'Classes'} ${listText(few)} ${few.length === 1 ? 'has' : 'have'} one point${few.length === 1 ? '' : ' each'}. Two classes need two points or more: one to train on, one to test.`
}

/**
 * The examples of a drawing, in the text of `writePoints`: the classes that occur, by their numbers; the middle of each
 * cell, on a plane whose extent does not depend on what is drawn. Throws a `DataError` where it cannot be trained on.
 */
export function drawnData(text: string): RawData {
  const { points } = readPoints(text)
  const fault = drawingFault(points)
  if (fault) throw new DataError(fault)
  const classes = [...drawnClasses(points).keys()]
  const cells = [...points].sort(([a], [b]) => a - b)
  return {
    classes: classes.length,
    classNames: classes.map(String),
    dimensions: 2,
    features: Float32Array.from(cells.flatMap(([cell]) => [middleOf(cell % GRID), middleOf(Math.floor(cell / GRID))])),
    labels: Int32Array.from(cells, ([, label]) => classes.indexOf(label)),
    extent: DRAWN_EXTENT,
  }
}

function middleOf(place: number): number {
  return (2 * place + 1) / GRID - 1
}

/** A set of the plane put on the grid, as large as fits with a margin; of points that fall into one cell the first. */
export function onGrid({ features, labels }: Pick<RawData, 'features' | 'labels'>): Points {
  const bounds = [0, 1].map((axis) => {
    const values = Array.from(labels, (_, i) => features[2 * i + axis])
    return [Math.min(...values), Math.max(...values)] as const
  })
  const cellOf = (value: number, [low, high]: readonly [number, number]) => {
    const share = high > low ? (value - low) / (high - low) : 0.5
    return Math.round(MARGIN + share * (GRID - 1 - 2 * MARGIN))
  }
  const points = new Map<number, number>()
  labels.forEach((label, i) => {
    const [column, row] = [0, 1].map((axis) => cellOf(features[2 * i + axis], bounds[axis]))
    const cell = row * GRID + column
    if (points.size < MOST_POINTS && !points.has(cell)) points.set(cell, label)
  })
  return points
}
