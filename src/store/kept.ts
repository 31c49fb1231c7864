import { create } from 'zustand'
import { type Cupboard, type KeptContents, type KeptEntry, openCupboard } from './cupboard.ts'

/** A kept experiment that is laid over the present one. */
export interface Laid extends KeptContents {
  readonly entry: KeptEntry
}

export interface KeptState {
  /** Newest first; null until they were read. */
  readonly entries: readonly KeptEntry[] | null
  /** Why nothing can be kept or read, in words; empty where all is well. */
  readonly fault: string
  /** At most `MOST_LAID`. */
  readonly laid: readonly Laid[]
  /** What was deleted last and can be brought back. */
  readonly deleted: Laid | null
}

/** As many kept experiments are laid over the present one at once. */
export const MOST_LAID = 2

/** The kept experiments as the page shows them. */
export const useKept = create<KeptState>()(() => ({ entries: null, fault: '', laid: [], deleted: null }))

/** Keeps experiments in the browser until they are deleted. What goes wrong becomes `KeptState.fault`, never an error. */
export class Keeper {
  readonly #open: () => Promise<Cupboard>

  /** @param open is given what to call when another tab has changed what is kept */
  constructor(open: (changed: () => void) => Promise<Cupboard>) {
    // A fault stays until something is done here.
    this.#open = () => open(() => void this.#attempt(async () => useKept.getState().fault))
  }

  /** Lists what is kept. */
  read(): Promise<boolean> {
    return this.#attempt(async () => {})
  }

  /** Keeps an experiment under a name of its own, and tells whether that went well. */
  keep(entry: Omit<KeptEntry, 'id'>, contents: KeptContents): Promise<boolean> {
    return this.#attempt((cupboard) => cupboard.put({ ...entry, id: newId() }, contents))
  }

  rename({ id, name: before }: KeptEntry, name: string): Promise<boolean> {
    return this.#attempt(async (cupboard) => {
      if (!(await cupboard.rename(id, name))) return gone(before)
    })
  }

  /** Deletes one; `restore` brings the last one back. */
  remove(entry: KeptEntry): Promise<boolean> {
    return this.#attempt(async (cupboard) => {
      const contents = await cupboard.remove(entry.id)
      if (contents) useKept.setState({ deleted: { entry, ...contents } })
    })
  }

  restore(): Promise<boolean> {
    return this.#attempt(async (cupboard) => {
      const { deleted } = useKept.getState()
      if (!deleted) return
      const { entry, ...contents } = deleted
      await cupboard.put(entry, contents)
    })
  }

  /** Lays a kept experiment over the present one, in place of the first where there are enough. */
  lay(entry: KeptEntry): Promise<boolean> {
    return this.#attempt(async (cupboard) => {
      const contents = await cupboard.contents(entry.id)
      if (!contents) return gone(entry.name)
      this.lift(entry.id)
      useKept.setState(({ laid }) => ({ laid: [...laid, { entry, ...contents }].slice(-MOST_LAID) }))
    })
  }

  /** Takes one away from over the present one; it stays kept. */
  lift(id: string): void {
    useKept.setState(({ laid }) => ({ laid: laid.filter(({ entry }) => entry.id !== id) }))
  }

  /** @param action what it returns is said as a fault */
  async #attempt(action: (cupboard: Cupboard) => Promise<string | void>): Promise<boolean> {
    let cupboard: Cupboard | undefined
    try {
      cupboard = await this.#open()
      const fault = (await action(cupboard)) ?? ''
      const entries = (await cupboard.entries()).toSorted((a, b) => b.date.localeCompare(a.date))
      const find = (id: string) => entries.find((entry) => entry.id === id)
      useKept.setState(({ laid, deleted }) => ({
        entries,
        fault,
        laid: laid.flatMap((one) => {
          const entry = find(one.entry.id)
          return entry ? { ...one, entry } : []
        }),
        deleted: deleted && find(deleted.entry.id) ? null : deleted,
      }))
      return fault === ''
    } catch (error) {
      useKept.setState(({ entries }) => ({ entries: entries ?? [], fault: faultText(error, cupboard !== undefined) }))
      return false
    }
  }
}

function gone(name: string): string {
  return `“${name}” was deleted in another tab of this page.`
}

/** What went wrong and what to do. */
function faultText(error: unknown, opened: boolean): string {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) }
  if (name === 'QuotaExceededError') {
    return 'There is no room left in the browser’s store. Delete a kept experiment, or export the runs to a file instead.'
  }
  if (!opened) {
    const why = message ? ` (${message.replace(/\.$/, '')})` : ''
    return `This browser lets the page keep nothing, as in some private windows${why}. Export the runs to a file instead.`
  }
  return `The browser’s store failed: ${message.replace(/\.$/, '')}. Export the runs to a file instead.`
}

function newId(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`
}

/** The page's own. */
export const keeper = new Keeper(openCupboard)
