import { describe, expect, it } from 'vitest'
import { catalogue } from '../../src/data/catalogue.ts'
import type { GeneratorSettings, RawData } from '../../src/data/dataset.ts'
import { bent } from '../../src/data/generators/bent.ts'
import { checkerboard } from '../../src/data/generators/checkerboard.ts'
import { circles } from '../../src/data/generators/circles.ts'
import { digits } from '../../src/data/generators/digits.ts'
import { blobs, overlap } from '../../src/data/generators/gaussians.ts'
import { moons } from '../../src/data/generators/moons.ts'
import { spirals } from '../../src/data/generators/spirals.ts'
import { xor } from '../../src/data/generators/xor.ts'
import { countsOf, hashOf } from './helpers.ts'

const settings: GeneratorSettings = { classes: 3, samples: 300, dimensions: 5, noise: 0.3, seed: 1 }
const exact = { ...settings, noise: 0 }

function points(raw: RawData): { x: number; y: number; label: number }[] {
  return [...raw.labels].map((label, i) => ({ x: raw.features[2 * i], y: raw.features[2 * i + 1], label }))
}

// Pinned: whoever changes one of these changes the data behind every link to that set.
const PINNED: Readonly<Record<string, string>> = {
  spirals: 'f4905398c6895d52',
  overlap: '9ce65c7c8311fdfb',
  blobs: '25f319b50f4e758f',
  circles: '80894afc2d6a4edd',
  moons: 'ada460bb42013cb3',
  xor: 'f737e0f51d4e9fe4',
  checkerboard: 'ae031373a644b2e9',
  bent: '51789e9ca62856f5',
  digits: '1a1539ef6c445e0f',
}

const generators = catalogue.flatMap((entry) =>
  'generate' in entry.source ? [{ kind: entry.kind, classes: entry.classes, generate: entry.source.generate }] : [],
)

describe.each(generators)('$kind', ({ kind, classes, generate }) => {
  it('is balanced, finite and complete for the fewest and the most classes, at any noise', () => {
    for (const count of classes) {
      for (const noise of [0, 0.3, 1]) {
        const raw = generate({ ...settings, classes: count, samples: 207, noise })
        const counts = countsOf(raw.labels, count)
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
        expect(raw.labels.length).toBe(207)
        expect(raw.features.length).toBe(207 * raw.dimensions)
        expect(raw.features.every(Number.isFinite)).toBe(true)
        expect(raw.classes).toBe(count)
        expect(raw.classNames.length).toBe(count)
      }
    }
  })

  it('has two examples of each class however few are asked for', () => {
    const raw = generate({ ...settings, classes: classes[1], samples: 3 })
    expect(Math.min(...countsOf(raw.labels, classes[1]))).toBe(2)
  })

  it('is the data that links already sent stand on', () => {
    expect(hashOf(generate({ ...settings, classes: classes[0] }).features)).toBe(PINNED[kind])
  })

  it('comes again from its seed, and not from another', () => {
    const of = (seed: number) => hashOf(generate({ ...settings, classes: classes[0], seed }).features)
    expect(of(1)).toBe(of(1))
    expect(of(1)).not.toBe(of(2))
  })

  it('scatters more the more noise there is', () => {
    const scatter = (noise: number) => {
      const set = { ...settings, classes: classes[0], noise }
      const { features } = generate(set)
      const bare = generate({ ...set, noise: 0 }).features
      return Float64Array.from(features, (value, i) => (value - bare[i]) ** 2).reduce((a, b) => a + b) / features.length
    }
    expect(scatter(0.1)).toBeLessThan(scatter(0.4))
    expect(scatter(0.4)).toBeLessThan(scatter(1))
  })
})

describe('the shapes, without noise', () => {
  it('blobs and overlap: one point for each class, evenly on a circle', () => {
    for (const generate of [blobs, overlap]) {
      for (const { x, y, label } of points(generate(exact))) {
        expect(x).toBeCloseTo(Math.cos((2 * Math.PI * label) / 3), 6)
        expect(y).toBeCloseTo(Math.sin((2 * Math.PI * label) / 3), 6)
      }
    }
  })

  it('spirals: the angle follows the radius, a third of a turn between classes', () => {
    for (const { x, y, label } of points(spirals(exact))) {
      const radius = Math.hypot(x, y)
      const angle = 2 * Math.PI * (label / 3 + (0.75 * (radius - 0.1)) / 0.9)
      expect(Math.cos(Math.atan2(y, x) - angle)).toBeCloseTo(1, 9)
    }
  })

  it('circles: one radius for each class', () => {
    for (const { x, y, label } of points(circles(exact))) expect(Math.hypot(x, y)).toBeCloseTo((label + 1) / 3, 6)
  })

  it('moons: an upper half circle about (0, 0), a lower one about (1, ½)', () => {
    for (const { x, y, label } of points(moons({ ...exact, classes: 2 }))) {
      expect(label === 0 ? Math.hypot(x, y) : Math.hypot(x - 1, y - 0.5)).toBeCloseTo(1, 6)
      expect(label === 0 ? y >= -1e-6 : y <= 0.5 + 1e-6).toBe(true)
    }
  })

  it('xor: the sign of x · y, in all four quarters', () => {
    const all = points(xor({ ...exact, classes: 2 }))
    for (const { x, y, label } of all) expect(x * y >= 0).toBe(label === 0)
    expect(new Set(all.map(({ x, y }) => `${x > 0},${y > 0}`)).size).toBe(4)
  })

  it('checkerboard: each cell has one class, and neighbours have different ones', () => {
    for (let classes = 2; classes <= 10; classes++) {
      const side = classes <= 8 ? 4 : 5
      const cells = new Map<string, number>()
      for (const { x, y, label } of points(checkerboard({ ...exact, classes, samples: 1000 }))) {
        const cell = [x, y].map((value) => Math.floor(((value + 1) / 2) * side)).join()
        expect(cells.get(cell) ?? label).toBe(label)
        cells.set(cell, label)
      }
      expect(cells.size).toBe(side * side)
      expect(new Set(cells.values()).size).toBe(classes)
      for (const [cell, label] of cells) {
        const [column, row] = cell.split(',').map(Number)
        expect(cells.get(`${column + 1},${row}`)).not.toBe(label)
        expect(cells.get(`${column},${row + 1}`)).not.toBe(label)
      }
    }
  })
})

