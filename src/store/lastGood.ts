import { create } from 'zustand'
import { defaultArm, type Experiment, schema } from '../experiment/index.ts'
import { changes } from './changes.ts'
import { useExperiment } from './experiment.ts'
import { faultsOf } from './faults.ts'
import { outdate } from './messages.ts'
import { type Session, useSession } from './session.ts'

/** A setting that trained this many steps and is still finite is good; what diverges mostly does so before. */
const GOOD_STEPS = 50
const MOST_KEPT = 20

/** What is known of how settings trained. A setting is the arms and the optimizer's live fields. */
export interface Trials {
  /** In force since a step. */
  readonly trying: { readonly experiment: Experiment; readonly from: number } | null
  /** Those that proved good, the latest last. */
  readonly good: readonly Experiment[]
}

export const noTrials: Trials = { trying: null, good: [] }

/** What is known after a finite frame that arrived under an experiment. */
export function afterFrame(trials: Trials, experiment: Experiment, step: number): Trials {
  const { trying, good } = trials
  // The first frame after a change may have been measured before it: it proves nothing yet.
  if (!trying || step < trying.from || !sameSetting(trying.experiment, experiment)) {
    return { good, trying: { experiment, from: step } }
  }
  if (step - trying.from < GOOD_STEPS || (good.length > 0 && sameSetting(good[good.length - 1], experiment))) return trials
  return { trying, good: [...without(good, experiment), experiment].slice(-MOST_KEPT) }
}

/** What is known after a run has diverged: its setting was not good after all. */
export function afterDivergence({ good }: Trials, experiment: Experiment): Trials {
  return { good: without(good, experiment), trying: null }
}

/**
 * The experiment with the last setting that proved good and is not the present one; the defaults where
 * none is known for as many arms.
 */
export function lastGood({ good }: Trials, present: Experiment): Experiment {
  const found = good.findLast(({ arms }, i) => arms.length === present.arms.length && !sameSetting(good[i], present))
  const { learningRate, momentum, weightDecay } = found?.optimizer ?? DEFAULT_PACE
  return {
    ...present,
    arms: found?.arms ?? present.arms.map((_, i) => defaultArm(i)),
    optimizer: { ...present.optimizer, learningRate, momentum, weightDecay },
  }
}

const DEFAULT_PACE = {
  learningRate: schema.optimizer.learningRate.default,
  momentum: schema.optimizer.momentum.default,
  weightDecay: schema.optimizer.weightDecay.default,
}

function sameSetting(a: Experiment, b: Experiment): boolean {
  return !changes(a, b).some(({ key, live }) => key === 'arms' || (live && key !== 'training.steps'))
}

function without(good: readonly Experiment[], experiment: Experiment): readonly Experiment[] {
  return good.filter((one) => !sameSetting(one, experiment))
}

/** How the settings of this page trained so far. */
export const useTrials = create<Trials>()(() => noTrials)

/** Whether the page says that training has diverged. */
export function hasDiverged({ messages }: Pick<Session, 'messages'>): boolean {
  return messages.some(({ place, level }) => place === 'training' && level === 'error')
}

/** From now on each frame and each divergence tells of the setting in force. */
export function recordTrials(): () => void {
  return useSession.subscribe((now, before) => {
    const { experiment } = useExperiment.getState()
    if (hasDiverged(now) && !hasDiverged(before)) useTrials.setState((trials) => afterDivergence(trials, experiment))
    if (now.latest === before.latest || !now.latest || faultsOf(experiment, now.data).length > 0) return
    const { step } = now.latest
    useTrials.setState((trials) => afterFrame(trials, experiment, step))
  })
}

/** Returns to the last good setting; the engine takes it over as any live change. */
export function backToLastGood(): void {
  useExperiment.setState(({ experiment }) => ({ experiment: lastGood(useTrials.getState(), experiment) }))
  outdate('training')
}
