import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildDataset } from '../../src/data/build.ts'
import type { RawData } from '../../src/data/dataset.ts'
import { digits } from '../../src/data/generators/digits.ts'
import { spirals } from '../../src/data/generators/spirals.ts'
import { longTailCounts } from '../../src/data/imbalance.ts'
import { standardise } from '../../src/data/standardise.ts'
import { countsOf, hashOf } from './helpers.ts'

const plain = { imbalance: 1, labelNoise: 0, testShare: 0.2, seed: 1 }
const drawing = { dimensions: 2, noise: 0.3, seed: 1 }
const raw = spirals({ ...drawing, classes: 4, samples: 1000 })

/** A table whose one feature is the number of the example, with so many examples of each class. */
function numbered(counts: readonly number[]): RawData {
  const labels = Int32Array.from(counts.flatMap((count, label) => Array.from({ length: count }, () => label)))
  const features = Float32Array.from(labels.keys())
  return { classes: counts.length, classNames: counts.map(String), dimensions: 1, features, labels }
}

/** Mean and deviation of every `stride`-th value. */
function moments(values: Float32Array, from = 0, stride = 1) {
  const some = values.filter((_, i) => i % stride === from)
  const mean = some.reduce((a, b) => a + b, 0) / some.length
  return { mean, deviation: Math.sqrt(some.reduce((sum, value) => sum + (value - mean) ** 2, 0) / some.length) }
}

describe('the split', () => {
  it.each([0.1, 0.2, 0.35, 0.5])('keeps the share %d of every class, within one', (testShare) => {
    const { train, test } = buildDataset(raw, { ...plain, testShare })
    expect(train.labels.length + test.labels.length).toBe(1000)
    for (const count of countsOf(test.labels, 4)) expect(Math.abs(count - 250 * testShare)).toBeLessThanOrEqual(1)
  })

  it('leaves a class in both splits where it has two examples, and one example to training', () => {
    const { train, test } = buildDataset(numbered([2, 3, 1, 50]), { ...plain, testShare: 0.1 })
    expect(countsOf(test.labels, 4)).toEqual([1, 1, 0, 5])
    expect(countsOf(train.labels, 4)).toEqual([1, 2, 1, 45])
  })

  it('gives each example to one split only', () => {
    const set = buildDataset(numbered([40, 60]), plain)
    const order = (values: Float32Array) => [...values].sort((a, b) => a - b)
    const all = order(Float32Array.of(...set.train.features, ...set.test.features))
    expect(new Set(all).size).toBe(100)
  })

  it('mixes the classes, so that the first examples are a fair sample', () => {
    const { train } = buildDataset(numbered([500, 500]), plain)
    const first = countsOf(train.labels.subarray(0, 200), 2)
    // Hypergeometric: 100 ± 6.1; five deviations.
    expect(Math.abs(first[0] - 100)).toBeLessThan(31)
  })
})

