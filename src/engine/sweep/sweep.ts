import type { RawData } from '../../data/dataset.ts'
import type { Experiment } from '../../experiment/index.ts'
import { sweepPlan } from '../../experiment/plan.ts'
import { loadDraws } from '../session/draws.ts'
import type { Engines } from '../trainers/engines.ts'
import { armsOf, taskOf } from '../session/prepare.ts'
import { parameterCount, type TrainingTask } from '../trainers/trainer.ts'
import { type Moment, trainUnattended } from './unattended.ts'

/** Runs that train together at most, and bytes of their parameters and optimizer state. */
const MOST_RUNS = 512
const MOST_BYTES = 2 ** 28
/** Where in its steps a group is measured: early, so that results stand from the first second, and then evenly. */
const MEASURED_AT = [0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] as const

/** Measurements of some arms of one group of a sweep's plan; run r is arm `firstArm` + ⌊r / repeats⌋. */
export interface SweepMoment extends Moment {
  readonly group: number
  readonly firstArm: number
  readonly arms: number
  /** Steps of single runs trained so far, and of the whole sweep. */
  readonly done: number
  readonly total: number
}

interface Options {
  readonly signal?: AbortSignal
  /** Files that were dropped on the page, for `data.kind = 'dropped'`. */
  readonly dropped?: RawData | null
  /** Steps of single runs trained so far, and of the whole sweep. */
  readonly onProgress?: (done: number, total: number) => void
}

/**
 * Trains what an experiment's sweep plans, each group from the same seeds, and yields measurements as they come; the
 * last of each part is at `sweep.steps`. What does not fit on the device at once is trained part by part.
 * Throws a `DataError` where the data cannot be had, and where the engine fails.
 */
export async function* runSweep(
  experiment: Experiment,
  engines: Engines,
  { signal, dropped = null, onProgress }: Options = {},
): AsyncGenerator<SweepMoment> {
  const plan = sweepPlan(experiment)
  if (!plan) return
  const { repeats } = plan
  const steps = [...new Set(MEASURED_AT.map((share) => Math.max(1, Math.round(share * plan.steps))))]
  const total = plan.steps * repeats * plan.groups.reduce((sum, { arms }) => sum + arms.length, 0)
  let before = 0
  for (const [group, { data, arms }] of plan.groups.entries()) {
    const trained = { ...experiment, data, training: { ...experiment.training, repeats } }
    const draws = await loadDraws(trained, dropped, () => {})
    const settings = arms.flatMap(({ arm, optimizer }) => armsOf({ arms: [arm], optimizer }, draws))
    const most = armsAtOnce(taskOf(trained, draws))
    for (let firstArm = 0; firstArm < arms.length; firstArm += most) {
      if (signal?.aborted) return
      const part = settings.slice(firstArm, firstArm + most)
      const runs = part.length * repeats
      const onStep = (step: number) => onProgress?.(before + step * runs, total)
      for await (const moment of trainUnattended(trained, draws, part, engines, { steps, signal, onStep })) {
        yield { ...moment, group, firstArm, arms: part.length, done: before + moment.step * runs, total }
      }
      before += plan.steps * runs
    }
  }
}

/** How many arms train together: at least one, however large its networks. */
function armsAtOnce({ sizes, repeats }: TrainingTask): number {
  const bytes = 3 * 4 * parameterCount(sizes)
  return Math.max(1, Math.floor(Math.min(MOST_RUNS, MOST_BYTES / bytes) / repeats))
}
