import type { OwnData } from '../../data/own.ts'
import { type Experiment, type Plan, planOf } from '../../experiment/index.ts'
import type { Result } from '../protocol.ts'
import { checkRuns, loadDraws, runsMeasured } from '../session/draws.ts'
import { taskOf } from '../session/task.ts'
import type { Engines } from '../trainers/engines.ts'
import { createRest } from '../rest.ts'
import type { TrainingTask } from '../trainers/trainer.ts'
import { Training } from '../training.ts'

/** Runs that train together at most, and bytes of their parameters and optimizer state. */
const MOST_RUNS = 512
const MOST_BYTES = 2 ** 28
/** Nobody waits for a picture, only for Stop. */
const CHUNKS = { ms: 60, most: 4096 } as const
/** Where in its steps a sweep is measured: early, so that results stand from the first second, and then evenly. */
const MEASURED_AT = [0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] as const

interface Options {
  /** Steps to measure at, ascending; training ends at the last. */
  readonly steps?: readonly number[]
  /** Ends the training early, without an error. */
  readonly signal?: AbortSignal
  /** Files that were dropped on the page, for `data.kind = 'dropped'`. */
  readonly dropped?: OwnData | null
  /** Steps of single runs trained so far, and of the whole plan. */
  readonly onProgress?: (done: number, total: number) => void
}

/** Where a plan is measured unless it is asked for elsewhere. */
export function measuredSteps({ steps }: Pick<Plan, 'steps'>): number[] {
  return [...new Set(MEASURED_AT.map((share) => Math.max(1, Math.round(share * steps))))]
}

/**
 * Trains what an experiment's plan says, unwatched, each group from the same seeds, and yields measurements as they
 * come: the numbers are those that the page shows at the same step. What does not fit on the device at once is trained
 * part by part. Throws a `DataError` where the data cannot be had, and where the engine fails.
 */
export async function* trainPlan(experiment: Experiment, engines: Engines, options: Options = {}): AsyncGenerator<Result> {
  const plan = planOf(experiment)
  const { steps = measuredSteps(plan), signal, dropped = null, onProgress } = options
  const until = steps[steps.length - 1]
  const total = until * plan.repeats * plan.groups.reduce((sum, { arms }) => sum + arms.length, 0)
  let before = 0
  for (const [group, { data, arms }] of plan.groups.entries()) {
    const ofGroup = { ...experiment, data, training: { ...experiment.training, repeats: plan.repeats } }
    const draws = await loadDraws(ofGroup, dropped, () => {}, signal).catch((error: unknown) => {
      if (signal?.aborted) return null
      throw error
    })
    if (!draws) return
    const [set] = draws.sets
    checkRuns(set, plan.repeats)
    const most = armsAtOnce(taskOf(ofGroup, draws), runsMeasured(set))
    for (let firstArm = 0; firstArm < arms.length; firstArm += most) {
      if (signal?.aborted) return
      const part = arms.slice(firstArm, firstArm + most)
      const runs = part.length * plan.repeats
      const training = await Training.open(engines, experiment.training.engine, ofGroup, draws, { ...CHUNKS, rest: createRest(signal) }, part)
      try {
        for (const next of steps) {
          while (training.step < next) {
            if (signal?.aborted) return
            await training.chunk(next)
            onProgress?.(before + training.step * runs, total)
          }
          const measurements = await training.measureUnwatched()
          const { engine: { status: engine }, layout } = training
          yield { step: next, measurements, layout, engine, group, firstArm, arms: part.length, done: before + next * runs, total }
        }
      } catch (error) {
        if (signal?.aborted) return
        throw error
      } finally {
        training.engine.trainer.dispose()
      }
      before += until * runs
    }
  }
}

/** How many arms train together, where so many runs can be measured: at least one, however large its networks. */
export function armsAtOnce({ network, repeats }: Pick<TrainingTask, 'network' | 'repeats'>, measured: number): number {
  const bytes = 3 * 4 * network.parameters
  return Math.max(1, Math.floor(Math.min(MOST_RUNS, measured, MOST_BYTES / bytes) / repeats))
}