describe('imbalance', () => {
  it('keeps a long tail of training examples and leaves test examples alone', () => {
    const { train, test } = buildDataset(numbered([500, 500, 500]), { ...plain, imbalance: 100 })
    // 400 · 100^(−k/2)
    expect(countsOf(train.labels, 3)).toEqual([400, 40, 4])
    expect(countsOf(test.labels, 3)).toEqual([100, 100, 100])
  })

  it.each([
    [[500, 500, 500], 100, [100, 10, 1]],
    // Classes that the set has unequal: as many of each in a hundred as training has.
    [[100, 1000, 300], 2, [20, 40, 28]],
    [[100, 1000, 300], 1, [20, 200, 60]],
    [[20, 20], 100, [4, 1]],
  ])('of %j at %d is that of test data as well where it is asked for: %j', (counts, ratio, kept) => {
    const plainly = buildDataset(numbered(counts), { ...plain, imbalance: ratio })
    const { train, test } = buildDataset(numbered(counts), { ...plain, imbalance: ratio, testClasses: 'train' })
    expect(countsOf(test.labels, counts.length)).toEqual(kept)
    expect(train).toEqual(plainly.train)
    const all = new Set(plainly.test.features)
    expect(test.features.every((feature) => all.has(feature))).toBe(true)
    expect(new Set(test.features).size).toBe(test.features.length)
  })

  it('keeps at least one example, and rounds an exact half up', () => {
    expect(countsOf(buildDataset(numbered([20, 20]), { ...plain, imbalance: 100 }).train.labels, 2)).toEqual([16, 1])
    // 101 training examples of each; 101 · 4^(−½) = 50.5.
    const half = buildDataset(numbered([126, 126, 126]), { ...plain, imbalance: 4 })
    expect(countsOf(half.train.labels, 3)).toEqual([101, 51, 25])
  })

  it('leaves all as it is at 1, however unequal', () => {
    expect(countsOf(buildDataset(numbered([30, 300, 55]), plain).train.labels, 3)).toEqual([24, 240, 44])
  })

  it.each([
    // The largest class is cut to the ratio times the smallest, or the smallest to the largest over the ratio.
    [[30, 300], 10, [30, 300]],
    [[30, 300], 2, [30, 60]],
    [[30, 300], 50, [6, 300]],
    [[300, 30], 100, [300, 3]],
    // Between them a long tail, of which no class has more than it had.
    [[40, 1000, 90, 500], 25, [40, 1000, 90, 342]],
    [[100, 100, 400], 4, [100, 100, 400]],
    [[7, 0, 70], 5, [7, 0, 35]],
  ])('makes of %j at %d what it says: %j', (counts, ratio, kept) => {
    expect(longTailCounts(counts, ratio)).toEqual(kept)
  })

  it('has the ratio that it says, up to rounding, and no larger head can have it', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 2, maxLength: 12 })
    fc.assert(
      fc.property(sizes, fc.integer({ min: 2, max: 100 }), (counts, ratio) => {
        const kept = longTailCounts(counts, ratio)
        kept.forEach((count, index) => expect(count).toBeLessThanOrEqual(counts[index]))
        const [largest, smallest] = [Math.max(...kept), Math.min(...kept)]
        expect(smallest).toBeGreaterThanOrEqual(1)
        const most = Math.min(Math.max(...counts), ratio * Math.min(...counts))
        expect(Math.abs(largest - most)).toBeLessThanOrEqual(1)
        expect(Math.abs(smallest - Math.max(1, largest / ratio))).toBeLessThanOrEqual(1)
      }),
      { seed: 1 },
    )
  })

  it('keeps of classes that are equal to within one what it always kept', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 400 }), fc.array(fc.nat(1), { minLength: 2, maxLength: 10 }), fc.integer({ min: 1, max: 100 }), (base, extra, ratio) => {
        const counts = extra.map((one) => base + one)
        const own = counts.map((count, index) => count * ratio ** (-index / (counts.length - 1)))
        expect(longTailCounts(counts, ratio)).toEqual(own.map((count) => Math.max(1, Math.floor(count + 0.5 + 1e-9))))
      }),
      { seed: 1 },
    )
  })
})

