import { create } from 'zustand'
import { defaultExperiment, type Experiment } from '../experiment/index.ts'

/** The experiment as the controls show it, and the arm that has the person's attention. */
export const useExperiment = create<{ experiment: Experiment; selected: number }>()(() => ({
  experiment: defaultExperiment,
  selected: 1,
}))
