import { expect, it } from 'vitest'
import { DataError } from '../../../src/data/dataset.ts'
import { joined, openFile } from '../../../src/data/readers/open.ts'

const CONTENT = Uint8Array.from({ length: 700_000 }, (_, i) => (i * i) % 251)

/** One member of a gzip file, as the platform writes it. */
async function member(from: number, to?: number): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([CONTENT.slice(from, to)]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** A gzip member without compression, whose header has all that a header may have: extra field, name and remark. */
function stored(content: Uint8Array): Uint8Array {
  const header = [0x1f, 0x8b, 8, 0b11100, 0, 0, 0, 0, 0, 255, 3, 0, 7, 7, 7, 0x61, 0, 0x62, 0]
  const length = [content.length & 255, content.length >> 8]
  const sums = new DataView(new ArrayBuffer(8))
  sums.setUint32(0, crc(content), true)
  sums.setUint32(4, content.length, true)
  return joined([Uint8Array.from([...header, 1, ...length, ...length.map((byte) => 255 - byte)]), content, new Uint8Array(sums.buffer)])
}

/** CRC-32 (ISO 3309), bit by bit. */
function crc(bytes: Uint8Array): number {
  let sum = -1
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}

const fileOf = (bytes: Uint8Array) => Object.assign(new Blob([bytes as Uint8Array<ArrayBuffer>]), { name: 'x.gz' })
const read = async (bytes: Uint8Array, size = CONTENT.length) => (await openFile(fileOf(bytes))).read(size)
/** Compared as one, since a report of every byte that differs helps nobody. */
const isContent = (bytes: Uint8Array) => bytes.length === CONTENT.length && bytes.every((byte, i) => byte === CONTENT[i])
/** Where the pieces in which a file is read end. */
const BORDER = 2 ** 20

/** What is unzipped has to be the same in Node and in a browser, whatever the platform's own decoder takes. */
export function testGunzip(): void {
  it('unzips one member and several, with zeros after each or not, and empty ones', async () => {
    const [whole, first, second, empty] = [await member(0), await member(0, 100), await member(100), await member(0, 0)]
    const zeros = new Uint8Array(1000)
    const files = [
      [whole],
      [whole, zeros],
      [first, second],
      [first, second, zeros],
      [first, zeros, second],
      [empty, first, empty, second, empty],
      [stored(CONTENT.subarray(0, 100)), second],
      // The second member begins where a piece does, and then with its first byte in the piece before.
      [first, new Uint8Array(BORDER - first.length), second],
      [first, new Uint8Array(BORDER - first.length - 1), second],
      [whole, new Uint8Array(3 * BORDER)],
    ]
    for (const parts of files) expect(isContent(await read(joined(parts)))).toBe(true)
  })

  it('has at hand what a file begins with, however its members are cut', async () => {
    const bytes = joined([await member(0, 3), await member(3, 3), await member(3, 9), await member(9)])
    expect((await openFile(fileOf(bytes))).head).toEqual(CONTENT.slice(0, 512))
    expect((await openFile(fileOf(await member(0, 5)))).head).toEqual(CONTENT.slice(0, 5))
  })

  it('says that a file is cut off, wherever it is', async () => {
    const [first, second] = [await member(0, 100), await member(100)]
    const cut = new DataError('x.gz ends early: the gzip data is cut off. Download it again.')
    for (const end of [2, 9, 20, -1, -8, -9]) await expect(read(first.subarray(0, end))).rejects.toThrow(cut)
    for (const end of [1, 9, 200, -4]) await expect(read(joined([first, second.subarray(0, end)]))).rejects.toThrow(cut)
  })

  it('says that a file is damaged, also where only its checksum or its length is wrong', async () => {
    const whole = await member(0)
    const changed = (at: number, to: (byte: number) => number) => whole.with(at < 0 ? whole.length + at : at, to(whole.at(at) ?? 0))
    const flipped = (at: number) => changed(at, (byte) => byte ^ 1)
    for (const bytes of [changed(2, () => 7), flipped(-8), flipped(-4), joined([whole.subarray(0, 30), new Uint8Array(60).fill(255)]), joined([whole, flipped(-8)])]) {
      await expect(read(bytes, 2 * CONTENT.length)).rejects.toThrow(/^x\.gz cannot be unzipped: the gzip data is damaged \(.+\)\. Download it again\.$/)
    }
  })

  it('says that something else follows', async () => {
    for (const rest of [[1], [0, 0, 1], [80, 75]]) {
      await expect(read(joined([await member(0), Uint8Array.from(rest)]))).rejects.toThrow(new DataError('x.gz holds something else after its gzip data. Download it again.'))
    }
  })

  it('stops where there is more than it should be', async () => {
    // Damaged after its first megabytes: whoever reads so far finds that instead.
    const long = joined([...Array.from({ length: 5 }, () => CONTENT), new Uint8Array(20 * BORDER)])
    const stream = new Blob([long as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new CompressionStream('gzip'))
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
    bytes.fill(255, bytes.length - 400)
    await expect(read(bytes)).rejects.toThrow(new DataError('x.gz is longer than it says: more follows its 700,000 bytes.'))
  })
}
