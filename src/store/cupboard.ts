import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { RunRecord } from '../experiment/columns.ts'
import type { Packed } from './packed.ts'

/** What is listed of a kept experiment. */
export interface KeptEntry {
  readonly id: string
  readonly name: string
  /** When it was kept, ISO 8601. */
  readonly date: string
  /** The link that made it, without what stands before its `#`. */
  readonly fragment: string
  readonly version: string
  /** The engine's name as links write it, and in words. */
  readonly engine: string
  readonly adapter: string
  /** What was changed while it trained, which the link does not say. */
  readonly changes: string
  /** A training has curves of its arms that can be drawn over others; a sweep has a value of its number for each run. */
  readonly kind: 'training' | 'sweep'
  /** The step that it was at. */
  readonly step: number
  readonly runs: number
}

/** What is kept of an experiment: its runs and their curves. */
export interface KeptContents {
  readonly records: readonly RunRecord[]
  readonly points: Packed
}

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
