import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { rowSums, worstPairs } from '../../src/ui/classes/confusion.ts'
import { cellColor } from '../../src/ui/classes/paintConfusion.ts'
import { byClass, classOrder, countsOn } from '../../src/ui/pictures/byClass.ts'
import { trained } from './trained.ts'

let given: Awaited<ReturnType<typeof trained>>
beforeAll(async () => {
  given = await trained()
})

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('by class, against the predictions themselves in float64', () => {
  test.each(['test', 'train'] as const)('recall and mean P_t are means over the repeats of an arm, on %s data', (split) => {
    const { predictions, repeats, dataset } = given
    const values = {
      recall: byClass(given, split, 'recall'),
      classPt: byClass(given, split, 'classPt'),
    }
    for (let arm = 0; arm < 2; arm++) {
      for (let index = 0; index < dataset.classes; index++) {
        const ofClass = predictions[split]
          .slice(arm * repeats, (arm + 1) * repeats)
          .flatMap((run) => run.filter(({ label }) => label === index))
        const right = mean(ofClass.map(({ winner }) => Number(winner === index)))
        expect(values.recall[arm][index]).toBeCloseTo(right, 6)
        expect(values.classPt[arm][index]).toBeCloseTo(mean(ofClass.map(({ softmax }) => softmax[index])), 6)
      }
    }
  })

  test('a class without examples has no recall', () => {
    const { history, frame, runs } = given
    for (let run = 0; run < runs; run++) history.list(frame, 'train', run, 'classCount')[2] = 0
    expect(byClass(given, 'train', 'recall')[0][2]).toBeNaN()
    expect(byClass(given, 'train', 'recall')[0][1]).toBeGreaterThan(0)
    expect(byClass({ ...given, frame: -1 }, 'train', 'recall')).toEqual([])
  })
})

describe('the order of classes', () => {
  test('goes from the largest to the smallest, equal ones in their own order', () => {
    expect(classOrder([5, 9, 5, 20])).toEqual([3, 1, 0, 2])
  })

  test('is their own where sizes differ by no more than splits of a balanced set do', () => {
    expect(classOrder([266, 267, 267])).toEqual([0, 1, 2])
  })

  test.each([
    [['0', '1', '2'], true],
    [['1', '2', '3'], true],
    [['1', '3', '4'], false],
    [['2', '1', '0'], false],
    [['cat', 'dog'], false],
  ])('of %j tells whether some of them tell the others: %s', (names, counts) => expect(countsOn(names)).toBe(counts))
})

describe('confusion', () => {
  test('its rows sum to the test examples of each class, its diagonal is the recall measured', () => {
    const { history, frame, dataset, repeats } = given
    const { classes, test } = dataset
    const { confusion, repeat } = history.pictures(frame)
    expect(confusion).toHaveLength(2)
    confusion?.forEach((counts, arm) => {
      const sums = rowSums(counts, classes)
      for (let label = 0; label < classes; label++) {
        expect(sums[label]).toBe(test.labels.filter((other) => other === label).length)
        const recall = history.value(frame, 'test', arm * repeats + repeat, 'recall', label)
        expect(counts[label * classes + label] / sums[label]).toBeCloseTo(recall, 6)
      }
    })
  })

  test('it counts the predictions of the repeat it names', () => {
    const { history, frame, dataset, repeats, predictions } = given
    const { confusion, repeat } = history.pictures(frame)
    const found = predictions.test[repeats + repeat]
    const pairs = worstPairs(confusion?.[1] ?? [], dataset.classes, 3)
    expect(pairs.length).toBeGreaterThan(0)
    for (const { label, predicted, count, of } of pairs) {
      expect(count).toBe(found.filter((one) => one.label === label && one.winner === predicted).length)
      expect(of).toBe(found.filter((one) => one.label === label).length)
    }
  })

  // By hand.
  test('pairs go from the most confused on, without the diagonal and what never happens', () => {
    const counts = [90, 3, 7, 0, 50, 0, 7, 9, 4]
    expect(worstPairs(counts, 3, 9)).toEqual([
      { label: 2, predicted: 1, count: 9, of: 20 },
      { label: 0, predicted: 2, count: 7, of: 100 },
      { label: 2, predicted: 0, count: 7, of: 20 },
      { label: 0, predicted: 1, count: 3, of: 100 },
    ])
    expect(worstPairs(counts, 3, 1)).toHaveLength(1)
  })

  test('a larger share has the stronger tint, and none has none', () => {
    const tint = (share: number) => cellColor(share, [250, 250, 250], [0, 0, 0])[0]
    expect(tint(0)).toBe(250)
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (a, b) => {
        expect(tint(Math.min(a, b))).toBeGreaterThanOrEqual(tint(Math.max(a, b)))
      }),
    )
  })

  test('ink on the strongest tint keeps the contrast that WCAG asks of text, 4.5', () => {
    const css = readFileSync(new URL('../../src/ui/theme.css', import.meta.url), 'utf8')
    const names = ['ground', 'ink', ...Array.from({ length: 6 }, (_, arm) => `arm-${arm}`)]
    const pairs = names.map((name) => new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(css)?.slice(1).map(rgb) ?? [])
    const themes = [0, 1].map((theme) => pairs.map((pair) => pair[theme]))
    for (const [ground, ink, ...arms] of themes) {
      for (const arm of arms) expect(contrast(cellColor(1, ground, arm), ink)).toBeGreaterThanOrEqual(4.5)
    }
  })
})

type Rgb = readonly [number, number, number]

function rgb(hex: string): Rgb {
  const number = Number.parseInt(hex.slice(1), 16)
  return [number >> 16, (number >> 8) & 255, number & 255]
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(a: Rgb, b: Rgb): number {
  const luminance = (color: Rgb) => {
    const [red, green, blue] = color.map((channel) => {
      const c = channel / 255
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}
