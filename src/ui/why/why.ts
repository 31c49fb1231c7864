import { create } from 'zustand'
import type { Aggregation } from '../../loss/index.ts'

/** What the person has chosen to see in these figures. */
interface Why {
  /** How shares are taken over examples. */
  readonly aggregation: Aggregation
  /** The P_t that is looked at; undefined: the mean. */
  readonly pt: number | undefined
}

export const useWhy = create<Why>()(() => ({ aggregation: 'shareLogit', pt: undefined }))
