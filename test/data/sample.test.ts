import fc from 'fast-check'
import { expect, it } from 'vitest'
import { buildDataset } from '../../src/data/build.ts'
import { createRandom } from '../../src/data/random.ts'
import { sampleExamples } from '../../src/data/sample.ts'
import { countsOf } from './helpers.ts'

const labelled = (counts: readonly number[]) => Int32Array.from(counts.flatMap((count, label) => Array.from({ length: count }, () => label)))

it('takes of every class its share, at least two, each example once and in order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 8 }), fc.nat(300), fc.nat(), (counts, most, seed) => {
      const labels = labelled(counts)
      const taken = sampleExamples(labels, counts.length, most, createRandom(seed))
      expect(taken.every((example, i) => i === 0 || example > taken[i - 1])).toBe(true)
      const expected = most >= labels.length ? counts : counts.map((count) => Math.min(count, Math.max(2, Math.floor((most * count) / labels.length))))
      expect(countsOf(taken.map((example) => labels[example]), counts.length)).toEqual(expected)
    }),
  )
})

it('draws a sample by the data seed: the same again from the same, as many of each class from another', () => {
  const labels = labelled([300, 100])
  const raw = { classes: 2, classNames: ['a', 'b'], dimensions: 1, features: Float32Array.from(labels, (_, i) => i), labels, sample: 40 }
  const of = (seed: number) => buildDataset(raw, { imbalance: 1, labelNoise: 0, testShare: 0.2, seed })
  const [one, again, other] = [of(1), of(1), of(2)]
  expect(one).toEqual(again)
  expect(countsOf(one.train.labels, 2)).toEqual([24, 8])
  expect(countsOf(one.test.labels, 2)).toEqual([6, 2])
  expect(countsOf(other.train.labels, 2)).toEqual([24, 8])
  expect(other.train.features).not.toEqual(one.train.features)
})