describe('how far Gaussian classes overlap', () => {
  it('is what the normal distribution says for neighbours 1.5, 4 and 1.2 deviations from their border', () => {
    // Φ(1.5), Φ(4), Φ(1.2) from Abramowitz & Stegun, table 26.1; the standard error of a share p is √(p(1−p)/n).
    const cases = [
      { generate: overlap, noise: 0.3, share: 0.9331928 },
      { generate: blobs, noise: 0.3, share: 0.9999683 },
      { generate: blobs, noise: 1, share: 0.8849303 },
    ]
    for (const { generate, noise, share } of cases) {
      const all = points(generate({ ...settings, classes: 2, samples: 20_000, noise }))
      const right = all.filter(({ x, label }) => x > 0 === (label === 0)).length / all.length
      expect(Math.abs(right - share)).toBeLessThan(5 * Math.sqrt((share * (1 - share)) / all.length))
    }
  })
})

describe('bent', () => {
  // For y normal with deviation s, the variance of ½ sin 2y is (1 − e^{−8s²})/8, and y = xW has the deviation of x.
  it('has means of variance 0.8², bent: 0.64 + 0.1243', () => {
    const raw = bent({ classes: 100, samples: 200, dimensions: 64, noise: 0, seed: 3 })
    const values = Float64Array.from(raw.features.subarray(0, 100 * 64))
    const mean = values.reduce((a, b) => a + b, 0) / values.length
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    // Standard error √(2/6400) of it, and 0.006 from the diagonal of W; without the bend it would be 0.64.
    expect(Math.abs(variance - (0.64 + (1 - Math.exp(-8 * 0.64)) / 8))).toBeLessThan(0.06)
  })

  it('has noise of deviation 1 at noise ½, bent: 1 + 0.1227 within a class', () => {
    const raw = bent({ classes: 2, samples: 2000, dimensions: 64, noise: 0.5, seed: 3 })
    const sums = new Float64Array(128)
    const values = Float64Array.from(raw.features)
    const classFeature = (i: number) => raw.labels[Math.floor(i / 64)] * 64 + (i % 64)
    values.forEach((value, i) => (sums[classFeature(i)] += value / 1000))
    const squares = values.reduce((sum, value, i) => sum + (value - sums[classFeature(i)]) ** 2, 0)
    // What the classes' means take of the bend's variance is e^{−4}/4 · (1 − e^{−8·0.64})/2.
    const truth = 1 + 1 / 8 - ((Math.exp(-4) / 4) * (1 - Math.exp(-8 * 0.64))) / 2
    expect(Math.abs(squares / values.length - truth)).toBeLessThan(0.03)
  })
})

describe('digits', () => {
  const drawn = (noise: number) => digits({ classes: 10, samples: 2000, dimensions: 2, noise, seed: 4 })

  it('are 28 × 28, black around and white in the line', () => {
    const { features, image, dimensions } = drawn(0)
    expect(image).toEqual({ width: 28, height: 28, channels: 1 })
    expect(dimensions).toBe(784)
    for (let example = 0; example < 20; example++) {
      const pixels = features.subarray(example * 784, (example + 1) * 784)
      expect(Math.max(...pixels)).toBe(255)
      expect(Math.max(...pixels.subarray(0, 56), ...pixels.subarray(728))).toBe(0)
      // Anti-aliased: some pixels are neither.
      expect(pixels.some((grey) => grey > 40 && grey < 215)).toBe(true)
    }
  })

  it('can be told apart at the default noise by the nearest class mean, and less so with more', () => {
    const accuracy = (noise: number) => {
      const { features, labels } = drawn(noise)
      const means = new Float64Array(7840)
      for (let i = 0; i < 1000; i++) {
        for (let p = 0; p < 784; p++) means[labels[i] * 784 + p] += features[i * 784 + p] / 100
      }
      let right = 0
      for (let i = 1000; i < 2000; i++) {
        const distances = Array.from({ length: 10 }, (_, k) => {
          let sum = 0
          for (let p = 0; p < 784; p++) sum += (features[i * 784 + p] - means[k * 784 + p]) ** 2
          return sum
        })
        if (distances.indexOf(Math.min(...distances)) === labels[i]) right++
      }
      return right / 1000
    }
    // About as hard as MNIST: there, means of 5,000 of the 10,000 test images get 0.80 of the others right.
    const usual = accuracy(0.3)
    expect(usual).toBeGreaterThan(0.75)
    expect(accuracy(1)).toBeLessThan(usual - 0.1)
  })

  it('draws every image of a class differently', () => {
    const { features } = drawn(0.3)
    const images = new Set(Array.from({ length: 100 }, (_, i) => hashOf(features.subarray(i * 784, (i + 1) * 784))))
    expect(images.size).toBe(100)
  })
})
