import { create } from 'zustand'
import type { Metric } from '../../experiment/metrics.ts'
import type { RateQuestion } from '../../experiment/rateAnswer.ts'
import { useExperiment } from '../../store/experiment.ts'

/** What the person looks at in a sweep. */
interface SweepView {
  /** The value that the pointer or the keyboard reads, in all plots at once. */
  readonly hovered: number | undefined
  /** The metric whose plot the pointer or the keyboard is in. */
  readonly reading: Metric['id'] | undefined
  /** The value that was chosen last, to be made an arm. */
  readonly chosen: number | undefined
  /** The value of the second number whose strip is shown; where there is no such value, the first. */
  readonly row: number | undefined
  /** What the heat map shows, and of which arm. */
  readonly metric: Metric['id']
  readonly arm: number
  /** The question about the learning rate that a sweep may answer; null where none was asked. */
  readonly rateAsked: RateQuestion | null
  /** What a click came to, until the experiment is changed again. */
  readonly said: string
  /** The same of the question about the learning rate, and whether its answer is being measured. */
  readonly rateSaid: string
  readonly isMeasuring: boolean
}

export const useSweepView = create<SweepView>()(() => ({
  hovered: undefined,
  reading: undefined,
  chosen: undefined,
  row: undefined,
  metric: 'accuracy',
  arm: 1,
  said: '',
  rateAsked: null,
  rateSaid: '',
  isMeasuring: false,
}))

useExperiment.subscribe(({ experiment }, before) => {
  if (experiment !== before.experiment) useSweepView.setState({ said: '', rateSaid: '' })
})
