import { DataError } from './dataset.ts'

/** A file as a page or a download hands it over. */
export type NamedBlob = Blob & { readonly name: string }

/** Unsigned bytes in as many dimensions as the file says. */
export interface IdxData {
  readonly dimensions: readonly number[]
  readonly data: Uint8Array
}

/** The most bytes that a file may have, as it is and unzipped. */
export const MAX_FILE_BYTES = 200_000_000

const UNSIGNED_BYTE = 0x08
/** The other types of the format, for the message. */
const OTHER_TYPES: Readonly<Record<number, string>> = {
  0x09: 'signed bytes',
  0x0b: '16-bit integers',
  0x0c: '32-bit integers',
  0x0d: '32-bit floating-point numbers',
  0x0e: '64-bit floating-point numbers',
}

function tooLarge(name: string, unzipped = ''): DataError {
  return new DataError(`${name} is over ${MAX_FILE_BYTES / 1e6} MB${unzipped}, more than this page reads.`)
}

/**
 * Reads IDX (the format of MNIST, described at yann.lecun.com/exdb/mnist): two zero bytes, the type, the number of
 * dimensions, each dimension as 32-bit big-endian, then the values, the last dimension fastest. Unsigned bytes only.
 * `data` is a view of `bytes`. Throws a DataError that names the file and the fault.
 */
export function parseIdx(bytes: Uint8Array, name: string): IdxData {
  if (bytes.length === 0) throw new DataError(`${name} is empty.`)
  const [first, second, type, count] = bytes
  const known = type === UNSIGNED_BYTE || type in OTHER_TYPES
  if (bytes.length < 4 || first !== 0 || second !== 0 || !known || count === 0) {
    throw new DataError(`${name} is not an IDX file: it does not begin as one.`)
  }
  if (type !== UNSIGNED_BYTE) {
    throw new DataError(`${name} holds ${OTHER_TYPES[type]}; only IDX files of unsigned bytes can be read.`)
  }
  const start = 4 + 4 * count
  if (bytes.length < start) throw new DataError(`${name} ends early: its header is cut off.`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const dimensions = Array.from({ length: count }, (_, i) => view.getUint32(4 + 4 * i))
  const size = dimensions.reduce((product, dimension) => product * dimension, 1)
  const missing = start + size - bytes.length
  if (missing > 0) throw new DataError(`${name} ends early: ${missing} ${missing === 1 ? 'byte is' : 'bytes are'} missing.`)
  if (missing < 0) {
    const extra = -missing
    throw new DataError(`${name} is longer than it says: ${extra} ${extra === 1 ? 'byte follows' : 'bytes follow'} its data.`)
  }
  return { dimensions, data: bytes.subarray(start) }
}

/** What stopped the unzipping, in a sentence. Browsers differ in their words, and none says it in a code. */
function gzipFault(name: string, cause: unknown): DataError {
  const text = String(cause)
  const fault = /truncated|unexpected end|end of (file|stream|input)|\beof\b/i.test(text)
    ? `${name} ends early: the gzip data is cut off.`
    : `${name} cannot be unzipped: the gzip data is damaged or cut off.`
  return new DataError(`${fault} Download it again.`, { cause })
}

/** All bytes of a stream; stops reading, and throws, as soon as they are more than a file may have. */
async function collect(stream: ReadableStream<Uint8Array>, name: string): Promise<Uint8Array> {
  const reader = stream.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > MAX_FILE_BYTES) {
      // A source that fails while it is being stopped has nothing more to say than that it is too large.
      await reader.cancel().catch(() => {})
      throw tooLarge(name, ' when unzipped')
    }
    chunks.push(value)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** The bytes of a file, unzipped where they begin as gzip does (1f 8b). Throws a DataError as `readIdxFile`. */
async function readBytes(file: NamedBlob): Promise<Uint8Array> {
  if (file.size > MAX_FILE_BYTES) throw tooLarge(file.name)
  let bytes: Uint8Array<ArrayBuffer>
  try {
    bytes = new Uint8Array(await file.arrayBuffer())
  } catch (cause) {
    throw new DataError(`${file.name} could not be read. It may have been moved or changed; choose it again.`, { cause })
  }
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return await collect(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')), file.name)
  } catch (cause) {
    throw cause instanceof DataError ? cause : gzipFault(file.name, cause)
  }
}

/**
 * Reads an IDX file, gzipped or not. Throws a DataError that names the file and the fault: not IDX, cut off, damaged,
 * over 200 MB (by its size before reading; while unzipping, before the rest is unzipped).
 */
export async function readIdxFile(file: NamedBlob): Promise<IdxData> {
  return parseIdx(await readBytes(file), file.name)
}
