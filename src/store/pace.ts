import { create } from 'zustand'
import { type Pace, paceField } from '../experiment/pace.ts'

/** How fast the training that is watched goes on, as `pace=` in a link says it. */
export const usePace = create<{ readonly pace: Pace }>()(() => ({ pace: paceField.default }))
