import { create } from 'zustand'

/** The loss that is shown as code. */
interface Using {
  /** Whose it is; null: none was yet. */
  readonly arm: number | null
  readonly open: boolean
}

export const useUsing = create<Using>()(() => ({ arm: null, open: false }))
