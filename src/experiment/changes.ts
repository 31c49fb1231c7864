import { withEpsilon } from './arm.ts'
import { changeAt, differences, isSetting } from './differences.ts'
import type { Change, Experiment } from './experiment.ts'
import { type Arm, type OptimizerSettings, schema } from './schema.ts'

/** What runs are trained with: all that may change on the way stands in these. */
export type Settings = Pick<Experiment, 'arms' | 'optimizer'>

/** An arm, and the optimizer that trains it. */
export interface TrainedArm {
  readonly arm: Arm
  readonly optimizer: OptimizerSettings
}

/** What the step after this one is trained with. */
export function settingsAt(experiment: Experiment, step: number): Settings {
  return experiment.changes.filter((change) => change.step <= step).reduce(withChange, experiment)
}

/** What the last of so many steps was trained with; before the first, what it will be trained with. */
export function trainedWith(experiment: Experiment, steps: number): Settings {
  return settingsAt(experiment, Math.max(0, steps - 1))
}

/** What the step after this one is trained with where a variant stands in the place of one of the arms. */
export function variantAt(experiment: Experiment, { of, arm, optimizer }: TrainedArm & { readonly of: number }, step: number): TrainedArm {
  const settings = settingsAt({ ...experiment, arms: experiment.arms.with(of, arm), optimizer }, step)
  return { arm: settings.arms[of], optimizer: settings.optimizer }
}

/** The first step after this one at which something changes; Infinity where nothing does. */
export function nextChange({ changes }: Pick<Experiment, 'changes'>, step: number): number {
  return changes.reduce((next, change) => (change.step > step ? Math.min(next, change.step) : next), Infinity)
}

/**
 * An experiment of which the steps from this one on are trained with other settings. Before the first step there is
 * nothing to change from: it begins with them.
 */
export function changedTo(experiment: Experiment, { arms, optimizer }: Settings, step: number): Experiment {
  if (step === 0) return { ...experiment, arms, optimizer }
  const wanted = { ...experiment, arms, optimizer }
  const found = differences({ ...experiment, ...settingsAt(experiment, step) }, wanted).filter(isSetting)
  if (found.length === 0) return experiment
  const added = found.map((difference) => changeAt(step, difference))
  const keys = new Set(added.map(({ key }) => key))
  const kept = experiment.changes.filter((change) => change.step !== step || !keys.has(change.key))
  return { ...experiment, changes: [...kept, ...added].sort((a, b) => a.step - b.step) }
}

/** Settings with one live field at another value; a key that names none changes nothing. */
export function withChange<S extends Settings>(settings: S, { key, value }: Pick<Change, 'key' | 'value'>): S {
  const ofArm = /^arm(\d)\.(.+)$/.exec(key)
  if (!ofArm) {
    const name = nameOf(schema.optimizer, key)
    return name ? { ...settings, optimizer: { ...settings.optimizer, [name]: value } } : settings
  }
  const [, index, ownKey] = ofArm
  const arm = settings.arms[Number(index)]
  const order = Number(new RegExp(`^${schema.arm.epsilon.key}([1-8])$`).exec(ownKey)?.[1])
  const name = nameOf(schema.arm, ownKey)
  if (!arm || (!order && !name)) return settings
  const changed = order ? withEpsilon(arm, order, Number(value)) : { ...arm, [name as string]: value }
  return { ...settings, arms: settings.arms.with(Number(index), changed) }
}

function nameOf(fields: Readonly<Record<string, { readonly key: string; readonly live: boolean }>>, key: string): string | undefined {
  return Object.keys(fields).find((name) => fields[name].key === key && fields[name].live)
}
