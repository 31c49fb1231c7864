import { DataError } from '../dataset.ts'
import { countText, listText } from '../text.ts'

/** A file as a page or a download hands it over. */
export type NamedBlob = Blob & { readonly name: string }

/** A file whose beginning is at hand, and the rest for the asking; unzipped. */
export interface OpenedFile {
  readonly name: string
  /** Its bytes, where that can be known before all of it is unzipped. */
  readonly size?: number
  /** Its first bytes: as many as any header needs, or all of them. */
  readonly head: Uint8Array
  /** All of it, which is to be this many bytes. Rejects with a DataError where it is not, as soon as that is known. */
  read(size: number): Promise<Uint8Array>
  /** All of it, piece by piece, any number of times. Throws a DataError where it is more than is read. */
  pieces(): AsyncGenerator<Uint8Array>
}

/** The code that unzips could not be loaded: nothing is wrong with the file. */
export class UnzipMissing extends DataError {}

/** The most bytes that all files of a set may have together, as they are and unzipped. */
export const MAX_BYTES = 200_000_000
/** The most files of a set: the six batches of CIFAR-10, the names of its classes, and one more. */
export const MAX_FILES = 8
const MOST = `${MAX_BYTES / 1e6} MB`
/** Of a tar archive it is the first 512 that tell. */
const HEAD_BYTES = 512
const PIECE_BYTES = 2 ** 20

/** Throws where files of these names would be more than is read. */
export function checkBytes(names: readonly string[], bytes: number): void {
  if (bytes <= MAX_BYTES) return
  throw new DataError(`${listText(names)} ${names.length === 1 ? 'holds' : 'hold'} over ${MOST}${names.length === 1 ? '' : ' together'}, more than this page reads.`)
}

/** Bytes one after another. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

async function bytesOf(file: NamedBlob, from: number, to: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(from, to).arrayBuffer())
  } catch (cause) {
    throw new DataError(`${file.name} could not be read. It is a folder, or was moved or changed; choose the file again.`, { cause })
  }
}

async function* piecesOf(file: NamedBlob): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += PIECE_BYTES) yield bytesOf(file, at, at + PIECE_BYTES)
}

/** Whether a file begins as gzip does (1f 8b). */
async function isZipped(file: NamedBlob): Promise<boolean> {
  const [first, second] = await bytesOf(file, 0, 2)
  return first === 0x1f && second === 0x8b
}

/** The content piece by piece, unzipped where it is gzipped. Throws as `openFile`. */
export async function* contentOf(file: NamedBlob): AsyncGenerator<Uint8Array> {
  const { name } = file
  if (!(await isZipped(file))) return yield* piecesOf(file)
  const { gunzip } = await import('./gunzip.ts').catch((cause: unknown) => {
    const why = 'the network is away, or there is a newer version of the page'
    throw new UnzipMissing(`${name} is gzipped, and the code that unzips it could not be loaded: ${why}. Try again, unzip it first, or reload the page.`, { cause })
  })
  yield* gunzip(piecesOf(file), name)
}

/**
 * Opens a file and reads no more of it than its beginning. Throws a DataError that names the file and the fault: it
 * cannot be read, or what it begins with cannot be unzipped.
 */
export async function openFile(file: NamedBlob): Promise<OpenedFile> {
  const { name } = file
  let head: Uint8Array = new Uint8Array()
  for await (const piece of contentOf(file)) {
    head = joined([head, piece.subarray(0, HEAD_BYTES - head.length)])
    if (head.length === HEAD_BYTES) break
  }
  const size = (await isZipped(file)) ? undefined : file.size
  return { name, size, head, read: (size) => readExactly(file, size), pieces: () => boundedPieces(file) }
}

async function* boundedPieces(file: NamedBlob): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const piece of contentOf(file)) {
    bytes += piece.length
    checkBytes([file.name], bytes)
    yield piece
  }
}

async function readExactly(file: NamedBlob, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size)
  let at = 0
  for await (const piece of contentOf(file)) {
    if (at + piece.length > size) throw new DataError(`${file.name} is longer than it says: more follows its ${countText(size, 'byte')}.`)
    bytes.set(piece, at)
    at += piece.length
  }
  if (at === size) return bytes
  const missing = size - at
  throw new DataError(`${file.name} ends early: ${countText(missing, 'byte')} ${missing === 1 ? 'is' : 'are'} missing.`)
}
