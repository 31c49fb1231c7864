import { describe, expect, test } from 'vitest'
import type { Maps } from '../../src/engine/protocol.ts'
import { colorFilterPixels, largestOf, mapPixels, rangeOf, signColor, type SignColors } from '../../src/ui/example/mapColors.ts'
import { formatSize, mapBlocks, summaryOf } from '../../src/ui/example/maps.ts'

const colors: SignColors = { ground: [0, 0, 0], below: [200, 0, 0], above: [0, 0, 100] }

describe('the colours of maps', () => {
  test('one scale for all that are compared, about 0', () => {
    const arms = [Float32Array.of(0.5, -3), Float32Array.of(2)]
    expect(largestOf(arms)).toBe(3)
    expect(rangeOf(arms)).toEqual([-3, 2])
    expect([0, 3, -3, 1.5, 9].map((value) => signColor(value, 3, colors))).toEqual([[0, 0, 0], [0, 0, 100], [200, 0, 0], [0, 0, 50], [0, 0, 100]])
  })

  test('a map of which all is 0 is the ground', () => {
    expect(signColor(0, largestOf([new Float32Array(4)]), colors)).toEqual([0, 0, 0])
    expect(largestOf([])).toBe(0)
  })

  test('a map is found among those beside it, row by row', () => {
    // Two maps of 1 × 2, channels last.
    const pixels = mapPixels(Float32Array.of(1, -1, 0, 0.5), { width: 2, height: 1, apart: 2, first: 1 }, 1, colors)
    expect([...pixels]).toEqual([200, 0, 0, 255, 0, 0, 50, 255])
  })

  test('a filter of red, green and blue has mid-grey for 0', () => {
    // One cell of two filters, [1 × 1 × 3 × 2]; the second: 1, 0, −1.
    const pixels = colorFilterPixels(Float32Array.of(9, 1, 9, 0, 9, -1), { width: 1, height: 1, apart: 6, first: 1 }, 1)
    expect([...pixels]).toEqual([255, 128, 0, 255])
  })
})

describe('what is drawn of an example', () => {
  const maps: Maps = {
    example: { split: 'test', index: 0 },
    step: 7,
    repeat: 0,
    shapes: [[1, 2, 2], [1, 1, 1]],
    filterShape: [3, 3, 1, 2],
    arms: [{ arm: 0, layers: [Float32Array.of(0, -1.234, 0.5, 1), Float32Array.of(4)], filters: new Float32Array(18) }],
  }

  test('the filters, then the maps after each layer', () => {
    expect(mapBlocks(maps).map(({ title, isColor }) => [title, isColor])).toEqual([
      ['2 filters of layer 1, 3 × 3', false],
      ['2 maps after layer 1, 1 × 2', false],
      ['1 map after layer 2, 1 × 1', false],
    ])
    expect(mapBlocks({ ...maps, filterShape: [3, 3, 3, 2] })[0].isColor).toBe(true)
  })

  test('in words, for who cannot see it', () => {
    const [, block] = mapBlocks(maps)
    expect(summaryOf(block, block.values[0])).toBe('2 maps after layer 1, 1 × 2: from −1.2 to 1, strongest in map 2.')
  })

  test('a diverged network has no numbers', () => expect(formatSize(NaN)).toBe('–'))
})
