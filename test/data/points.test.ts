import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GRID, MOST_POINTS, readPoints, writePoints } from '../../src/data/points.ts'
import { anyDrawing } from '../experiment/arbitrary.ts'

const cell = (column: number, row: number) => row * GRID + column

describe('a drawing as text', () => {
  it('is class after class, column and row of each point', () => {
    const points = new Map([[cell(1, 0), 0], [cell(0, 0), 0], [cell(63, 61), 2]])
    expect(writePoints(points)).toBe('AABA.._9')
    expect(readPoints('AABA.._9')).toEqual({ points, faults: [] })
    expect(writePoints(new Map())).toBe('')
    expect(readPoints('')).toEqual({ points: new Map(), faults: [] })
  })

  it('is read as it was written, in signs that need no encoding, two a point', () => {
    fc.assert(
      fc.property(anyDrawing, (points) => {
        const text = writePoints(points)
        expect(text).toMatch(/^[\w.-]*$/)
        expect(text.replaceAll('.', '').length).toBe(2 * points.size)
        expect(readPoints(text)).toEqual({ points, faults: [] })
        expect(encodeURIComponent(text)).toBe(text)
      }),
    )
  })

  it('is the same in whatever order it was drawn', () => {
    fc.assert(
      fc.property(anyDrawing, fc.infiniteStream(fc.nat()), (points, keys) => {
        const shuffled = [...points].map((point) => ({ point, key: keys.next().value ?? 0 })).sort((a, b) => a.key - b.key)
        expect(writePoints(new Map(shuffled.map(({ point }) => point)))).toBe(writePoints(points))
      }),
    )
  })
})

describe('what is wrong in it is said, and the rest kept', () => {
  const AA = new Map([[0, 0]])
  const full = writePoints(new Map(Array.from({ length: MOST_POINTS }, (_, i) => [i, i % 2])))
  it.each([
    ['half a point', 'AAB', AA, /1 half point/],
    ['half a point in each class', 'AAB.B', AA, /2 half points/],
    ['signs that are no place', 'A*AA.é🎉', AA, /2 points off the grid/],
    ['spaces', ' A A', AA, /2 spaces/],
    ['a cell twice', 'AAAA.AA', AA, /2 points in cells that have one already/],
    ['more classes than ten', 'AA..........BB.CC', AA, /2 classes beyond the 10/],
    ['a point of the eleventh class', `AA${'.'.repeat(10)}BA`, AA, /1 class beyond the 10/],
    ['more points than a link may have', `${full}.zzzy`, readPoints(full).points, /2 points beyond the 400/],
    ['far too much', `AA${'.'.repeat(5000)}`, AA, /^what follows its first 4096 signs$/],
    ['nothing that could be one', '💥', new Map(), /1 half point/],
  ])('%s', (_, text, points, fault) => {
    const read = readPoints(text)
    expect(read.points).toEqual(points)
    expect(read.faults).toHaveLength(1)
    expect(read.faults[0]).toMatch(fault)
  })

  it('whatever the text', () => {
    const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 2000 }), fc.stringMatching(/^[\w. -]{0,2000}$/))
    fc.assert(
      fc.property(anyText, (text) => {
        const { points, faults } = readPoints(text)
        expect(points.size).toBeLessThanOrEqual(MOST_POINTS)
        // Every pair of signs became a point, or is accounted for.
        expect(faults.length > 0 || text.replaceAll('.', '').length === 2 * points.size).toBe(true)
        expect(readPoints(writePoints(points))).toEqual({ points, faults: [] })
      }),
    )
  })
})
