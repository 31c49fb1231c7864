import type { DBSchema } from 'idb'
import { storeOf } from '../data/database.ts'
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
  /** What its curves were measured on while it trained, where that was not all. */
  readonly measured?: string
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

/** Where kept experiments lie, for all tabs of the page together. Each method rejects where the browser refuses. */
export interface Cupboard {
  entries(): Promise<readonly KeptEntry[]>
  /** Undefined where another tab has taken it out. */
  contents(id: string): Promise<KeptContents | undefined>
  put(entry: KeptEntry, contents: KeptContents): Promise<void>
  /** False where another tab has taken it out. */
  rename(id: string, name: string): Promise<boolean>
  /** What was taken out; undefined where another tab was first. */
  remove(id: string): Promise<KeptContents | undefined>
}

interface Stores extends DBSchema {
  /** Apart from the contents, so that a list of names reads no curves. */
  entries: { key: string; value: KeptEntry }
  contents: { key: string; value: KeptContents }
}

const NAME = 'polyloss-playground'
const VERSION = 1
const BOTH = ['entries', 'contents'] as const

const database = storeOf<Stores>(NAME, VERSION, (made) => {
  made.createObjectStore('entries', { keyPath: 'id' })
  made.createObjectStore('contents')
})
let tabs: BroadcastChannel | null = null

/**
 * Opens the browser's store (IndexedDB). Rejects where the page may have none; the next call tries again.
 *
 * @param changed called whenever another tab has put something in or taken something out
 */
export async function openCupboard(changed: () => void): Promise<Cupboard> {
  const opened = await database()
  if (!tabs) {
    tabs = new BroadcastChannel(NAME)
    tabs.addEventListener('message', changed)
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
  const tell = () => tabs?.postMessage(null)
  return {
    entries: () => opened.getAll('entries'),
    contents: (id) => opened.get('contents', id),
    async put(entry, contents) {
      const both = opened.transaction(BOTH, 'readwrite')
      await Promise.all([both.objectStore('entries').put(entry), both.objectStore('contents').put(contents, entry.id), both.done])
      tell()
    },
    async rename(id, name) {
      const { store, done } = opened.transaction('entries', 'readwrite')
      const entry = await store.get(id)
      await Promise.all([entry && store.put({ ...entry, name }), done])
      tell()
      return entry !== undefined
    },
    async remove(id) {
      const both = opened.transaction(BOTH, 'readwrite')
      const contents = await both.objectStore('contents').get(id)
      await Promise.all([...BOTH.map((store) => both.objectStore(store).delete(id)), both.done])
      tell()
      return contents
    },
  }
}
