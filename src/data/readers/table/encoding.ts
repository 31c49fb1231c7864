import { DataError } from '../../dataset.ts'
import type { OpenedFile } from '../open.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** As many bytes show how a file is written. */
const START_BYTES = 4096

/** What other files begin with, for the message. */
const OTHERS: readonly { readonly begins: string; readonly is: string }[] = [
  { begins: 'PK\x03\x04', is: 'an Excel workbook or a ZIP archive: save its table as CSV, or unpack it' },
  { begins: '\xd0\xcf\x11\xe0', is: 'an old Excel workbook: save its table as CSV' },
  { begins: 'PAR1', is: 'a Parquet file: write its table as CSV' },
  { begins: '\x80\x02}', is: 'a Python pickle: of CIFAR take the binary version' },
  { begins: '%PDF', is: 'a PDF' },
  { begins: '\x89PNG', is: 'a picture' },
  { begins: '\xff\xd8\xff', is: 'a picture' },
  { begins: 'SQLite format 3', is: 'a database: write a table of it as CSV' },
]

/** What a file that is no table is, as far as its beginning says so. */
function otherFormat(start: Uint8Array): string | undefined {
  const text = String.fromCharCode(...start.subarray(0, 16))
  return OTHERS.find(({ begins }) => text.startsWith(begins))?.is
}

/**
 * How the text of a file is encoded: its byte-order mark says, or zeros in every other byte do; otherwise it is UTF-8
 * where all of it can be that, and Windows' Latin-1 where not. Throws a DataError where it is no text.
 */
export async function encodingOf(file: OpenedFile): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let isFirst = true
  for await (const piece of file.pieces()) {
    if (isFirst) {
      const start = piece.subarray(0, START_BYTES)
      const wide = wideEncoding(start)
      if (wide) return wide
      if (isBinary(start)) throw new DataError(`${file.name} is ${otherFormat(start) ?? 'neither an IDX file, nor CIFAR (.bin), nor text: a table is read from CSV or TSV'}.`)
      isFirst = false
    }
    if (!isWhole(decoder, piece)) return 'windows-1252'
  }
  if (isFirst) throw new DataError(`${file.name} is empty, or a folder.`)
  return isWhole(decoder) ? 'utf-8' : 'windows-1252'
}

/** The text of a file, piece by piece, without its byte-order mark. */
export async function* textOf(file: OpenedFile, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const piece of file.pieces()) yield decoder.decode(piece, { stream: true })
  yield decoder.decode()
}

function isWhole(decoder: TextDecoder, piece?: Uint8Array): boolean {
  try {
    decoder.decode(piece, { stream: piece !== undefined })
    return true
  } catch {
    return false
  }
}

function wideEncoding(start: Uint8Array): Encoding | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  start.forEach((byte, i) => byte === 0 && zeros[i % 2]++)
  const half = start.length / 2
  if (zeros[1] > 0.7 * half && zeros[0] < 0.1 * half) return 'utf-16le'
  if (zeros[0] > 0.7 * half && zeros[1] < 0.1 * half) return 'utf-16be'
  return undefined
}

/** Text has no zeros, and next to no control characters but for tabs and ends of lines. */
function isBinary(start: Uint8Array): boolean {
  let controls = 0
  for (const byte of start) {
    if (byte === 0) return true
    if (byte < 9 || (byte > 13 && byte < 32)) controls++
  }
  return controls > 0.02 * start.length || otherFormat(start) !== undefined
}
