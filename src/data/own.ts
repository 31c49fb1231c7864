import { sha256 } from '@noble/hashes/sha2.js'
import type { RawData } from './dataset.ts'
import { type Fingerprint, HASH_DIGITS, plainName, writeFingerprint } from './fingerprint.ts'
import { contentOf, type NamedBlob } from './readers/open.ts'
import { readFiles } from './readers/readers.ts'

/** A person's own data, and what they are told by. */
export interface OwnData {
  readonly raw: RawData
  /** The fingerprint of the files, as links write it. */
  readonly file: string
  /** What was read, to be read again by other columns. */
  readonly files: readonly NamedBlob[]
  /** The choice of columns by which a table was read, as links write it. */
  readonly columns: string
}

/** Reads a person's own files, a table by a choice of columns. Rejects as `readFiles` does. */
export async function readOwn(files: readonly NamedBlob[], columns = ''): Promise<OwnData> {
  const raw = await readFiles(files, { columns })
  return { raw, file: writeFingerprint(await fingerprintOf(files, raw.labels.length)), files, columns }
}

/** The fingerprint of files from which so many rows were read. Reads them once more, piece by piece. */
export async function fingerprintOf(files: readonly NamedBlob[], rows: number): Promise<Fingerprint> {
  let bytes = 0
  const digests: Uint8Array[] = []
  for (const file of files) {
    const hash = sha256.create()
    for await (const piece of contentOf(file)) {
      bytes += piece.length
      hash.update(piece)
    }
    digests.push(hash.digest())
  }
  const [first] = digests
  const digest = digests.length === 1 ? hex(first) : hex(ofAll(digests))
  return { names: files.map(({ name }) => plainName(name)).toSorted(), bytes, rows, hash: digest.slice(0, HASH_DIGITS) }
}

function ofAll(digests: readonly Uint8Array[]): Uint8Array {
  const hash = sha256.create()
  for (const digest of digests.toSorted((a, b) => (hex(a) < hex(b) ? -1 : 1))) hash.update(digest)
  return hash.digest()
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
