import type { DBSchema } from 'idb'
import { storeOf } from './database.ts'
import { DataError } from './dataset.ts'
import { bytesText, hashOf } from './fingerprint.ts'
import type { NamedBlob } from './readers/open.ts'

/** What is listed of own files that are kept in this browser. */
export interface ShelfEntry {
  /** What they are told by: the hash of their fingerprint. */
  readonly hash: string
  /** Their fingerprint, as links write it. */
  readonly file: string
  /** The room that they take, as they are. */
  readonly bytes: number
  /** When they were kept, ISO 8601. */
  readonly date: string
}

interface Stores extends DBSchema {
  /** Apart from the files, so that a list of names reads no file. */
  entries: { key: string; value: ShelfEntry }
  files: { key: string; value: readonly File[] }
}

/** The most bytes that all kept files have together. */
export const MOST_SHELVED = 500_000_000

const NAME = 'polyloss-playground-files'
const VERSION = 1
const BOTH = ['entries', 'files'] as const

/** The store, for the page and its worker alike. */
const database = storeOf<Stores>(NAME, VERSION, (made) => {
  made.createObjectStore('entries', { keyPath: 'hash' })
  made.createObjectStore('files')
})

/** All that is kept, the newest first. Rejects where the browser refuses. */
export async function shelved(): Promise<readonly ShelfEntry[]> {
  const entries = await (await database()).getAll('entries')
  return entries.toSorted((a, b) => b.date.localeCompare(a.date))
}

/** The kept files of a fingerprint; undefined where they are not kept. Rejects where the browser refuses. */
export async function fromShelf(file: string): Promise<readonly File[] | undefined> {
  const hash = hashOf(file)
  return hash === undefined ? undefined : (await database()).get('files', hash)
}

/**
 * Keeps own files under their fingerprint. Rejects with a `DataError` where all together would be more than is kept, and
 * where the browser refuses; then what was kept before still is.
 */
export async function putOnShelf(file: string, files: readonly NamedBlob[]): Promise<void> {
  const hash = hashOf(file)
  if (hash === undefined) return
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  const both = (await database()).transaction(BOTH, 'readwrite')
  // An aborted transaction says so once more than anyone asks.
  both.done.catch(() => {})
  const others = (await both.objectStore('entries').getAll()).filter((entry) => entry.hash !== hash)
  const total = others.reduce((sum, entry) => sum + entry.bytes, bytes)
  if (total > MOST_SHELVED) {
    both.abort()
    throw new DataError(`All kept files would take ${bytesText(total)} together; this page keeps ${bytesText(MOST_SHELVED)} at most. Forget one that is no longer needed.`)
  }
  const entry = { hash, file, bytes, date: new Date().toISOString() }
  const named = files.map((one) => (one instanceof File ? one : new File([one], one.name)))
  await Promise.all([both.objectStore('entries').put(entry), both.objectStore('files').put(named, hash), both.done])
}

/** Deletes kept files and gives them back; undefined where they were not kept. Rejects where the browser refuses. */
export async function takeOffShelf(hash: string): Promise<readonly File[] | undefined> {
  const both = (await database()).transaction(BOTH, 'readwrite')
  const files = await both.objectStore('files').get(hash)
  await Promise.all([...BOTH.map((store) => both.objectStore(store).delete(hash)), both.done])
  return files
}
