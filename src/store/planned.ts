import { changedTo, settingsAt, withChange } from '../experiment/changes.ts'
import { MOST_CHANGES } from '../experiment/changesLink.ts'
import { changeAt, differences, isSetting } from '../experiment/differences.ts'
import type { Change, Experiment, Settings } from '../experiment/index.ts'
import { useExperiment } from './experiment.ts'
import { type Session, useSession } from './session.ts'

/**
 * The controls show the settings of the next step, also where these changed on the way, as planned or by hand. What was
 * planned stands in `experiment.changes`; what was done by hand in those of `session.trained`.
 */

/** What the controls say that no step was trained with yet: nothing before the first step. */
function pending(experiment: Experiment, { trained, latest }: Pick<Session, 'trained' | 'latest'>): Change[] {
  if (!trained || !latest || latest.step === 0 || trained.arms.length !== experiment.arms.length) return []
  const now = { ...experiment, ...settingsAt(trained, latest.step) }
  return differences(now, experiment).filter(isSetting).map((one) => changeAt(latest.step, one))
}

/**
 * What begins anew: the experiment as the controls say it, and where changes are planned, as it began, with what was set
 * by hand since.
 */
export function beginning(experiment: Experiment, session: Pick<Session, 'trained' | 'latest'>): Experiment {
  const { trained, latest } = session
  if (experiment.changes.length === 0 || !trained || !latest || latest.step === 0) return experiment
  if (trained.arms.length !== experiment.arms.length) return experiment
  const planned = new Set(experiment.changes.map(({ step, key }) => `${step} ${key}`))
  const byHand = trained.changes.filter(({ step, key }) => step < latest.step && !planned.has(`${step} ${key}`))
  const first: Settings = { arms: trained.arms, optimizer: { ...experiment.optimizer, ...liveOf(trained) } }
  return { ...experiment, ...[...byHand, ...pending(experiment, session)].reduce<Settings>(withChange, first) }
}

/** The same on the page as it is now. */
export function beginningNow(experiment: Experiment): Experiment {
  return beginning(experiment, useSession.getState())
}

function liveOf({ optimizer: { learningRate, momentum, weightDecay } }: Experiment) {
  return { learningRate, momentum, weightDecay }
}

/** An experiment as a link says it. */
export interface Defined {
  readonly experiment: Experiment
  /** Whether a link holds all that changed on the way; otherwise it has the last settings from the start. */
  readonly isWhole: boolean
}

/** A course as it was trained until a step, every change on the way in it. */
export function definedUntil(trained: Experiment, step: number): Defined {
  const changes = trained.changes.filter((change) => change.step < step)
  if (changes.length <= MOST_CHANGES) return { experiment: { ...trained, changes }, isWhole: true }
  return { experiment: { ...trained, ...settingsAt(trained, step), changes: [] }, isWhole: false }
}

/** The experiment on the page: what was changed while it trained, what is planned, and what is set since. */
export function definedNow(): Defined {
  const { experiment } = useExperiment.getState()
  const { trained, latest, state } = useSession.getState()
  const isOld = state === 'preparing' || state === 'failed'
  if (isOld || !trained || !latest || latest.step === 0 || trained.arms.length !== experiment.arms.length) return { experiment, isWhole: true }
  const begun = { ...experiment, arms: trained.arms, optimizer: { ...experiment.optimizer, ...liveOf(trained) }, changes: trained.changes }
  const { arms, optimizer } = experiment
  const defined = changedTo(begun, { arms, optimizer }, latest.step)
  return defined.changes.length <= MOST_CHANGES ? { experiment: defined, isWhole: true } : { experiment: { ...experiment, changes: [] }, isWhole: false }
}
