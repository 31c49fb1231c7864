import { type Arm, type Experiment, type Field, schema } from '../experiment/index.ts'
import { familyName } from '../loss/index.ts'
import type { Group } from './experiment.ts'

/** One field that differs between two experiments. */
export interface Change {
  /** The same for the same field of the same arm. */
  readonly key: string
  readonly live: boolean
  /** The field's name for a sentence: “Noise”, “Arms”. */
  readonly label: string
  /** Values before and after, as text. */
  readonly from: string
  readonly to: string
  /** The arm it belongs to, where it belongs to one. */
  readonly arm?: number
}

const GROUPS = ['data', 'model', 'optimizer', 'training'] as const satisfies readonly Group[]
const SUBSCRIPTS = '₁₂₃₄₅₆₇₈'

/** All fields in which two experiments differ. A different number of arms is one structural change. */
export function changes(before: Experiment, after: Experiment): Change[] {
  if (before === after) return []
  const found = GROUPS.flatMap((group) => fieldChanges(schema[group], before[group], after[group], `${group}.`))
  if (before.arms.length !== after.arms.length) {
    const [from, to] = [before, after].map((experiment) => String(experiment.arms.length))
    return [...found, { key: 'arms', live: false, label: 'Arms', from, to }]
  }
  return [...found, ...before.arms.flatMap((arm, i) => armChanges(arm, after.arms[i], i))]
}

function armChanges(before: Arm, after: Arm, arm: number): Change[] {
  if (before === after) return []
  const found = fieldChanges<Arm>(schema.arm, before, after, `arm${arm}.`).map((change) => ({ ...change, arm }))
  const [family, other] = [familyName(before), familyName(after)]
  // A preset moves several coefficients at once, which is one event for the person who chose it.
  if (found.length > 1) return [{ key: `arm${arm}`, live: found.every(isLive), label: 'Loss', from: family, to: other, arm }]
  return found
}

function isLive(change: Change): boolean {
  return change.live
}

function fieldChanges<T extends object>(
  fields: { readonly [K in keyof T]: Field },
  before: T,
  after: T,
  prefix: string,
): Change[] {
  return (Object.keys(fields) as (keyof T & string)[]).flatMap((name) => {
    const field = fields[name]
    const [from, to] = [before[name], after[name]]
    if (same(from, to)) return []
    if (field.kind === 'numbers' && field.key === schema.arm.epsilon.key) {
      return epsilonChanges(from as readonly number[], to as readonly number[], prefix)
    }
    const change = { key: prefix + name, live: field.live, label: field.label }
    return [{ ...change, from: valueText(field, from), to: valueText(field, to) }]
  })
}

function epsilonChanges(before: readonly number[], after: readonly number[], prefix: string): Change[] {
  return Array.from({ length: Math.max(before.length, after.length) }, (_, i) => i).flatMap((i) => {
    const [from, to] = [before[i] ?? 0, after[i] ?? 0]
    if (from === to) return []
    const change = { key: `${prefix}epsilon.${i + 1}`, live: schema.arm.epsilon.live, label: `ε${SUBSCRIPTS[i]}` }
    return [{ ...change, from: numberText(from), to: numberText(to) }]
  })
}

function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((entry, i) => entry === b[i])
  return a === b
}

function valueText(field: Field, value: unknown): string {
  if (field.kind === 'choice') return field.options.find((option) => option.value === value)?.label ?? String(value)
  if (field.kind === 'numbers') return (value as readonly number[]).map(numberText).join(', ')
  return numberText(value as number)
}

function numberText(value: number): string {
  return value === Infinity ? 'all' : String(Number(value.toPrecision(4))).replace('-', '−')
}
