import { describe, expect, it } from 'vitest'
import { DataError } from '../../../src/data/dataset.ts'
import { parseIdx } from '../../../src/data/readers/idx.ts'
import { MAX_FILE_BYTES, type NamedBlob, openFile } from '../../../src/data/readers/open.ts'
import { fileOf, gzipped, idxBytes } from '../helpers.ts'

const good = idxBytes([2, 3], [1, 2, 3, 4, 5, 255])

describe('parseIdx', () => {
  it('reads dimensions and bytes, also where they begin within a buffer', () => {
    expect(parseIdx(good, 'a')).toEqual({ dimensions: [2, 3], data: Uint8Array.of(1, 2, 3, 4, 5, 255) })
    const inside = new Uint8Array(good.length + 5)
    inside.set(good, 5)
    expect(parseIdx(inside.subarray(5), 'a').dimensions).toEqual([2, 3])
  })

  const bad: readonly (readonly [string, Uint8Array, string])[] = [
    ['nothing', new Uint8Array(), 'x is empty.'],
    ['text', new TextEncoder().encode('PNG, surely'), 'x is not an IDX file: it does not begin as one.'],
    ['three bytes', Uint8Array.of(0, 0, 8), 'x is not an IDX file: it does not begin as one.'],
    ['an unknown type', Uint8Array.of(0, 0, 7, 1, 0, 0, 0, 0), 'x is not an IDX file: it does not begin as one.'],
    ['no dimensions', Uint8Array.of(0, 0, 8, 0, 9), 'x is not an IDX file: it does not begin as one.'],
    [
      'floats',
      Uint8Array.of(0, 0, 13, 1, 0, 0, 0, 0),
      'x holds 32-bit floating-point numbers; only IDX files of unsigned bytes can be read.',
    ],
    ['half a header', good.subarray(0, 9), 'x ends early: its header is cut off.'],
    ['one byte too few', good.subarray(0, -1), 'x ends early: 1 byte is missing.'],
    ['four bytes too few', good.subarray(0, -4), 'x ends early: 4 bytes are missing.'],
    ['a byte too many', Uint8Array.of(...good, 0), 'x is longer than it says: 1 byte follows its data.'],
    ['dimensions past all bounds', idxBytes([2 ** 31, 2 ** 31, 2 ** 31], []), 'x ends early: 9.903520314283042e+27 bytes are missing.'],
  ]
  it.each(bad)('refuses %s', (_, bytes, message) => {
    expect(() => parseIdx(bytes, 'x')).toThrow(new DataError(message))
  })
})

describe('openFile', () => {
  it('reads a file gzipped or not, whatever its name', async () => {
    for (const bytes of [good, gzipped(good)]) {
      expect(await openFile(fileOf('x.bin', bytes))).toEqual({ name: 'x.bin', bytes: good })
    }
  })

  it.each([2, 9, 20, -1, -8, -9])('says that a gzip cut at byte %d ends early', async (end) => {
    await expect(openFile(fileOf('x.gz', gzipped(good).slice(0, end)))).rejects.toThrow(
      new DataError('x.gz ends early: the gzip data is cut off. Download it again.'),
    )
  })

  it('says that a gzip is damaged', async () => {
    const damage = (change: (bytes: Uint8Array) => void) => {
      const bytes = gzipped(idxBytes([5000], Array.from({ length: 5000 }, (_, i) => (i * i) % 251)))
      change(bytes)
      return fileOf('x.gz', bytes)
    }
    const faults = [
      damage((bytes) => bytes.fill(255, 10, 40)),
      // The checksum at the end.
      damage((bytes) => (bytes[bytes.length - 8] ^= 1)),
      fileOf('x.gz', Uint8Array.of(0x1f, 0x8b, ...Array.from({ length: 50 }, () => 7))),
    ]
    for (const file of faults) {
      await expect(openFile(file)).rejects.toThrow(
        new DataError('x.gz cannot be unzipped: the gzip data is damaged or cut off. Download it again.'),
      )
    }
  })

  it('refuses a file over 200 MB without reading it', async () => {
    const file = Object.assign(new Blob(), { name: 'x' })
    Object.defineProperty(file, 'size', { value: MAX_FILE_BYTES + 1 })
    file.arrayBuffer = () => Promise.reject(new Error('was read'))
    await expect(openFile(file as NamedBlob)).rejects.toThrow(
      new DataError('x is over 200 MB, more than this page reads.'),
    )
  })

  it('stops unzipping past 200 MB', async () => {
    // Cut off at its end: whoever unzips to there finds that fault instead.
    const bomb = gzipped(new Uint8Array(MAX_FILE_BYTES * 1.1)).slice(0, -20)
    await expect(openFile(fileOf('x.gz', bomb))).rejects.toThrow(
      new DataError('x.gz is over 200 MB when unzipped, more than this page reads.'),
    )
  }, 30_000)

  it('says so when a file has gone', async () => {
    const file = fileOf('x', good)
    file.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'))
    await expect(openFile(file)).rejects.toThrow(/^x could not be read\./)
  })
})
