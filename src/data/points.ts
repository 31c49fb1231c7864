import { countText } from './text.ts'

/** Cells on each side of the grid that points are drawn on. */
export const GRID = 64
/** The most points that a drawing has, so that its link can be sent. */
export const MOST_POINTS = 400
/** The most classes that a drawing has. */
export const MOST_DRAWN_CLASSES = 10

/** A drawing: the class, from 0, of each cell that has a point. Cell row · 64 + column, columns from the left, rows from below. */
export type Points = ReadonlyMap<number, number>

/** What a text of points was read as. */
export interface ReadPoints {
  readonly points: Points
  /** What was left out, a part of a sentence each: “2 points off the grid”. */
  readonly faults: readonly string[]
}

/** A sign for each column or row, in the order of base64url (RFC 4648, §5). */
const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const PLACES: ReadonlyMap<string, number> = new Map(Array.from(SIGNS, (sign, place) => [sign, place]))
const BETWEEN_CLASSES = '.'
/** Several times what the largest drawing needs; what lies behind it is not read. */
const MOST_SIGNS = 4096

/**
 * A drawing as links have it: class after class with “.” between, of each its points by rows from below and from the
 * left, two signs a point, its column and its row (A–Z, a–z, 0–9, -, _ for 0 to 63). `AABA.._9` is class 0 at columns
 * 0 and 1 of the lowest row, nothing in class 1, class 2 at column 63, row 61. Equal drawings are written alike;
 * the inverse of `readPoints`.
 */
export function writePoints(points: Points): string {
  const classes = Math.max(-1, ...points.values()) + 1
  const texts = Array.from({ length: classes }, () => '')
  const cells = [...points].sort(([a], [b]) => a - b)
  for (const [cell, label] of cells) texts[label] += SIGNS[cell % GRID] + SIGNS[Math.floor(cell / GRID)]
  return texts.join(BETWEEN_CLASSES)
}

/**
 * Reads a drawing from any text, in any order. Never throws: spaces, signs that are no place on the grid, half a point,
 * a second point in a cell, classes and points beyond the most are left out, and the faults say so.
 */
export function readPoints(text: string): ReadPoints {
  const points = new Map<number, number>()
  const left = { spaces: 0, unknown: 0, halves: 0, twice: 0, many: 0 }
  const groups = text.slice(0, MOST_SIGNS).split(BETWEEN_CLASSES)
  for (const [label, group] of groups.slice(0, MOST_DRAWN_CLASSES).entries()) {
    const signs = Array.from(group).filter((sign) => sign.trim() !== '')
    left.spaces += Array.from(group).length - signs.length
    left.halves += signs.length % 2
    for (let i = 0; i + 1 < signs.length; i += 2) {
      const [column, row] = [PLACES.get(signs[i]), PLACES.get(signs[i + 1])]
      if (column === undefined || row === undefined) left.unknown++
      else if (points.has(row * GRID + column)) left.twice++
      else if (points.size >= MOST_POINTS) left.many++
      else points.set(row * GRID + column, label)
    }
  }
  const beyond = groups.slice(MOST_DRAWN_CLASSES).filter((group) => group.trim() !== '').length
  const found: readonly (readonly [number, string])[] = [
    [left.spaces, `${countText(left.spaces, 'space')}`],
    [left.unknown, `${countText(left.unknown, 'point')} off the grid`],
    [left.halves, `${countText(left.halves, 'half point')}`],
    [left.twice, `${countText(left.twice, 'point')} in cells that have one already`],
    [left.many, `${countText(left.many, 'point')} beyond the ${MOST_POINTS} that a link may have`],
    [text.length - MOST_SIGNS, `what follows its first ${MOST_SIGNS} signs`],
    [beyond, `${countText(beyond, 'class', 'classes')} beyond the ${MOST_DRAWN_CLASSES} that a drawing may have`],
  ]
  return { points, faults: found.flatMap(([count, fault]) => (count > 0 ? [fault] : [])) }
}
