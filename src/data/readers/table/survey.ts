import { DataError } from '../../dataset.ts'
import type { OpenedFile } from '../open.ts'
import type { TableChoices } from './choices.ts'
import type { Survey } from './columns.ts'
import { type Encoding, encodingOf, textOf } from './encoding.ts'
import { type FoundLayout, layoutOf } from './layout.ts'
import { loadParser, rowsOf } from './rows.ts'
import { Tally } from './tally.ts'

/** A survey, and what is needed to read the same rows again. */
export interface Surveyed {
  readonly survey: Survey
  readonly layout: FoundLayout
}

const START_CHARACTERS = 2 ** 17

/**
 * Looks through a table once: how it is written, and what every column holds. Throws a DataError that names the file
 * where it is no table: empty, binary, of one column, without rows.
 */
export async function surveyTable(file: OpenedFile, choices: TableChoices): Promise<Surveyed> {
  const { name } = file
  const encoding = await encodingOf(file)
  const papaparse = await loadParser(name)
  const layout = layoutOf(await startOf(file, encoding), choices, papaparse.parse)
  let tally: Tally | undefined
  for await (const rows of rowsOf(file, encoding, layout, papaparse)) {
    for (const row of rows) {
      if (tally) tally.add(row)
      else tally = new Tally(name, layout, row)
    }
  }
  if (!tally) throw new DataError(`${name} holds no rows.`)
  return { survey: tally.survey(encoding), layout }
}

async function startOf(file: OpenedFile, encoding: Encoding): Promise<string> {
  let start = ''
  for await (const piece of textOf(file, encoding)) {
    start += piece
    if (start.length >= START_CHARACTERS) break
  }
  if (/^\s*<(!doctype|html|\?xml)/i.test(start)) throw new DataError(`${file.name} is a web page and no table. Download the file itself, “raw” where there is such a button.`)
  if (/^\s*(\{|\[\s*[[{])/.test(start)) throw new DataError(`${file.name} is JSON. A table is read from CSV or TSV: write it as one.`)
  // A row that is cut would count as one with fewer cells.
  return start.length < START_CHARACTERS ? start : start.slice(0, Math.max(start.lastIndexOf('\n'), start.lastIndexOf('\r')) + 1 || undefined)
}
