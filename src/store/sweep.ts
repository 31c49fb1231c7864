import { create } from 'zustand'
import type { EngineStatus } from '../engine/protocol.ts'
import { type Experiment, type Plan, planOf, type Sweep } from '../experiment/index.ts'
import { plannedRuns } from '../experiment/plan.ts'
import { noResults, type Results, withResult } from '../experiment/results.ts'
import type { JobReport } from './jobs.ts'

/** What a sweep has measured. */
export interface SweepResults extends Results {
  /** The sweep that it is of. */
  readonly id: number
  /** As it was when the sweep began, the set-up included. */
  readonly experiment: Experiment & { readonly sweep: Sweep }
  readonly engine: EngineStatus
}

/** The sweep that runs, or stands. Written by `client.ts` alone. */
export interface SweepState {
  /** The job that trains it. */
  readonly id: number
  readonly state: 'idle' | 'running' | 'done' | 'stopped' | 'failed'
  /** What happened and what to do, where it failed. */
  readonly text: string
  /** The experiment that it sweeps, and what that trains; null before the first. */
  readonly asked: { readonly experiment: Experiment & { readonly sweep: Sweep }; readonly plan: Plan } | null
  /** Steps of single runs trained so far, and at its end. */
  readonly done: number
  readonly total: number
  /** When it began, in milliseconds from any fixed time. */
  readonly started: number
  /** Those of the sweep before, until this one has its first. */
  readonly results: SweepResults | null
}

const NONE: SweepState = { id: 0, state: 'idle', text: '', asked: null, done: 0, total: 0, started: 0, results: null }

export const useSweep = create<SweepState>()(() => NONE)

/** A sweep of this experiment begins; what stands of the one before stays until there is something of this one. */
export function beginSweep(id: number, experiment: Experiment & { readonly sweep: Sweep }, now: number): void {
  const plan = planOf(experiment)
  const { results } = useSweep.getState()
  useSweep.setState({ ...NONE, id, state: 'running', asked: { experiment, plan }, total: plannedRuns(plan) * plan.steps, started: now, results })
}

/** Takes in what is reported of a sweep; reports of an earlier one are dropped. */
export function receiveSweep(report: JobReport): void {
  const { id, asked, results } = useSweep.getState()
  if (report.job !== id || !asked) return
  switch (report.type) {
    case 'jobProgress':
      useSweep.setState({ done: report.done, total: report.total })
      break
    case 'jobResult': {
      const { done, total, engine } = report.result
      const before = results?.id === id ? results : noResults(asked.experiment, asked.plan)
      useSweep.setState({ done, total, results: { ...withResult(before, report.result), experiment: asked.experiment, id, engine } })
      break
    }
    case 'jobEnd':
      useSweep.setState({ state: report.how, text: report.how === 'failed' ? report.text : '' })
  }
}
