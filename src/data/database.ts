import { type DBSchema, type IDBPDatabase, openDB, type OpenDBCallbacks } from 'idb'

/**
 * Opens a store of the browser's (IndexedDB), once for all who ask. Rejects where a page may have none; the next call tries
 * again.
 */
export function storeOf<S extends DBSchema>(name: string, version: number, upgrade: NonNullable<OpenDBCallbacks<S>['upgrade']>): () => Promise<IDBPDatabase<S>> {
  let opened: Promise<IDBPDatabase<S>> | null = null
  const forget = () => {
    opened = null
  }
  return () => {
    opened ??= openDB<S>(name, version, {
      upgrade,
      blocking(_current, _blocked, event) {
        // A tab with a newer version of the page waits for this one to let go.
        ;(event.target as IDBDatabase).close()
        forget()
      },
      terminated: forget,
    }).catch((error: unknown) => {
      forget()
      throw error
    })
    return opened
  }
}
