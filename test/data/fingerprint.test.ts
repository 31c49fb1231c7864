import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesText, fileText, isSameFile, otherText, readFingerprint, writeFingerprint } from '../../src/data/fingerprint.ts'
import { fingerprintOf } from '../../src/data/own.ts'
import { defaultExperiment } from '../../src/experiment/index.ts'
import { decodeLink, encodeLink } from '../../src/experiment/link.ts'
import { anyFile } from '../experiment/arbitrary.ts'

const sha256 = (...parts: readonly Uint8Array[]) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const short = (digest: Buffer) => digest.toString('hex').slice(0, 12)
/** More than one piece of reading. */
const content = Uint8Array.from({ length: 2_500_000 }, (_, i) => (i * i) % 251)
const labels = new TextEncoder().encode('5,3\n')

describe('a fingerprint', () => {
  test('has the first digits of what sha256sum says of the content, gzipped or not', async () => {
    for (const file of [new File([content], 'a.idx'), new File([gzipSync(content)], 'a.idx')]) {
      expect(await fingerprintOf([file], 7)).toEqual({ names: ['a.idx'], bytes: 2_500_000, rows: 7, hash: short(sha256(content)) })
    }
  })

  test('is of a set as a whole, in whatever order and under whatever names its files are chosen', async () => {
    const [one, other] = [new File([content], 'b'), new File([labels], 'a')]
    const found = await fingerprintOf([one, other], 7)
    const digests = [sha256(content), sha256(labels)].toSorted(Buffer.compare)
    expect(found).toEqual({ names: ['a', 'b'], bytes: 2_500_004, rows: 7, hash: short(sha256(...digests)) })
    expect(await fingerprintOf([other, new File([content], 'b')], 7)).toEqual(found)
    expect((await fingerprintOf([new File([content], 'x'), new File([labels], 'y')], 7)).hash).toBe(found.hash)
    expect((await fingerprintOf([new File([labels, content], 'x')], 7)).hash).not.toBe(found.hash)
  })

  test('passes through a link, an address bar and a mail, under any name', () => {
    fc.assert(
      fc.property(anyFile, (file) => {
        expect(writeFingerprint(readFingerprint(file) ?? { names: [], bytes: 0, rows: 0, hash: '' })).toBe(file)
        const experiment = { ...defaultExperiment, data: { ...defaultExperiment.data, kind: 'dropped' as const, file } }
        const link = `https://example.org/#${encodeLink(experiment)}`
        for (const text of [link, new URL(link).href, `“${link}”,`, `<${link}>.`, encodeURIComponent(link)]) {
          expect(decodeLink(text)).toEqual({ experiment, notices: [] })
        }
      }),
    )
  })

  test('that is none is ignored, and said so', () => {
    for (const text of ['iris.csv', 'iris.csv:10:5', 'iris.csv:-1:5:0123456789ab', 'iris.csv:1:5:0123456789', ':1:5:0123456789ab', 'a:1:5:0123456789ag']) {
      const { experiment, notices } = decodeLink(`v=1&data=dropped&file=${text}`)
      expect(experiment.data.file).toBe('')
      expect(notices).toEqual([`“file=${text}” could not be read as a whole: it is not names, size, rows and hash, and is ignored.`])
    }
  })

  test('is in no link that does not need it, and of the same content whatever the name', () => {
    expect(encodeLink(defaultExperiment)).not.toContain('file')
    expect(isSameFile('a:1:5:0123456789ab', 'b:1:6:0123456789ab')).toBe(true)
    expect(isSameFile('a:1:5:0123456789ab', 'a:1:5:1123456789ab')).toBe(false)
    expect(isSameFile('', '')).toBe(false)
  })
})

test('in words', () => {
  expect(fileText('a.gz,b.gz:7850024:10000:0123456789ab')).toBe('a.gz and b.gz (7.9 MB, 10,000 rows)')
  expect([1, 999, 1000, 999_499, 999_500, 99_499_999, 99_500_000].map(bytesText)).toEqual(['1 byte', '999 bytes', '1 kB', '999 kB', '1.0 MB', '99.5 MB', '100 MB'])
  expect(otherText('a:10:5:0123456789ab', 'a:1210:1:1123456789ab')).toBe('1,210 bytes instead of 10, 1 row instead of 5 and other content (hash 1123456789ab instead of 0123456789ab)')
})
