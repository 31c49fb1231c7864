import { create } from 'zustand'
import { DataError } from '../data/dataset.ts'
import { namesText } from '../data/fingerprint.ts'
import { putOnShelf, type ShelfEntry, shelved, takeOffShelf } from '../data/shelf.ts'
import { messageOf } from '../experiment/text.ts'

export interface KeptFilesState {
  /** Newest first; null until they were read. */
  readonly entries: readonly ShelfEntry[] | null
  /** Why nothing could be kept or deleted, in words; empty where all is well. */
  readonly fault: string
}

/** The person's own files that this browser keeps, as the page shows them. */
export const useKeptFiles = create<KeptFilesState>()(() => ({ entries: null, fault: '' }))

/** Where files are kept; a test stands in for it. */
export interface Shelf {
  readonly shelved: typeof shelved
  readonly put: typeof putOnShelf
  readonly take: typeof takeOffShelf
}

/** Keeps a person's own files in this browser, when the person says so and until then only. What goes wrong becomes `KeptFilesState.fault`, never an error. */
export class FileKeeper {
  readonly #shelf: Shelf
  readonly #tell: () => void

  /** @param tell called when something was kept or deleted here: other tabs list it, too */
  constructor(shelf: Shelf, tell: () => void) {
    this.#shelf = shelf
    this.#tell = tell
  }

  /** Lists what is kept. A browser that keeps nothing has nothing to list. */
  async read(): Promise<void> {
    const entries = await this.#shelf.shelved().catch(() => [])
    useKeptFiles.setState({ entries })
  }

  /** Keeps files under their fingerprint; undefined where the page has them no longer. */
  async keep(file: string, files: readonly File[] | undefined): Promise<void> {
    if (!files) return useKeptFiles.setState({ fault: `Choose ${namesText(file)} once more to keep it.` })
    await this.#attempt(() => this.#shelf.put(file, files))
  }

  /** Deletes kept files and gives them back, where they were kept. */
  forget(hash: string): Promise<readonly File[] | undefined> {
    return this.#attempt(() => this.#shelf.take(hash))
  }

  async #attempt<T>(action: () => Promise<T>): Promise<T | undefined> {
    let isOpen = false
    try {
      await this.#shelf.shelved()
      isOpen = true
      const result = await action()
      useKeptFiles.setState({ entries: await this.#shelf.shelved(), fault: '' })
      this.#tell()
      return result
    } catch (error) {
      useKeptFiles.setState({ fault: faultText(error, isOpen) })
      return undefined
    }
  }
}

/** What went wrong and what to do. */
function faultText(error: unknown, isOpen: boolean): string {
  if (error instanceof DataError) return error.message
  const why = messageOf(error).replace(/\.$/, '')
  const stays = 'What was chosen stays in use until the page is closed or reloaded.'
  if (error instanceof Error && error.name === 'QuotaExceededError') {
    return `There is no room left in the browser’s store. Forget a kept file, or delete a kept experiment. ${stays}`
  }
  if (!isOpen) return `This browser lets the page keep nothing, as in some private windows${why ? ` (${why})` : ''}. ${stays}`
  return `The browser’s store failed: ${why}. ${stays}`
}

const tabs = globalThis.window && new BroadcastChannel('polyloss-playground-files')

/** The page's own. */
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
export const fileKeeper = new FileKeeper({ shelved, put: putOnShelf, take: takeOffShelf }, () => tabs?.postMessage(null))

tabs?.addEventListener('message', () => void fileKeeper.read())
