import { create } from 'zustand'
import type { SplitName } from '../../engine/layout.ts'
import type { ViewName } from '../views/views.ts'

/** What the person has chosen to see in the charts. */
export interface View {
  /** The open tab. */
  readonly view: ViewName
  /** Loss and accuracy follow one choice. */
  readonly split: SplitName
  readonly loss: 'nll' | 'loss'
  readonly accuracy: 'accuracy' | 'balancedAccuracy'
  readonly histogram: 'confidence' | 'pt'
  /** The arm that figures of one arm show; where the experiment has fewer, its last. */
  readonly arm: number
  /** Whether the reliability diagram shows all arms or the bins of one. */
  readonly reliability: 'all' | 'one'
  /** What is shown of each class. */
  readonly byClass: 'recall' | 'classPt'
  /** The step that is looked at, in all line charts at once; undefined: the present one. */
  readonly hovered: number | undefined
}

export const useView = create<View>()(() => ({
  view: 'overview',
  split: 'test',
  loss: 'nll',
  accuracy: 'accuracy',
  histogram: 'confidence',
  arm: 1,
  reliability: 'all',
  byClass: 'recall',
  hovered: undefined,
}))
