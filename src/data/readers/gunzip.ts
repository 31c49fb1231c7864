import { Z_BUF_ERROR, Z_NO_FLUSH, Z_OK, Z_STREAM_END, zlibInflate, zlibInflateInit2, zlibInflateReset, ZStream } from 'pako'
import { DataError } from '../dataset.ts'

/** zlib's “window bits” for gzip alone: 15, the largest window, and 16. */
const GZIP_ONLY = 31
const OUTPUT_BYTES = 2 ** 18

/**
 * Unzips gzip (RFC 1952) piece by piece: any number of members one after another, with or without zeros after each, as
 * `gzip -d` does; checksums and lengths are compared. Browsers' own `DecompressionStream` takes one member only.
 * Throws a DataError that names the file: cut off, damaged, followed by something else.
 */
export async function* gunzip(pieces: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const stream = new ZStream()
  zlibInflateInit2(stream, GZIP_ONLY)
  let isBetween = false
  for await (const piece of pieces) {
    Object.assign(stream, { input: piece, next_in: 0, avail_in: piece.length })
    do {
      if (isBetween) {
        skipZeros(stream)
        if (stream.avail_in === 0) break
        if (stream.input[stream.next_in] !== 0x1f) {
          throw new DataError(`${name} holds something else after its gzip data. Download it again.`)
        }
        zlibInflateReset(stream)
      }
      Object.assign(stream, { output: new Uint8Array(OUTPUT_BYTES), next_out: 0, avail_out: OUTPUT_BYTES })
      const status = zlibInflate(stream, Z_NO_FLUSH)
      if (status !== Z_OK && status !== Z_STREAM_END && status !== Z_BUF_ERROR) {
        throw new DataError(`${name} cannot be unzipped: the gzip data is damaged (${stream.msg}). Download it again.`)
      }
      isBetween = status === Z_STREAM_END
      if (stream.next_out > 0) yield stream.output.subarray(0, stream.next_out)
    } while (stream.avail_in > 0 || stream.avail_out === 0)
  }
  if (!isBetween) throw new DataError(`${name} ends early: the gzip data is cut off. Download it again.`)
}

function skipZeros(stream: ZStream): void {
  while (stream.avail_in > 0 && stream.input[stream.next_in] === 0) {
    stream.next_in++
    stream.avail_in--
  }
}
