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
      expect(raw.image).toEqual({ width: 3, height: 2, channels: 1 })
      expect(raw).toMatchObject({ classes: 3, classNames: ['0', '1', '2'], dimensions: 6 })
      expect([...raw.labels]).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2])
      expect([...raw.features.subarray(18, 24)]).toEqual([3, 3, 3, 3, 3, 3])
    }
  })

  it.each([
    ['the last dimension', [4, 2, 5, 3], (image: number, y: number, x: number, channel: number) => ((image * 2 + y) * 5 + x) * 3 + channel, 'i was read as images × height × width × channels'],
    ['the second', [4, 3, 2, 5], (image: number, y: number, x: number, channel: number) => ((image * 3 + channel) * 2 + y) * 5 + x, 'i was read as images × channels × height × width'],
    ['the last, where both can be', [4, 3, 5, 3], (image: number, y: number, x: number, channel: number) => ((image * 3 + y) * 5 + x) * 3 + channel, 'images × height × width × channels'],
    ['the second, of grey images', [4, 1, 2, 5], (image: number, y: number, x: number) => (image * 2 + y) * 5 + x, 'images × channels × height × width'],
  ])('takes channels from %s, puts those of a pixel together, and says so', async (_, dimensions, place, note) => {
    const size = dimensions.reduce((a, b) => a * b)
    const raw = await readFiles([fileOf('i', idxBytes(dimensions, Array.from({ length: size }, (_, n) => n))), fileOf('l', idxBytes([4], [0, 1, 0, 1]))])
    const { width, height, channels } = raw.image ?? { width: 0, height: 0, channels: 0 }
    expect(width * height * channels).toBe(raw.dimensions)
    expect([raw.dimensions * 4, raw.features.length, raw.note]).toEqual([size, size, expect.stringContaining(note)])
    for (let n = 0, image = 0; image < 4; image++) {
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          for (let channel = 0; channel < channels; channel++) expect(raw.features[n++]).toBe(place(image, y, x, channel))
        }
      }
    }
  })

  it('takes images of 64 × 64 pixels in colour', async () => {
    const raw = await readFiles([fileOf('i', idxBytes([4, 64, 64, 3], new Uint8Array(4 * 12_288))), fileOf('l', idxBytes([4], [0, 1, 0, 1]))])
    expect(raw).toMatchObject({ dimensions: 12_288, image: { width: 64, height: 64, channels: 3 } })
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
    ['no file', [], 'No file was chosen. Choose a table, an images file and its labels file together, or CIFAR batches.'],
    ['images alone', [i], 'The labels of i are missing. Choose the images file and the labels file together.'],
    ['labels alone', [l], 'The images of l are missing. Choose the images file and the labels file together.'],
    ['a count that does not match', [i, fileOf('m', other.labels)], 'i holds 12 images, but m holds 5 labels.'],
    ['one bad file', [i, fileOf('m', Uint8Array.of(1, 2, 3, 4))], 'm is not an IDX file: it does not begin as one.'],
    ['two dimensions', [i, pictured(3, 4)], 'i has 2 dimensions; images have three, or four with their channels, and labels have one.'],
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
      'more files than any set has',
      [i, l, i, l, i, l, i, l, i],
      'These are 9 files. Choose a table, one or two images files, each with its labels file, or CIFAR batches; at most 8 files.',
    ],
    [
      'three images files',
      [i, l, i, i],
      'These are 3 images files and 1 labels file. Choose one or two of each.',
    ],
    [
      'pairs of different pixels',
      [i, l, fileOf('j', idxBytes([2, 1, 1], [0, 1])), labelled(0, 1)],
      'i holds images of 3 × 2 pixels, but j of 1 × 1 pixels.',
    ],
    ['no images', [pictured(0, 28, 28), l], 'i holds no images.'],
    ['no labels', [i, fileOf('l', idxBytes([0], []))], 'l holds no labels.'],
    ['no pixels', [pictured(3, 0, 28), l], 'i holds images without pixels (28 × 0).'],
    [
      'too many pixels',
      [pictured(2, 28, 65), l],
      'i holds images of 65 × 28 pixels. At most 64 × 64 can be used, in grey or in colour.',
    ],
    [
      'grey beside colour',
      [pictured(2, 3, 2), labelled(0, 1), fileOf('j', idxBytes([3, 3, 2, 3], new Uint8Array(54))), labelled(0, 1, 1)],
      'j holds images of 2 × 3 pixels in colour, but i of 2 × 3 pixels.',
    ],
    [
      'two channels',
      [pictured(12, 8, 9, 2), l],
      'i has the dimensions 12 × 8 × 9 × 2: neither the last nor the second is a number of channels, 1 (grey) or 3 (red, green and blue).',
    ],
    [
      'too many classes',
      [pictured(102, 1, 1), labelled(...Array.from({ length: 102 }, (_, n) => 2 * (n % 101)))],
      'l holds 101 different labels. At most 100 classes can be used.',
    ],
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

  it.each([
    ['from 1, as in EMNIST letters', Array.from({ length: 52 }, (_, n) => 1 + (n % 26))],
    ['with gaps, in any order', [200, 7, 7, 255, 30]],
    ['a hundred, up to 255', [200, ...Array.from({ length: 100 }, (_, n) => 255 - n)]],
  ])('takes the labels that occur for the classes: %s', async (_, values) => {
    const raw = await readFiles([pictured(values.length, 28, 28), labelled(...values)])
    const distinct = [...new Set(values)].sort((a, b) => a - b)
    expect(raw).toMatchObject({ classes: distinct.length, classNames: distinct.map(String), dimensions: 784 })
    expect([...raw.labels].map((label) => Number(raw.classNames[label]))).toEqual(values)
  })

  it('takes the classes of two pairs together, also one that is in the smaller pair only', async () => {
    const raw = await readFiles([pictured(3, 1, 1), labelled(1, 2, 1), fileOf('j', idxBytes([2, 1, 1], [0, 1])), labelled(9, 2)])
    expect(raw.classNames).toEqual(['1', '2', '9'])
    expect([...raw.labels]).toEqual([0, 1, 0, 2, 1])
  })

  describe('looks at sizes and headers first', () => {
    /** Files that begin so, of this size, and say how many bytes of them are read. */
    const watched = (...files: (readonly [name: string, head: Uint8Array, size: number])[]) => {
      let read = 0
      const opened = files.map(([name, head, size]) => {
        const file = Object.assign(new Blob([head as Uint8Array<ArrayBuffer>]), { name })
        Object.defineProperty(file, 'size', { value: size })
        file.slice = (from = 0, to = 0) => {
          const bytes = new Uint8Array(Math.min(to, size) - from)
          bytes.set(head.subarray(from, to))
          read += bytes.length
          return new Blob([bytes])
        }
        return file
      })
      return { files: opened, read: () => read }
    }
    const header = (...dimensions: number[]) => idxBytes(dimensions, [])
    const MB = 1e6
    const cases: readonly (readonly [string, ReturnType<typeof watched>, string])[] = [
      [
        'one file over 200 MB',
        watched(['i', header(1, 1, 1), 200 * MB + 1]),
        'i holds over 200 MB, more than this page reads.',
      ],
      [
        'files over 200 MB together',
        watched(['i', header(1, 1, 1), 150 * MB], ['l', header(1), 50 * MB + 1]),
        'i and l hold over 200 MB together, more than this page reads.',
      ],
      [
        'zipped files of over 200 MB together',
        watched(
          ['i', gzipped(header(300_000, 20, 20)), 1 * MB],
          ['l', gzipped(header(300_000)), 1 * MB],
          ['j', gzipped(header(199_999, 20, 20)), 1 * MB],
          ['m', gzipped(header(199_999)), 1 * MB],
        ),
        'i, l, j and m hold over 200 MB together, more than this page reads.',
      ],
      [
        '22 million images of one pixel',
        watched(['i', header(22_000_000, 1, 1), 22 * MB + 16], ['l', header(22_000_000), 22 * MB + 8]),
        'i holds 22,000,000 images. At most 500,000 can be used.',
      ],
      [
        'more images than can be used in two pairs',
        watched(
          ['i', gzipped(header(300_000, 1, 1)), 1 * MB],
          ['l', gzipped(header(300_000)), 1 * MB],
          ['j', gzipped(header(200_001, 1, 1)), 1 * MB],
          ['m', gzipped(header(200_001)), 1 * MB],
        ),
        'i and j hold 500,001 images. At most 500,000 can be used.',
      ],
      ['nine archives', watched(...Array.from({ length: 9 }, (_, n) => [`a${n}`, gzipped(header(9, 9, 9)), 1 * MB] as const)), 'These are 9 files. Choose a table, one or two images files, each with its labels file, or CIFAR batches; at most 8 files.'],
    ]
    it.each(cases)('%s', async (_, { files, read }, message) => {
      await expect(readFiles(files)).rejects.toThrow(new DataError(message))
      expect(read()).toBeLessThan(files.length * 1.1 * 2 ** 20)
    })
  })

  it('takes half a million images', async () => {
    const count = 500_000
    const raw = await readFiles([fileOf('i', idxBytes([count, 1, 1], new Uint8Array(count))), fileOf('l', idxBytes([count], Uint8Array.from({ length: count }, (_, n) => n % 2)))])
    expect(raw.labels).toHaveLength(count)
  })

  it('resolves or throws a DataError that names a file, whatever the bytes are', async () => {
    const header = fc
      .tuple(fc.constantFrom(0, 8, 8, 8, 9, 13), fc.constantFrom(1, 1, 3, 3, 2, 4), fc.array(fc.nat(3), { maxLength: 4 }))
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
