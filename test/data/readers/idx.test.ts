import { describe, expect, it } from 'vitest'
import { DataError } from '../../../src/data/dataset.ts'
import { idxHeader } from '../../../src/data/readers/idx.ts'
import { MAX_BYTES, openFile } from '../../../src/data/readers/open.ts'
import { fileOf, gzipped, idxBytes } from '../helpers.ts'

const good = idxBytes([2, 1, 3], [1, 2, 3, 4, 5, 255])

describe('idxHeader', () => {
  it('reads dimensions and where values begin and end, also within a buffer', () => {
    const header = { dimensions: [2, 1, 3], start: 16, end: 22 }
    expect(idxHeader(good, 'a')).toEqual(header)
    const inside = new Uint8Array(good.length + 5)
    inside.set(good, 5)
    expect(idxHeader(inside.subarray(5), 'a')).toEqual(header)
    expect(idxHeader(idxBytes([4_000_000], []), 'a')).toEqual({ dimensions: [4_000_000], start: 8, end: 4_000_008 })
  })

  const bad: readonly (readonly [string, Uint8Array, string])[] = [
    ['nothing', new Uint8Array(), 'x is empty, or a folder.'],
    ['text', new TextEncoder().encode('PNG, surely'), 'x is not an IDX file: it does not begin as one.'],
    ['three bytes', Uint8Array.of(0, 0, 8), 'x is not an IDX file: it does not begin as one.'],
    ['an unknown type', Uint8Array.of(0, 0, 7, 1, 0, 0, 0, 0), 'x is not an IDX file: it does not begin as one.'],
    ['no dimensions', Uint8Array.of(0, 0, 8, 0, 9), 'x is not an IDX file: it does not begin as one.'],
    [
      'floats',
      Uint8Array.of(0, 0, 13, 1, 0, 0, 0, 0),
      'x holds 32-bit floating-point numbers; only IDX files of unsigned bytes can be read.',
    ],
    ['half a header', good.subarray(0, 15), 'x ends early: its header is cut off.'],
    ['255 dimensions', Uint8Array.of(0, 0, 8, 255), 'x has 255 dimensions; images have three, or four with their channels, and labels have one.'],
    ['dimensions past all bounds', idxBytes(Array(3).fill(2 ** 32 - 1), []), 'x holds over 200 MB, more than this page reads.'],
    ['one value too many', idxBytes([MAX_BYTES - 7], []), 'x holds over 200 MB, more than this page reads.'],
  ]
  it.each(bad)('refuses %s', (_, bytes, message) => {
    expect(() => idxHeader(bytes, 'x')).toThrow(new DataError(message))
  })
})

describe('openFile', () => {
  it('reads a file gzipped or not, whatever its name', async () => {
    for (const bytes of [good, gzipped(good)]) {
      const file = await openFile(fileOf('x.bin', bytes))
      expect(file).toMatchObject({ name: 'x.bin', head: good, size: bytes === good ? 22 : undefined })
      expect(await file.read(22)).toEqual(good)
    }
  })

  it.each([
    [23, 'x ends early: 1 byte is missing.'],
    [MAX_BYTES, 'x ends early: 199,999,978 bytes are missing.'],
    [21, 'x is longer than it says: more follows its 21 bytes.'],
  ])('says where its %d bytes are not there', async (size, message) => {
    for (const bytes of [good, gzipped(good)]) {
      const file = await openFile(fileOf('x', bytes))
      await expect(file.read(size)).rejects.toThrow(new DataError(message))
    }
  })

  it('says so when a file has gone, or is a folder', async () => {
    const file = fileOf('x', good)
    file.slice = () => Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) })
    await expect(openFile(file)).rejects.toThrow(
      new DataError('x could not be read. It is a folder, or was moved or changed; choose the file again.'),
    )
  })
})
