import { create } from 'zustand'
import { differences, isSetting } from '../experiment/differences.ts'
import { defaultArm, defaultExperiment, type Experiment, schema, type Settings } from '../experiment/index.ts'
import { useExperiment } from './experiment.ts'
import { faultsOf } from './faults.ts'
import { outdate } from './messages.ts'
import { type Session, useSession } from './session.ts'

/** Settings that trained this many steps and are still finite are good; what diverges mostly does so before. */
const GOOD_STEPS = 50
const MOST_KEPT = 20

/** What is known of how settings trained. */
export interface Trials {
  /** In force since a step. */
  readonly trying: { readonly settings: Settings; readonly from: number } | null
  /** Those that proved good, the latest last. */
  readonly good: readonly Settings[]
}

export const noTrials: Trials = { trying: null, good: [] }

/** What is known after a finite frame at a step that was trained with these settings. */
export function afterFrame(trials: Trials, { arms, optimizer }: Settings, step: number): Trials {
  const settings = { arms, optimizer }
  const { trying, good } = trials
  if (!trying || step < trying.from || !isSame(trying.settings, settings)) return { good, trying: { settings, from: step } }
  if (step - trying.from < GOOD_STEPS || (good.length > 0 && isSame(good[good.length - 1], settings))) return trials
  return { trying, good: [...without(good, settings), settings].slice(-MOST_KEPT) }
}

/** What is known after a run has diverged: these settings were not good after all. */
export function afterDivergence({ good }: Trials, settings: Settings): Trials {
  return { good: without(good, settings), trying: null }
}

/**
 * The experiment with the last settings that proved good and are not the present ones; the defaults where
 * none are known for as many arms.
 */
export function lastGood({ good }: Trials, present: Experiment): Experiment {
  const found = good.findLast((settings) => settings.arms.length === present.arms.length && !isSame(settings, present))
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

function isSame(a: Settings, b: Settings): boolean {
  return !differences({ ...defaultExperiment, ...a }, { ...defaultExperiment, ...b }).some((one) => one.key === 'arms' || isSetting(one))
}

function without(good: readonly Settings[], settings: Settings): readonly Settings[] {
  return good.filter((one) => !isSame(one, settings))
}

/** How the settings of this page trained so far. */
export const useTrials = create<Trials>()(() => noTrials)

/** Whether the page says that training has diverged. */
export function hasDiverged({ messages }: Pick<Session, 'messages'>): boolean {
  return messages.some(({ place, level }) => place === 'training' && level === 'error')
}

/** From now on each frame and each divergence tells of the settings that trained it. */
export function recordTrials(): () => void {
  return useSession.subscribe((now, before) => {
    const { experiment } = useExperiment.getState()
    if (hasDiverged(now) && !hasDiverged(before)) useTrials.setState((trials) => afterDivergence(trials, experiment))
    if (now.latest === before.latest || !now.latest || faultsOf(now.latest.settings, now.data).length > 0) return
    const { step, settings } = now.latest
    useTrials.setState((trials) => afterFrame(trials, settings, step))
  })
}

/** Returns to the last good setting; the engine takes it over as any live change. */
export function backToLastGood(): void {
  useExperiment.setState(({ experiment }) => ({ experiment: lastGood(useTrials.getState(), experiment) }))
  outdate('training')
}
