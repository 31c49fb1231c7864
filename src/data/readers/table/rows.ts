import type papaparse from 'papaparse'
import { DataError } from '../../dataset.ts'
import type { OpenedFile } from '../open.ts'
import { SEPARATORS } from './choices.ts'
import { type Encoding, textOf } from './encoding.ts'
import type { FoundLayout } from './layout.ts'

/** No row of a table is longer; a quote that is never closed makes one of all that follows. */
const LONGEST_ROW = 2 ** 22

/**
 * papaparse, which is loaded with the first table. Throws a DataError where it cannot be: nothing is wrong with the
 * file then.
 */
export async function loadParser(name: string): Promise<typeof papaparse> {
  const loaded = await import('papaparse').catch((cause: unknown) => {
    const why = 'the network is away, or there is a newer version of the page'
    throw new DataError(`The code that reads ${name} could not be loaded: ${why}. Try again, or reload the page.`, { cause })
  })
  return loaded.default
}

/** Whether a row has nothing in any cell, as spreadsheets write what is below and between tables. */
function isBlank(row: readonly string[]): boolean {
  return row.every((cell) => cell.trim() === '')
}

/**
 * The rows of a file, some at a time, cut into cells; blank ones are none. No more of the file is held than a piece
 * and the row that goes on in the next. Throws a DataError where a row does not end.
 */
export async function* rowsOf(file: OpenedFile, encoding: Encoding, layout: FoundLayout, { Parser }: typeof papaparse): AsyncGenerator<string[][]> {
  const { separator, newline, skipped } = layout
  const parser = new Parser({ delimiter: SEPARATORS[separator], newline })
  let left = skipped
  let rest = ''
  const cut = (text: string, isLast: boolean): string[][] => {
    const { data, errors, meta } = parser.parse(text, 0, !isLast) as papaparse.ParseResult<string[]>
    const isOpen = isLast && errors.some(({ code }) => code === 'MissingQuotes')
    rest = isLast ? '' : text.slice(meta.cursor)
    if (isOpen || rest.length > LONGEST_ROW) {
      throw new DataError(`${file.name} cannot be cut into rows: a quote in it is opened and never closed, or a row is longer than ${LONGEST_ROW / 2 ** 20} MB.`)
    }
    return data.filter((row) => !isBlank(row))
  }
  for await (const piece of textOf(file, encoding)) {
    const text = left > 0 ? piece.slice(left) : piece
    left = Math.max(0, left - piece.length)
    if (text) yield cut(rest + text, false)
  }
  if (rest) yield cut(rest, true)
}
