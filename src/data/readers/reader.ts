import type { RawData } from '../dataset.ts'
import type { OpenedFile } from './open.ts'
import type { TableChoices } from './table/choices.ts'

/** Reads data out of files of one format. */
export interface Reader {
  /** Whether a file is of its format, by how it begins, its name and its size. */
  knows(file: OpenedFile): boolean
  /**
   * The data of files that are all of its format, tables by these choices. Whatever their headers tell is checked before the rest is read.
   * Rejects with a DataError that names the file and the fault.
   */
  read(files: readonly OpenedFile[], choices: TableChoices): Promise<RawData>
}
