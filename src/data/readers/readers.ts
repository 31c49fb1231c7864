import { DataError, type RawData } from '../dataset.ts'
import { cifar } from './cifar.ts'
import { imageSet } from './imageSet.ts'
import { checkBytes, MAX_FILES, type NamedBlob, type OpenedFile, openFile } from './open.ts'
import type { Reader } from './reader.ts'
import { isTar, membersOf } from './tar.ts'
import { readColumns } from './table/choices.ts'
import { MAX_CLASSES, type Survey } from './table/columns.ts'
import { surveyTable } from './table/survey.ts'
import { onlyTable, tables } from './table/table.ts'

/** Every format that is read. Another one is a file beside `imageSet.ts` and its place here. */
const READERS: readonly Reader[] = [cifar, imageSet, tables]

/** What an experiment says of how files are read. */
export interface FileChoices {
  /** Of a table, in the words of `table/choices.ts`; as the reader proposes where there are none. */
  readonly columns?: string
}

/**
 * The data of files that a person chose or that were downloaded, gzipped or not; what they are, they say themselves.
 * Rejects with a DataError that names the file and the fault; where there is too much of them, before reading them.
 */
export async function readFiles(files: readonly NamedBlob[], { columns = '' }: FileChoices = {}): Promise<RawData> {
  const opened = await openFiles(files)
  return readerOf(opened).read(opened, readColumns(columns).choices)
}

/**
 * What a table holds, read by these choices, with values named where they can be classes; null where files are none.
 * Rejects as `readFiles`.
 */
export async function surveyFiles(files: readonly NamedBlob[], { columns = '' }: FileChoices = {}): Promise<Survey | null> {
  const opened = await openFiles(files)
  if (readerOf(opened) !== tables) return null
  const { survey } = await surveyTable(onlyTable(opened), readColumns(columns).choices)
  return { ...survey, columns: survey.columns.map((column) => (column.distinct > MAX_CLASSES ? { ...column, values: null } : column)) }
}

async function openFiles(files: readonly NamedBlob[]): Promise<OpenedFile[]> {
  if (files.length === 0) throw new DataError('No file was chosen. Choose a table, an images file and its labels file together, or CIFAR batches.')
  if (files.length > MAX_FILES) {
    throw new DataError(`These are ${files.length.toLocaleString('en')} files. Choose a table, one or two images files, each with its labels file, or CIFAR batches; at most ${MAX_FILES} files.`)
  }
  checkBytes(files.map(({ name }) => name), files.reduce((sum, { size }) => sum + size, 0))
  const opened: OpenedFile[] = []
  for (const file of files) opened.push(...(await openAll(file)))
  return opened
}

/** A file, or those in it where it is a tar archive. */
async function openAll(file: NamedBlob): Promise<OpenedFile[]> {
  const opened = await openFile(file)
  return isTar(opened.head) ? Promise.all((await membersOf(opened)).map(openFile)) : [opened]
}

/** What nobody knows goes to the last, which says what is wrong with it. */
function readerOf(opened: readonly OpenedFile[]): Reader {
  return READERS.find(({ knows }) => opened.some(knows)) ?? READERS[READERS.length - 1]
}
