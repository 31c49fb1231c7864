import type { RawData } from '../data/dataset.ts'
import { readFiles } from '../data/readers/readers.ts'

/** Gets the data of files that were dropped on the page, null where there are none; rejects with a DataError. */
export type Dropped = () => Promise<RawData | null>

/** The files that were dropped last, and their data by the last choice of columns. */
export class OwnFiles {
  #files: readonly File[] = []
  #columns = ''
  #raw: Promise<RawData | null> = Promise.resolve(null)

  /** Keeps files and their data by a choice of columns in place of what was kept. */
  keep(files: readonly File[], columns: string, raw: RawData): void {
    this.#files = files
    this.#columns = columns
    this.#raw = Promise.resolve(raw)
  }

  /** The data by a choice of columns: read anew where it is another than before. */
  read(columns: string): Promise<RawData | null> {
    if (columns !== this.#columns && this.#files.length > 0) {
      this.#columns = columns
      this.#raw = readFiles(this.#files, { columns })
    }
    return this.#raw
  }
}
