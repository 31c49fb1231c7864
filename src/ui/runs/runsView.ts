import { create } from 'zustand'
import type { Filter, Sort } from './rows.ts'

/** What the person has chosen to see of the runs. */
export interface RunsView extends Filter {
  readonly sort: Sort | null
  readonly splits: 'test' | 'train' | 'both'
  /** Columns that are not shown. */
  readonly without: ReadonlySet<string>
  /** From 0. */
  readonly page: number
}

/** Few choose by these: they are there when asked for. */
const RARE = ['loss', 'meanPt', 'leadingShare', 'pushedBack'].flatMap((id) => [`test ${id}`, `train ${id}`])

export const useRunsView = create<RunsView>()(() => ({
  text: '',
  arm: null,
  hidden: new Set(),
  sort: null,
  splits: 'test',
  without: new Set(RARE),
  page: 0,
}))

/** Shows a column, or no longer. */
export function toggleColumn(id: string, shown: boolean): void {
  useRunsView.setState(({ without }) => ({ without: toggled(without, id, !shown) }))
}

/** Hides a run. */
export function hideRun(id: string): void {
  useRunsView.setState(({ hidden }) => ({ hidden: toggled(hidden, id, true) }))
}

function toggled(set: ReadonlySet<string>, id: string, has: boolean): ReadonlySet<string> {
  return new Set(has ? [...set, id] : [...set].filter((one) => one !== id))
}
