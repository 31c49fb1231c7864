import type { RawData } from './dataset.ts'
import { fingerprintOf, writeFingerprint } from './fingerprint.ts'
import type { NamedBlob } from './readers/open.ts'
import { readFiles } from './readers/readers.ts'

/** A person's own data, and what they are told by. */
export interface OwnData {
  readonly raw: RawData
  /** The fingerprint of the files, as links write it. */
  readonly file: string
}

/** Reads a person's own files. Rejects as `readFiles` does. */
export async function readOwn(files: readonly NamedBlob[]): Promise<OwnData> {
  const raw = await readFiles(files)
  return { raw, file: writeFingerprint(await fingerprintOf(files, raw.labels.length)) }
}
