import { DataError, type RawData } from '../dataset.ts'
import { imageSet } from './imageSet.ts'
import { checkBytes, type NamedBlob, type OpenedFile, openFile } from './open.ts'
import type { Reader } from './reader.ts'

/** Every format that is read. Another one is a file beside `imageSet.ts` and its place here. */
const READERS: readonly Reader[] = [imageSet]
const MAX_FILES = 4

/**
 * The data of files that a person chose or that were downloaded, gzipped or not; what they are, they say themselves.
 * Rejects with a DataError that names the file and the fault; where there is too much of them, before reading them.
 */
export async function readFiles(files: readonly NamedBlob[]): Promise<RawData> {
  if (files.length === 0) throw new DataError('No file was chosen. Choose an images file and its labels file together.')
  if (files.length > MAX_FILES) {
    throw new DataError(`These are ${files.length.toLocaleString('en')} files. Choose at most ${MAX_FILES}: one or two images files, each with its labels file.`)
  }
  checkBytes(files.map(({ name }) => name), files.reduce((sum, { size }) => sum + size, 0))
  const opened: OpenedFile[] = []
  for (const file of files) opened.push(await openFile(file))
  // What nobody knows goes to the first, which says what is wrong with it.
  const reader = READERS.find(({ knows }) => opened.some(({ head }) => knows(head))) ?? READERS[0]
  return reader.read(opened)
}
