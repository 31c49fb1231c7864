import { create } from 'zustand'
import type { SplitName } from '../../engine/layout.ts'

/** What the person has chosen to see in the charts. */
export interface View {
  /** Loss and accuracy follow one choice. */
  readonly split: SplitName
  readonly loss: 'nll' | 'loss'
  readonly accuracy: 'accuracy' | 'balancedAccuracy'
  readonly histogram: 'confidence' | 'pt'
}

export const useView = create<View>()(() => ({
  split: 'test',
  loss: 'nll',
  accuracy: 'accuracy',
  histogram: 'confidence',
}))
