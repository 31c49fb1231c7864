import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildDataset } from '../../src/data/build.ts'
import { catalogue, datasetOf } from '../../src/data/catalogue.ts'
import { DataError } from '../../src/data/dataset.ts'
import { drawingFault, drawnData, onGrid } from '../../src/data/drawn.ts'
import { spirals } from '../../src/data/generators/spirals.ts'
import { GRID, MOST_POINTS, readPoints, writePoints } from '../../src/data/points.ts'
import { anyDrawing } from '../experiment/arbitrary.ts'
import { countsOf, hashOf } from './helpers.ts'

const plain = { imbalance: 1, labelNoise: 0, testShare: 0.2, seed: 1 }
const settings = { classes: 3, samples: 200, dimensions: 2, noise: 0.3, seed: 1 }

/** Two columns of points at the edges: so many in class 1, and in class 4. */
function twoColumns(left: number, right: number) {
  const column = (at: number, label: number, count: number) => Array.from({ length: count }, (_, row): [number, number] => [row * GRID + at, label])
  return writePoints(new Map([...column(0, 1, left), ...column(63, 4, right)]))
}

describe('drawn points as data', () => {
  it('have the classes that occur, under their numbers, in the middle of their cells', () => {
    const { classes, classNames, dimensions, features, labels } = drawnData(twoColumns(2, 3))
    expect({ classes, classNames, dimensions }).toEqual({ classes: 2, classNames: ['1', '4'], dimensions: 2 })
    expect([...labels]).toEqual([0, 1, 0, 1, 1])
    expect(Array.from(features.subarray(0, 4))).toEqual([-63 / 64, -63 / 64, 63 / 64, -63 / 64])
  })

  it('stay where they are, whatever else is drawn', () => {
    fc.assert(
      fc.property(anyDrawing.filter((points) => drawingFault(points) === null), fc.nat(), (points, seed) => {
        const { train, test, extent } = buildDataset(drawnData(writePoints(points)), { ...plain, seed })
        expect(extent).toEqual([-2, 2, -2, 2])
        const built = [train, test].flatMap(({ features, labels }) => Array.from(labels, (_, i) => `${features[2 * i]},${features[2 * i + 1]}`))
        const middle = (place: number) => Math.fround((2 * (((2 * place + 1) / GRID) - 1)) / (1 + 2 / GRID))
        expect(built.sort()).toEqual([...points.keys()].map((cell) => `${middle(cell % GRID)},${middle(Math.floor(cell / GRID))}`).sort())
      }),
      { numRuns: 30 },
    )
  })

  it('are split by the seed, and hear of test share, imbalance and label noise', () => {
    const raw = drawnData(twoColumns(60, 60))
    const built = (changes: object) => buildDataset(raw, { ...plain, ...changes })
    expect(countsOf(built({ testShare: 0.5 }).test.labels, 2)).toEqual([30, 30])
    expect(countsOf(built({ imbalance: 8 }).train.labels, 2)).toEqual([48, 6])
    const { train } = built({ labelNoise: 0.25 })
    expect(train.labels.filter((label, i) => label !== train.trueLabels[i])).toHaveLength(24)
    expect(hashOf(built({ seed: 1 }).test.features)).not.toBe(hashOf(built({ seed: 2 }).test.features))
  })
})

describe('too little to train on is said', () => {
  it.each([
    ['nothing', '', /^Nothing is drawn yet/],
    ['one class', twoColumns(9, 0), /^There is one class/],
    ['two classes of one point', twoColumns(1, 1), /^Classes 1 and 4 have one point each/],
    ['one class of one point', twoColumns(5, 1), /^Class 4 has one point/],
    ['a text that is no drawing', '!', /^Nothing is drawn yet/],
  ])('%s', (_, text, fault) => {
    expect(drawingFault(readPoints(text).points)).toMatch(fault)
    expect(() => drawnData(text)).toThrow(DataError)
    expect(() => drawnData(text)).toThrow(fault)
  })

  it('but not of a third class of one point, which trains only', () => {
    const three = `AABABBAB.CACB.DD`
    expect(drawingFault(readPoints(three).points)).toBeNull()
    const { train, test } = buildDataset(drawnData(three), plain)
    expect([countsOf(train.labels, 3), countsOf(test.labels, 3)]).toEqual([[3, 1, 1], [1, 1, 0]])
  })
})

describe('a made set on the grid', () => {
  const sets = catalogue.flatMap(({ kind, source }) => (datasetOf(kind).plane && 'generate' in source ? [{ kind, source }] : []))
  it.each(sets)('$kind', ({ kind, source }) => {
    const [least] = datasetOf(kind).classes
    const raw = source.generate({ ...settings, classes: Math.max(3, least) })
    const points = onGrid(raw)
    expect(drawingFault(points)).toBeNull()
    // Few share a cell: the shape is seen.
    expect(points.size).toBeGreaterThan(150)
    const places = [...points.keys()].flatMap((cell) => [cell % GRID, Math.floor(cell / GRID)])
    expect([Math.min(...places), Math.max(...places)]).toEqual([4, 59])
    expect(drawnData(writePoints(points)).classes).toBe(raw.classes)
  })

  it('is no more than a link may have, and stands in the middle where it does not spread', () => {
    expect(onGrid(spirals({ ...settings, samples: 5000 })).size).toBe(MOST_POINTS)
    expect([...onGrid({ features: new Float32Array(4), labels: Int32Array.of(0, 1) })]).toEqual([[32 * GRID + 32, 0]])
  })
})
