import { create } from 'zustand'
import type { EngineStatus, Report } from '../engine/protocol.ts'
import { recordsOf } from '../experiment/records.ts'
import type { RunPoint, RunRecord } from '../experiment/columns.ts'
import { type Experiment, type Sweep, sweepPlan, type SweepPlan } from '../experiment/index.ts'
import { plannedRuns } from '../experiment/plan.ts'

/** What a sweep has measured. */
export interface SweepResults {
  /** The sweep that it is of. */
  readonly id: number
  /** As it was when the sweep began, the set-up included. */
  readonly experiment: Experiment & { readonly sweep: Sweep }
  readonly plan: SweepPlan
  /** The newest records of each part that trains together, by its place in the plan. */
  readonly parts: ReadonlyMap<string, readonly RunRecord[]>
  /** The records of all parts. */
  readonly records: readonly RunRecord[]
  /** Every run at each step at which it was measured. */
  readonly points: readonly RunPoint[]
  readonly engine: EngineStatus
}

/** The sweep that runs, or stands. Written by `client.ts` alone. */
export interface SweepState {
  readonly id: number
  readonly state: 'idle' | 'running' | 'done' | 'stopped' | 'failed'
  /** What happened and what to do, where it failed. */
  readonly text: string
  /** The experiment that it sweeps; null before the first. */
  readonly asked: (Experiment & { readonly sweep: Sweep }) | null
  /** Steps of single runs trained so far, and at its end. */
  readonly done: number
  readonly total: number
  /** When it began, in milliseconds from any fixed moment. */
  readonly started: number
  /** Those of the sweep before, until this one has its first. */
  readonly results: SweepResults | null
}

const NONE: SweepState = { id: 0, state: 'idle', text: '', asked: null, done: 0, total: 0, started: 0, results: null }

export const useSweep = create<SweepState>()(() => NONE)

/** A sweep of this experiment begins; what stands of the one before stays until there is something of this one. */
export function beginSweep(experiment: Experiment & { readonly sweep: Sweep }, now: number): number {
  const { id, results } = useSweep.getState()
  const plan = sweepPlan(experiment)
  const total = plan ? plannedRuns(plan) * plan.steps : 0
  useSweep.setState({ ...NONE, id: id + 1, state: 'running', asked: experiment, total, started: now, results })
  return id + 1
}

/** The sweep ended because the engine did; what it measured stands. */
export function failSweep(text: string): void {
  if (useSweep.getState().state === 'running') useSweep.setState({ state: 'failed', text })
}

type SweepReport = Extract<Report, { type: 'sweepProgress' | 'sweepMoment' | 'sweepEnd' }>

/** Takes in what the worker reports; reports of an earlier sweep are dropped. */
export function receiveSweep(report: SweepReport): void {
  const state = useSweep.getState()
  if (report.sweep !== state.id) return
  switch (report.type) {
    case 'sweepProgress':
      useSweep.setState({ done: report.done, total: report.total })
      break
    case 'sweepMoment':
      useSweep.setState({ done: report.moment.done, total: report.moment.total, results: withMoment(state, report.moment) })
      break
    case 'sweepEnd':
      useSweep.setState({ state: report.how, text: report.how === 'failed' ? report.text : '' })
  }
}

function withMoment({ id, asked, results }: SweepState, moment: Extract<SweepReport, { type: 'sweepMoment' }>['moment']): SweepResults | null {
  const isNext = results?.id === id
  const experiment = isNext ? results.experiment : asked
  const plan = isNext ? results.plan : asked && sweepPlan(asked)
  const group = plan?.groups[moment.group]
  if (!experiment || !plan || !group) return results
  const { group: place, firstArm, arms, engine } = moment
  const { repeats, steps } = plan
  const trained = { arms: group.arms.slice(firstArm, firstArm + arms), data: group.data, repeats, steps }
  const parts = new Map(isNext ? results.parts : [])
  const newest = recordsOf(experiment, trained, moment)
  parts.set(`${place} ${firstArm}`, newest)
  const points = [...(isNext ? results.points : []), ...newest]
  return { id, experiment, plan, parts, records: [...parts.values()].flat(), points, engine }
}
