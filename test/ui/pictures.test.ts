import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bestColumns } from '../../src/ui/pictures/bestColumns.ts'
import { parseRgb, type PictureColors } from '../../src/ui/pictures/classColors.ts'
import { imagePixels } from '../../src/ui/pictures/imagePixels.ts'
import { stride, toPixels } from '../../src/ui/pictures/paintPoints.ts'
import { surfacePixels } from '../../src/ui/pictures/surfacePixels.ts'

const colors: PictureColors = {
  classes: [
    [200, 0, 0],
    [0, 200, 0],
  ],
  arms: [],
  signs: [
    [0, 0, 0],
    [0, 0, 0],
  ],
  ground: [0, 0, 0],
  ink: [255, 255, 255],
}

describe('surfacePixels', () => {
  const surface = {
    side: 2,
    // Row 0 is the lowest y.
    winner: Uint8Array.from([0, 1, 1, 0]),
    confidence: Uint8Array.from([255, 255, 0, 255]),
    trainRight: new Uint8Array(),
    testRight: new Uint8Array(),
  }

  test('has the highest row first, the colour of the winner, and none at chance', () => {
    const pixels = surfacePixels(surface, 2, colors)
    const pixel = (i: number) => Array.from(pixels.subarray(4 * i, 4 * i + 4))
    expect(pixel(0)).toEqual([0, 0, 0, 255])
    expect(pixel(1)).toEqual([110, 0, 0, 255])
    expect(pixel(2)).toEqual([110, 0, 0, 255])
    expect(pixel(3)).toEqual([0, 110, 0, 255])
  })

  test('is half as strong half way between chance and certainty', () => {
    // 0.6 of 255 is 153; with four classes (0.625 − 0.25) / 0.75 = 0.5.
    const half = { ...surface, confidence: new Uint8Array(4).fill(Math.round(0.625 * 255)) }
    expect(Math.abs(surfacePixels(half, 4, colors)[4] - 55)).toBeLessThanOrEqual(1)
  })
})

test('an image in colour keeps its colours, and a grey one is as much ink as it is bright', () => {
  const ink = [10, 20, 30] as const
  expect([...imagePixels(Uint8Array.of(255, 0, 7, 1, 2, 3), 3, ink)]).toEqual([255, 0, 7, 255, 1, 2, 3, 255])
  expect([...imagePixels(Uint8Array.of(0, 200), 1, ink)]).toEqual([10, 20, 30, 0, 10, 20, 30, 200])
})

test('points go from the corners of the box to the corners of the square, y upward', () => {
  const place = toPixels([-1, 3, 10, 20], 100)
  expect(place(-1, 10)).toEqual([0, 100])
  expect(place(3, 20)).toEqual([100, 0])
  expect(place(1, 15)).toEqual([50, 50])
})

test('a stride draws no more points than there may be', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 1000 }), (points, most) => {
      expect(Math.ceil(points / stride(points, most))).toBeLessThanOrEqual(most)
    }),
  )
  expect(stride(800, 800)).toBe(1)
})

describe('bestColumns', () => {
  // By hand.
  test.each([
    [1, 300, 500, { columns: 1, side: 300 }],
    [2, 300, 700, { columns: 1, side: 300 }],
    [2, 300, 300, { columns: 2, side: 145 }],
    [6, 310, 500, { columns: 2, side: 140 }],
    [3, 620, 240, { columns: 3, side: 200 }],
  ])('%d squares in %d × %d', (count, width, height, grid) => {
    expect(bestColumns(count, width, height, 10, 20)).toEqual(grid)
  })
})

test('computed colours are read channel by channel', () => {
  expect(parseRgb('rgb(18, 20, 24)')).toEqual([18, 20, 24])
  expect(parseRgb('')).toEqual([0, 0, 0])
})
