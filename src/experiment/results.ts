import type { RunPoint, RunRecord } from './columns.ts'
import type { Experiment } from './experiment.ts'
import type { Plan } from './plan.ts'
import { type Measured, type Part, recordsOf } from './records.ts'

/** What is known so far of a plan that is being trained. */
export interface Results {
  readonly experiment: Experiment
  readonly plan: Plan
  /** The newest records of each part that trains together, by its place in the plan. */
  readonly parts: ReadonlyMap<string, readonly RunRecord[]>
  /** The newest records of all parts. */
  readonly records: readonly RunRecord[]
  /** Every run at each step at which it was measured. */
  readonly points: readonly RunPoint[]
}

/** Nothing is known yet. */
export function noResults(experiment: Experiment, plan: Plan): Results {
  return { experiment, plan, parts: new Map(), records: [], points: [] }
}

/** Results with a measurement of one part more. */
export function withResult(results: Results, result: Part & Measured): Results {
  const { experiment, plan, points } = results
  const newest = recordsOf(experiment, plan, result, result)
  const parts = new Map(results.parts).set(`${result.group} ${result.firstArm}`, newest)
  return { experiment, plan, parts, records: [...parts.values()].flat(), points: [...points, ...newest] }
}
