import { describe, expect, it } from 'vitest'
import { GRID, MOST_POINTS, type Points } from '../../src/data/points.ts'
import { colorPlaces } from '../../src/ui/pictures/classColors.ts'
import { onBoard, placeAt } from '../../src/ui/drawing/paintBoard.ts'
import { beginStroke, cellAt, continueStroke, middleOf, type Place, type Tool, without, withPoint } from '../../src/ui/drawing/stroke.ts'

const none: Points = new Map()
const full: Points = new Map(Array.from({ length: MOST_POINTS }, (_, cell) => [cell, 0]))

/** A stroke through places. */
function stroke(points: Points, tool: Tool, brush: 'line' | 'cloud', [first, ...rest]: readonly Place[]): Points {
  return rest.reduce((now, place) => continueStroke(now, place, tool, brush), beginStroke(points, first, tool, brush)).points
}

describe('a line', () => {
  it('leaves a point at even distances, however fast the pointer is', () => {
    const along = (...columns: number[]) => stroke(none, 3, 'line', columns.map((column): Place => [column + 0.5, 10.5]))
    const points = along(0, 20)
    expect([...points]).toEqual(Array.from({ length: 11 }, (_, i) => [10 * GRID + 2 * i, 3]))
    expect(along(...Array.from({ length: 21 }, (_, column) => column))).toEqual(points)
    expect(along(0, 0.9, 1.8).size).toBe(1)
  })

  it('paints points of another class over, and adds none where there is no room', () => {
    expect(stroke(new Map([[0, 1]]), 0, 'line', [[0.5, 0.5]])).toEqual(new Map([[0, 0]]))
    expect(stroke(full, 1, 'line', [[0.5, 40.5], [30.5, 40.5]])).toEqual(full)
    expect(withPoint(full, 0, 1).get(0)).toBe(1)
  })

  it('goes along the edge where the pointer is beside the grid', () => {
    expect([cellAt([-9, -9]), cellAt([99, 99])]).toEqual([0, GRID * GRID - 1])
  })
})

it('a cloud leaves points of its class about the stroke, on the grid', () => {
  const points = stroke(none, 2, 'cloud', [[1, 1], [40, 1]])
  expect(points.size).toBeGreaterThan(10)
  for (const [cell, label] of points) {
    expect(label).toBe(2)
    expect(middleOf(cell)[1]).toBeLessThanOrEqual(7)
  }
})

it('an eraser takes what is near and leaves the rest', () => {
  const row: Points = new Map(Array.from({ length: 20 }, (_, i) => [2 * i, i % 3]))
  expect([...stroke(row, 'erase', 'line', [[10.5, 0.5], [20.5, 0.5]]).keys()]).toEqual([0, 2, 4, 6, 24, 26, 28, 30, 32, 34, 36, 38])
  expect(without(row, middleOf(4)).size).toBe(19)
})

it('what is under the pointer is where it is drawn', () => {
  for (const cell of [0, 63, 777, GRID * GRID - 1]) expect(cellAt(placeAt(...onBoard(middleOf(cell), 313), 313))).toBe(cell)
})

it('a class has the colour of its number, and where it is a word that of its place', () => {
  expect(colorPlaces(['0', '3', '9'])).toEqual([0, 3, 9])
  expect(colorPlaces(['cat', '3'])).toEqual([0, 1])
  expect(colorPlaces(Array.from({ length: 12 }, (_, i) => String(i))).slice(9)).toEqual([9, 0, 1])
})
