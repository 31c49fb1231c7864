import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DataError } from '../../../src/data/dataset.ts'
import { readFiles } from '../../../src/data/readers/readers.ts'
import { fileOf, gzipped, idxBytes, smallSet } from '../helpers.ts'

const { images, labels } = smallSet(12)

describe('readFiles', () => {
  it('reads a pair in any order, under any name, gzipped or not', async () => {
    for (const files of [
      [fileOf('a', images), fileOf('b', labels)],
      [fileOf('b.gz', gzipped(labels)), fileOf('a', images)],
      [fileOf('labels', gzipped(images)), fileOf('images', gzipped(labels))],
    ]) {
      const raw = await readFiles(files)
      expect(raw.image).toEqual({ width: 3, height: 2 })
      expect(raw).toMatchObject({ classes: 3, classNames: ['0', '1', '2'], dimensions: 6 })
      expect([...raw.labels]).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2])
      expect([...raw.features.subarray(18, 24)]).toEqual([3, 3, 3, 3, 3, 3])
    }
  })

  it('joins two pairs by their counts, the larger first', async () => {
    const small = smallSet(5, 100)
    const files = [fileOf('c', small.labels), fileOf('a', images), fileOf('d', small.images), fileOf('b', labels)]
    for (const order of [files, [...files].reverse()]) {
      const raw = await readFiles(order)
      expect([...raw.labels]).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1])
      expect([...raw.features].filter((_, i) => i % 6 === 0)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 100, 101, 102, 103, 104])
    }
  })

  const i = fileOf('i', images)
  const l = fileOf('l', labels)
  const other = smallSet(5)
  const labelled = (...values: number[]) => fileOf('l', idxBytes([values.length], values))
  const pictured = (...dimensions: number[]) =>
    fileOf('i', idxBytes(dimensions, new Uint8Array(dimensions.reduce((a, b) => a * b))))
  const bad: readonly (readonly [string, readonly ReturnType<typeof fileOf>[], string])[] = [
    ['no file', [], 'No file was chosen. Choose an images file and its labels file together.'],
    ['images alone', [i], 'The labels of i are missing. Choose the images file and the labels file together.'],
    ['labels alone', [l], 'The images of l are missing. Choose the images file and the labels file together.'],
    ['a count that does not match', [i, fileOf('m', other.labels)], 'i holds 12 images, but m holds 5 labels.'],
    ['one bad file', [i, fileOf('m', Uint8Array.of(1, 2, 3, 4))], 'm is not an IDX file: it does not begin as one.'],
    ['two dimensions', [i, pictured(3, 4)], 'i has 2 dimensions; images have three and labels have one.'],
    [
      'a second pair without labels',
      [i, l, fileOf('j', other.images)],
      'The labels of j are missing: no labels file holds 5 labels.',
    ],
    [
      'a second pair without images',
      [i, l, fileOf('m', other.labels)],
      'The images of m are missing: no other images file holds 5 images.',
    ],
    [
      'the same labels twice',
      [i, l, fileOf('m', labels)],
      'The images of m are missing: no other images file holds 12 images.',
    ],
    [
      'two pairs of one size',
      [i, l, fileOf('j', images), fileOf('m', labels)],
      'i and j hold 12 images each, so their labels cannot be told apart. Choose one pair.',
    ],
    [
      'three pairs',
      [i, l, i, l, i, l],
      'These are 3 images files and 3 labels files. Choose one or two of each.',
    ],
    [
      'pairs of different pixels',
      [i, l, fileOf('j', idxBytes([2, 1, 1], [0, 1])), labelled(0, 1)],
      'i holds images of 3 × 2 pixels, but j of 1 × 1.',
    ],
    ['no images', [pictured(0, 28, 28), l], 'i holds no images.'],
    ['no labels', [i, fileOf('l', idxBytes([0], []))], 'l holds no labels.'],
    ['no pixels', [pictured(3, 0, 28), l], 'i holds images without pixels (28 × 0).'],
    [
      'too many pixels',
      [pictured(2, 28, 29), l],
      'i holds images of 29 × 28 pixels. At most 784 pixels can be used, 28 × 28 for example.',
    ],
    ['a label out of range', [i, labelled(0, 100)], 'l holds the label 100. Labels from 0 to 99 can be used.'],
    [
      'one class',
      [pictured(3, 2, 2), labelled(4, 4, 4)],
      'l holds one class only: every label is 4. At least two classes are needed.',
    ],
    [
      'nothing to test on',
      [pictured(3, 2, 2), labelled(0, 1, 2)],
      'l holds no class twice, so that nothing would be left to test on.',
    ],
  ]
  it.each(bad)('refuses %s', async (_, files, message) => {
    await expect(readFiles(files)).rejects.toThrow(new DataError(message))
  })

  it('takes 28 × 28 pixels, the label 99, and classes without examples', async () => {
    const raw = await readFiles([pictured(4, 28, 28), labelled(99, 0, 0, 5)])
    expect(raw).toMatchObject({ classes: 100, dimensions: 784 })
  })

  it('resolves or throws a DataError that names a file, whatever the bytes are', async () => {
    const header = fc
      .tuple(fc.constantFrom(0, 8, 8, 8, 9, 13), fc.constantFrom(1, 1, 3, 3, 2), fc.array(fc.nat(3), { maxLength: 3 }))
      .map(([type, count, sizes]) => Uint8Array.of(0, 0, type, count, ...sizes.flatMap((size) => [0, 0, 0, size])))
    const bytes = fc
      .tuple(fc.oneof(header, fc.constant(Uint8Array.of(0x1f, 0x8b, 8)), fc.constant(new Uint8Array())), fc.uint8Array({ maxLength: 40 }))
      .map((parts) => new Uint8Array(parts.flatMap((part) => [...part])))
    const whole = fc.constantFrom(images, labels)
    const content = fc
      .tuple(fc.oneof(bytes, whole), fc.boolean())
      .map(([content, zip]) => (zip ? gzipped(content) : new Uint8Array(content)))
    let resolved = 0
    await fc.assert(
      fc.asyncProperty(fc.array(content, { minLength: 1, maxLength: 4 }), async (contents) => {
        try {
          const raw = await readFiles(contents.map((part, n) => fileOf(`file-${n}.idx`, part)))
          resolved++
          return raw.features.length === raw.labels.length * raw.dimensions && Math.max(...raw.labels) < raw.classes
        } catch (error) {
          return error instanceof DataError && /file-\d\.idx|^These are/.test(error.message)
        }
      }),
      { numRuns: 300, seed: 1 },
    )
    expect(resolved).toBeGreaterThan(0)
  })
})
