import { DataError } from '../dataset.ts'

/** A file as a page or a download hands it over. */
export type NamedBlob = Blob & { readonly name: string }

/** A file whose content is at hand, unzipped. */
export interface OpenedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** The most bytes that a file may have, as it is and unzipped. */
export const MAX_FILE_BYTES = 200_000_000

function tooLarge(name: string, unzipped = ''): DataError {
  return new DataError(`${name} is over ${MAX_FILE_BYTES / 1e6} MB${unzipped}, more than this page reads.`)
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
  return joined(chunks)
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

/**
 * The content of a file, unzipped where it begins as gzip does (1f 8b). Throws a DataError that names the file and the
 * fault: cut off, damaged, over 200 MB (by its size before reading; while unzipping, before the rest is unzipped).
 */
export async function openFile(file: NamedBlob): Promise<OpenedFile> {
  const { name } = file
  if (file.size > MAX_FILE_BYTES) throw tooLarge(name)
  let bytes: Uint8Array<ArrayBuffer>
  try {
    bytes = new Uint8Array(await file.arrayBuffer())
  } catch (cause) {
    throw new DataError(`${name} could not be read. It may have been moved or changed; choose it again.`, { cause })
  }
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return { name, bytes }
  try {
    return { name, bytes: await collect(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')), name) }
  } catch (cause) {
    throw cause instanceof DataError ? cause : gzipFault(name, cause)
  }
}