describe('label noise', () => {
  it.each([0, 0.25, 0.4, 0.8])('replaces exactly the share %d of training labels', (labelNoise) => {
    const { train, test } = buildDataset(raw, { ...plain, labelNoise })
    const wrong = train.labels.filter((label, i) => label !== train.trueLabels[i]).length
    expect(wrong).toBe(Math.round(labelNoise * 800))
    expect(test.labels).toEqual(test.trueLabels)
  })

  it('draws the other classes evenly', () => {
    const { train } = buildDataset(numbered([5000, 5000, 5000, 5000]), { ...plain, labelNoise: 0.5 })
    const moves = new Map<string, number>()
    train.labels.forEach((label, i) => {
      const move = `${train.trueLabels[i]}${label}`
      if (label !== train.trueLabels[i]) moves.set(move, (moves.get(move) ?? 0) + 1)
    })
    expect(moves.size).toBe(12)
    const expected = 8000 / 12
    const chiSquare = [...moves.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    // 0.9999 quantile of χ² with 11 degrees of freedom.
    expect(chiSquare).toBeLessThan(37.4)
  })

  it('leaves features, split and true labels as they are without it', () => {
    const [clean, noisy] = [0, 0.4].map((labelNoise) => buildDataset(raw, { ...plain, labelNoise }))
    expect(hashOf(noisy.train.features)).toBe(hashOf(clean.train.features))
    expect(noisy.train.trueLabels).toEqual(clean.train.labels)
  })
})

describe('standardising', () => {
  it('gives every feature of a table mean 0 and deviation 1 over training examples', () => {
    const shifted = { ...raw, features: (raw.features as Float32Array).map((value, i) => (i % 2 ? 50 * value + 9 : value)) }
    const { train } = buildDataset(shifted, { ...plain, imbalance: 3 })
    for (const feature of [0, 1]) {
      const { mean, deviation } = moments(train.features, feature, 2)
      expect(mean).toBeCloseTo(0, 5)
      expect(deviation).toBeCloseTo(1, 5)
    }
  })

  it('uses the training mean and deviation for the test examples', () => {
    const set = buildDataset(numbered([50, 50]), plain)
    const train = [...set.train.features]
    const test = [...set.test.features]
    // Original values are 0 … 99, each once: one line goes through all.
    const all = [...train, ...test].sort((a, b) => a - b)
    const step = (all[99] - all[0]) / 99
    all.forEach((value, i) => expect(value).toBeCloseTo(all[0] + i * step, 5))
    expect(train.reduce((a, b) => a + b) / 80).toBeCloseTo(0, 5)
  })

  it('leaves a feature that does not vary at 0', () => {
    const { train, test } = buildDataset({ ...numbered([20, 20]), features: new Float32Array(40).fill(0.1) }, plain)
    expect([...train.features, ...test.features].every((value) => Math.abs(value) < 1e-6)).toBe(true)
  })

  it('says so where there is no memory for standardised examples', () => {
    const examples = { length: 2 ** 40 } as Int32Array
    const standard = { scale: Float64Array.of(1), shift: Float64Array.of(0) }
    expect(() => standardise(new Uint8Array(), 784, examples, standard)).toThrow(/^There is no memory of 3,448,068,465 MB for these examples .* Choose fewer of them\.$/)
  })

  it('treats pixels alike and says how to get their grey back', () => {
    const images = digits({ ...drawing, classes: 10, samples: 200 })
    const { train, test, image } = buildDataset(images, plain)
    if (!image) throw new Error('no image')
    const { mean, deviation } = moments(train.features)
    expect(mean).toBeCloseTo(0, 4)
    expect(deviation).toBeCloseTo(1, 4)
    const key = (bytes: readonly number[]) => bytes.join()
    const known = new Set(Array.from({ length: 200 }, (_, i) => key([...images.features.subarray(i * 784, (i + 1) * 784)])))
    for (let i = 0; i < 40; i++) {
      const grey = [...test.features.subarray(i * 784, (i + 1) * 784)].map((value) => value * image.scale + image.shift)
      grey.forEach((value) => expect(Math.abs(value - Math.round(value))).toBeLessThan(1e-4))
      expect(known.has(key(grey.map(Math.round)))).toBe(true)
    }
  })
})

describe('buildDataset', () => {
  const settings = { imbalance: 10, labelNoise: 0.3, testShare: 0.3, seed: 9 }

  it('comes again from the same seed, and not from another', () => {
    const of = (seed: number) => {
      const { train, test } = buildDataset(raw, { ...settings, seed })
      return [train.features, train.labels, train.trueLabels, test.features, test.labels].map(hashOf)
    }
    expect(of(9)).toEqual(of(9))
    const other = of(10)
    expect(of(9).filter((hash, i) => hash === other[i])).toEqual([])
  })
})
