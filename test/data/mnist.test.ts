import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { buildDataset } from '../../src/data/build.ts'
import { readFiles } from '../../src/data/readers/readers.ts'
import { countsOf, fileOf } from './helpers.ts'

const folder = '../shared/data/mnist'
const names = ['t10k-labels-idx1-ubyte.gz', 't10k-images-idx3-ubyte.gz']
const present = names.every((name) => existsSync(`${folder}/${name}`))

it.skipIf(!present)(`reads MNIST's test set${present ? '' : ' (skipped: no MNIST files)'}`, async () => {
  const raw = await readFiles(names.map((name) => fileOf(name, new Uint8Array(readFileSync(`${folder}/${name}`)))))
  // How many test images of each digit the published set has, and its first labels.
  expect(countsOf(raw.labels, 10)).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
  expect([...raw.labels.subarray(0, 10)]).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9])
  expect(raw.image).toEqual({ width: 28, height: 28, channels: 1 })

  const { train, test, image } = buildDataset(raw, { imbalance: 1, labelNoise: 0, testShare: 0.2, seed: 1 })
  expect(train.labels.length + test.labels.length).toBe(10_000)
  expect(Math.abs(test.labels.length - 2000)).toBeLessThanOrEqual(5)
  // The test set's mean grey is 0.1325 and its deviation 0.3105, of 255 (often cited, as 0.1307 and 0.3081 for training).
  expect((image?.shift ?? 0) / 255).toBeCloseTo(0.1325, 2)
  expect((image?.scale ?? 0) / 255).toBeCloseTo(0.3105, 2)
})
