import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { KeptContents, KeptEntry } from './kept.ts'

/** Where kept experiments lie. Each method rejects where the browser refuses. */
export interface Cupboard {
  entries(): Promise<readonly KeptEntry[]>
  contents(id: string): Promise<KeptContents | undefined>
  /** Puts an entry in the place of any of the same id, and its contents, where they are given. */
  put(entry: KeptEntry, contents?: KeptContents): Promise<void>
  remove(id: string): Promise<void>
}

interface Stores extends DBSchema {
  /** Apart from the contents, so that a list of names reads no curves. */
  entries: { key: string; value: KeptEntry }
  contents: { key: string; value: KeptContents }
}

const NAME = 'polyloss-playground'
const VERSION = 1
const BOTH = ['entries', 'contents'] as const

let opened: Promise<IDBPDatabase<Stores>> | null = null

/** Opens the browser's store (IndexedDB). Rejects where the page may have none; the next call tries again. */
export async function openCupboard(): Promise<Cupboard> {
  const forget = () => {
    opened = null
  }
  opened ??= openDB<Stores>(NAME, VERSION, {
    upgrade(database) {
      database.createObjectStore('entries', { keyPath: 'id' })
      database.createObjectStore('contents')
    },
    terminated: forget,
  })
  const database = await opened.catch((error: unknown) => {
    forget()
    throw error
  })
  return {
    entries: () => database.getAll('entries'),
    contents: (id) => database.get('contents', id),
    async put(entry, contents) {
      const both = database.transaction(BOTH, 'readwrite')
      const asked = [both.objectStore('entries').put(entry), contents && both.objectStore('contents').put(contents, entry.id)]
      await Promise.all([...asked, both.done])
    },
    async remove(id) {
      const both = database.transaction(BOTH, 'readwrite')
      await Promise.all([...BOTH.map((store) => both.objectStore(store).delete(id)), both.done])
    },
  }
}
