import type { Change, Experiment } from './experiment.ts'
import type { Field } from './fields.ts'
import { type Arm, schema } from './schema.ts'

/** One field in which two experiments differ. */
export interface Difference {
  /** As `Change.key`; `arms` where they differ in how many there are. */
  readonly key: string
  /** The field; null for the number of arms. */
  readonly field: Field | null
  /** The arm it belongs to, where it belongs to one. */
  readonly arm?: number
  /** Which ε_j of the arm, from 1, where it is one. */
  readonly order?: number
  readonly from: unknown
  readonly to: unknown
}

const GROUPS = ['data', 'model', 'optimizer', 'training'] as const

/** All fields in which two experiments differ. Of a different number of arms nothing more is said. */
export function differences(before: Experiment, after: Experiment): Difference[] {
  if (before === after) return []
  const found = GROUPS.flatMap((group) => inFields(schema[group], before[group], after[group]))
  const [from, to] = [before.arms.length, after.arms.length]
  if (from !== to) return [...found, { key: 'arms', field: null, from, to }]
  return [...found, ...before.arms.flatMap((arm, i) => inArm(arm, after.arms[i], i))]
}

function inArm(before: Arm, after: Arm, arm: number): Difference[] {
  if (before === after) return []
  const { epsilon, ...rest } = schema.arm
  const orders = Array.from({ length: Math.max(before.epsilon.length, after.epsilon.length) }, (_, i) => i + 1)
  const ofEpsilon = orders.flatMap((order): Difference[] => {
    const [from, to] = [before, after].map((one) => one.epsilon[order - 1] ?? 0)
    return from === to ? [] : [{ key: `${epsilon.key}${order}`, field: epsilon, order, from, to }]
  })
  return [...ofEpsilon, ...inFields(rest, before, after)].map((one) => ({ ...one, key: `arm${arm}.${one.key}`, arm }))
}

function inFields(fields: Readonly<Record<string, Field>>, before: object, after: object): Difference[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const [from, to]: unknown[] = [before, after].map((values) => values[name as keyof object])
    return isSame(from, to) ? [] : [{ key: field.key, field, from, to }]
  })
}

function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((entry, i) => entry === b[i])
  return a === b
}

/** Whether it takes effect at the next step, without a restart. */
export function isLive({ field }: Pick<Difference, 'field'>): boolean {
  return field?.live ?? false
}

/** Whether it is a difference in what runs are trained with, and not in what they are or how long they are trained. */
export function isSetting(difference: Difference): boolean {
  return isLive(difference) && difference.field !== schema.training.steps
}

/** A difference as a change at a step. */
export function changeAt(step: number, { key, to }: Difference): Change {
  return { step, key, value: to as Change['value'] }
}
