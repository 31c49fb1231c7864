import { create } from 'zustand'
import type { SplitName } from '../../experiment/layout.ts'
import type { TabName } from '../tabs/tabs.ts'
import type { metrics } from '../../experiment/metrics.ts'

/** A metric that means the same in every arm. */
export type Comparable = Extract<(typeof metrics)[number], { readonly unit: 'points' | 'nats' }>['id']

/** What the person has chosen to see in the charts. */
export interface View {
  /** The open tab. */
  readonly tab: TabName
  /** What the tabs were last about, beside the runs of all: the training, or the sweep. */
  readonly about: 'training' | 'sweep'
  /** Loss and accuracy follow one choice. */
  readonly split: SplitName
  readonly loss: 'nll' | 'loss'
  readonly accuracy: 'accuracy' | 'balancedAccuracy'
  readonly histogram: 'confidence' | 'pt'
  /** Whether the figure of confidence shows its histogram now, or its mean over the steps. */
  readonly confidence: 'histogram' | 'steps'
  /** Whether losses are written with the logarithm, or as its series. */
  readonly formula: 'logarithm' | 'series'
  /** Whether the reliability diagram shows all arms or the bins of one. */
  readonly reliability: 'all' | 'one'
  /** What is shown of each class. */
  readonly byClass: 'recall' | 'classPt'
  /** Whether line charts show values, or those of each arm minus the baseline's. */
  readonly compared: 'values' | 'difference'
  /** What the figure “Difference” shows, and whether as differences. */
  readonly metric: Comparable
  readonly metricCompared: 'values' | 'difference'
  /** The axis of steps, in all line charts at once. */
  readonly steps: 'linear' | 'log'
  /** The steps that all line charts show, from and to; undefined: all. */
  readonly zoom: readonly [number, number] | undefined
  /** Names of the figures whose values stand on a logarithmic axis. */
  readonly logarithmic: readonly string[]
  /** Histograms of all arms over each other, or each in a plot of its own. */
  readonly histograms: 'over' | 'beside'
  readonly counts: 'linear' | 'log'
  /** The name of the figure that has the whole view to itself. */
  readonly enlarged: string | undefined
  /** The step that is looked at, in all line charts at once; undefined: the present one. */
  readonly hovered: number | undefined
}

export const useView = create<View>()(() => ({
  tab: 'overview',
  about: 'training',
  split: 'test',
  loss: 'nll',
  accuracy: 'accuracy',
  histogram: 'confidence',
  confidence: 'histogram',
  formula: 'logarithm',
  reliability: 'all',
  byClass: 'recall',
  compared: 'values',
  metric: 'accuracy',
  metricCompared: 'difference',
  steps: 'linear',
  zoom: undefined,
  logarithmic: [],
  histograms: 'over',
  counts: 'linear',
  enlarged: undefined,
  hovered: undefined,
}))

useView.subscribe(({ tab }, before) => {
  if (tab !== before.tab && tab !== 'runs') useView.setState({ about: tab === 'sweep' ? 'sweep' : 'training' })
})
