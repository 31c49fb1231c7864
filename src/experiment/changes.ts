import { withEpsilon } from './arm.ts'
import { changeAt, differences, isSetting } from './differences.ts'
import type { Change, Experiment } from './experiment.ts'
import type { Field } from './fields.ts'
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

/** A live field that a change may name. */
export interface Setting {
  readonly field: Field
  readonly name: string
  /** The arm it belongs to, where it belongs to one. */
  readonly arm?: number
  /** Which ε_j of the arm, from 1, where it is one. */
  readonly order?: number
}

/** The live field that a key names, as `Change.key` has it; undefined where it names none. */
export function settingFor(key: string): Setting | undefined {
  const ofArm = /^arm(\d)\.(.+)$/.exec(key)
  if (!ofArm) return named(schema.optimizer, key)
  const arm = Number(ofArm[1])
  const { epsilon, ...rest } = schema.arm
  const order = Number(new RegExp(`^${epsilon.key}([1-8])$`).exec(ofArm[2])?.[1])
  if (order) return { field: epsilon, name: 'epsilon', arm, order }
  const setting = named(rest, ofArm[2])
  return setting && { ...setting, arm }
}

function named(fields: Readonly<Record<string, Field>>, key: string): Setting | undefined {
  const name = Object.keys(fields).find((name) => fields[name].key === key && fields[name].live)
  return name === undefined ? undefined : { field: fields[name], name }
}

/** Settings with one live field at another value; a key that names none changes nothing. */
export function withChange<S extends Settings>(settings: S, { key, value }: Pick<Change, 'key' | 'value'>): S {
  const setting = settingFor(key)
  if (!setting) return settings
  const { name, arm: index, order } = setting
  if (index === undefined) return { ...settings, optimizer: { ...settings.optimizer, [name]: value } }
  const arm = settings.arms[index]
  if (!arm) return settings
  return { ...settings, arms: settings.arms.with(index, order ? withEpsilon(arm, order, Number(value)) : { ...arm, [name]: value }) }
}

/** The value of a live field in settings; undefined where the key names none. */
export function valueOf({ arms, optimizer }: Settings, key: string): number | string | undefined {
  const setting = settingFor(key)
  const group: object | undefined = setting?.arm === undefined ? optimizer : arms[setting.arm]
  if (!setting || !group) return undefined
  const value: unknown = group[setting.name as keyof object]
  return setting.order ? ((value as readonly number[])[setting.order - 1] ?? 0) : (value as number | string)
}
