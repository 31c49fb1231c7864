import { create } from 'zustand'
import type { TableChoices } from '../data/readers/table/choices.ts'
import type { Survey } from '../data/readers/table/columns.ts'

/** The table whose columns are being chosen. */
interface TableState {
  /** Null while there is none. */
  readonly survey: Survey | null
  readonly choices: TableChoices
  /** Why it could not be read by these choices. */
  readonly fault: string | null
  /** Whether it is being read. */
  readonly isReading: boolean
}

const none: TableState = { survey: null, choices: {}, fault: null, isReading: false }

export const useTable = create<TableState>()(() => none)

/** Shows a table, with what was chosen of it so far. */
export function showTable(survey: Survey, choices: TableChoices, fault: string | null): void {
  useTable.setState({ survey, choices, fault, isReading: false })
}

/** Changes what is chosen of it. */
export function chooseColumns(choices: TableChoices): void {
  useTable.setState({ choices, fault: null })
}

/** Puts it away; what was there before stays. */
export function closeTable(): void {
  useTable.setState(none)
}
