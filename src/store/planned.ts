import { settingsAt, trainedWith, withChange } from '../experiment/changes.ts'
import { MOST_CHANGES } from '../experiment/changesLink.ts'
import { changeAt, differences, isSetting } from '../experiment/differences.ts'
import type { Change, Experiment } from '../experiment/index.ts'
import { useExperiment } from './experiment.ts'
import { type Session, useSession } from './session.ts'

/**
 * The controls show the settings of the next step, also where these changed on the way, as planned or by hand. What was
 * planned stands in `experiment.changes`; what was done by hand in those of `session.trained`.
 */

/** What has been trained of an experiment and until where; null before the first step, and where its arms are others. */
function courseOf(experiment: Experiment, { trained, latest }: Pick<Session, 'trained' | 'latest'>) {
  return trained && latest && latest.step > 0 && trained.arms.length === experiment.arms.length ? { trained, step: latest.step } : null
}

type Course = NonNullable<ReturnType<typeof courseOf>>

/** What the controls say that no step was trained with yet; what is planned for the next step is not theirs. */
function pending(experiment: Experiment, { trained, step }: Course): Change[] {
  const before = { ...experiment, ...trainedWith(trained, step) }
  return differences(before, experiment).filter(isSetting).map((one) => changeAt(step, one))
}

/** An experiment with the live settings that a course began with. */
function begun(experiment: Experiment, { trained }: Course): Experiment {
  const { learningRate, momentum, weightDecay } = trained.optimizer
  return { ...experiment, arms: trained.arms, optimizer: { ...experiment.optimizer, learningRate, momentum, weightDecay } }
}

/**
 * What begins anew: the experiment as the controls say it, and where changes are planned, as it began, with what was set
 * by hand since.
 */
export function beginning(experiment: Experiment, session: Pick<Session, 'trained' | 'latest'>): Experiment {
  const course = courseOf(experiment, session)
  if (experiment.changes.length === 0 || !course) return experiment
  const planned = new Set(experiment.changes.map(({ step, key }) => `${step} ${key}`))
  const byHand = course.trained.changes.filter(({ step, key }) => step < course.step && !planned.has(`${step} ${key}`))
  return [...byHand, ...pending(experiment, course)].reduce(withChange, begun(experiment, course))
}

/** The same on the page as it is now. */
export function beginningNow(experiment: Experiment): Experiment {
  return beginning(experiment, useSession.getState())
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
  const { state, ...session } = useSession.getState()
  const course = state === 'preparing' || state === 'failed' ? null : courseOf(experiment, session)
  if (!course) return { experiment, isWhole: true }
  const set = pending(experiment, course)
  const isSet = ({ step, key }: Change) => set.some((one) => one.step === step && one.key === key)
  const changes = [...course.trained.changes.filter((change) => !isSet(change)), ...set].sort((a, b) => a.step - b.step)
  if (changes.length > MOST_CHANGES) return { experiment: { ...experiment, changes: [] }, isWhole: false }
  return { experiment: { ...begun(experiment, course), changes }, isWhole: true }
}
