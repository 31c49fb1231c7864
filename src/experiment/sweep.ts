import { integer, type NumberField, type NumbersField } from './fields.ts'
import { schema } from './schema.ts'
import { ordered } from './text.ts'
import { coerceNumber } from './values.ts'

type Order = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

/** A number that can be swept, by its link key: of an arm, of the optimizer as that arm has it, or of the data. */
export type SweepField =
  | `eps${Order}` | 'gamma' | 'terms' | 'smooth' | 'beta' | 'lrx'
  | 'lr' | 'momentum' | 'wd'
  | 'imbalance' | 'labelnoise' | 'noise' | 'classes' | 'samples'

/** Values from one number to another, both included. */
export interface SweepRange {
  readonly from: number
  readonly to: number
  readonly count: number
  /** `log`: each value is the same multiple of the one before. Evenly spaced where an end is not above 0. */
  readonly spacing: 'linear' | 'log'
}

export type SweepValues = SweepRange | readonly number[]

/** One number and the values it takes. */
export interface SweepAxis {
  readonly field: SweepField
  readonly values: SweepValues
}

/** The same experiment at many values of one number, or of two. */
export interface Sweep extends SweepAxis {
  /** The arm whose number is swept; a number of the data is swept for all arms. */
  readonly arm: number
  /** A second number, each of its values with each of the first: a heat map. */
  readonly second: SweepAxis | null
  readonly repeats: number
  readonly steps: number
}

/** The most values that one number takes. */
export const MAX_SWEEP_VALUES = 64

/** The settings of a sweep beside what is swept. */
export const sweepSchema = {
  repeats: integer({
    key: 'sweep.repeats',
    label: 'Repeats',
    help: 'How many times each value is trained. Intervals and p values come from the differences between repeats: with one, nothing can be concluded.',
    default: 5,
    min: 1,
    max: schema.training.repeats.max,
  }),
  steps: integer({
    key: 'sweep.steps',
    label: 'Steps',
    help: 'How long every network of the sweep is trained.',
    default: 500,
    min: 1,
    max: schema.training.steps.max,
    scale: 'log',
  }),
} as const

interface SweepableBase {
  readonly field: SweepField
  readonly label: string
  /** Bounds, and whether the number is whole. */
  readonly bounds: NumberField | NumbersField
  /** The values it takes unless others are chosen. */
  readonly values: SweepValues
}

/** What a swept number belongs to, and its name there. */
export type Sweepable = SweepableBase &
  (
    | { readonly group: 'arm'; readonly name: 'epsilon'; readonly order: Order }
    | { readonly group: 'arm'; readonly name: 'gamma' | 'terms' | 'labelSmoothing' | 'beta' | 'rate' }
    | { readonly group: 'optimizer'; readonly name: 'learningRate' | 'momentum' | 'weightDecay' }
    | { readonly group: 'data'; readonly name: 'imbalance' | 'labelNoise' | 'noise' | 'classes' | 'samples' }
  )

const { arm, optimizer, data } = schema
const range = (from: number, to: number, count: number, spacing: SweepRange['spacing'] = 'linear'): SweepRange => {
  return { from, to, count, spacing }
}
const epsilon = (order: Order): Sweepable => {
  const values = range(-2, 6, 9)
  return { field: `eps${order}`, label: ordered('ε', order), group: 'arm', name: 'epsilon', order, bounds: arm.epsilon, values }
}

/** Every number that can be swept, in the order in which they are offered. */
export const sweepables: readonly Sweepable[] = [
  ...([1, 2, 3, 4, 5, 6, 7, 8] as const).map(epsilon),
  { field: 'gamma', label: 'γ', group: 'arm', name: 'gamma', bounds: arm.gamma, values: range(0, 4, 9) },
  { field: 'terms', label: 'Terms kept', group: 'arm', name: 'terms', bounds: arm.terms, values: [1, 2, 4, 8, 16, 32, 64, Infinity] },
  { field: 'smooth', label: 'Label smoothing', group: 'arm', name: 'labelSmoothing', bounds: arm.labelSmoothing, values: range(0, 0.4, 9) },
  { field: 'beta', label: 'β', group: 'arm', name: 'beta', bounds: arm.beta, values: [0, 0.9, 0.99, 0.999, 0.9999] },
  { field: 'lrx', label: 'Learning-rate factor', group: 'arm', name: 'rate', bounds: arm.rate, values: range(0.25, 4, 9, 'log') },
  { field: 'lr', label: 'Learning rate', group: 'optimizer', name: 'learningRate', bounds: optimizer.learningRate, values: range(0.001, 0.1, 9, 'log') },
  { field: 'momentum', label: 'Momentum', group: 'optimizer', name: 'momentum', bounds: optimizer.momentum, values: [0, 0.5, 0.8, 0.9, 0.95, 0.99] },
  { field: 'wd', label: 'Weight decay', group: 'optimizer', name: 'weightDecay', bounds: optimizer.weightDecay, values: [0, 0.0001, 0.001, 0.01, 0.1] },
  { field: 'imbalance', label: 'Class imbalance', group: 'data', name: 'imbalance', bounds: data.imbalance, values: range(1, 100, 5, 'log') },
  { field: 'labelnoise', label: 'Label noise', group: 'data', name: 'labelNoise', bounds: data.labelNoise, values: range(0, 0.6, 7) },
  { field: 'noise', label: 'Noise', group: 'data', name: 'noise', bounds: data.noise, values: range(0, 1, 6) },
  { field: 'classes', label: 'Classes', group: 'data', name: 'classes', bounds: data.classes, values: range(2, 10, 9) },
  { field: 'samples', label: 'Examples', group: 'data', name: 'samples', bounds: data.samples, values: range(200, 5000, 5, 'log') },
]

const byField = new Map<string, Sweepable>(sweepables.map((sweepable) => [sweepable.field, sweepable]))

/** What a link key sweeps, if it can be swept. */
export function findSweepable(field: string): Sweepable | undefined {
  return byField.get(field)
}

/** What is known of a swept number. */
export function sweepableOf(field: SweepField): Sweepable {
  const found = findSweepable(field)
  if (!found) throw new RangeError(`No number that can be swept is called ${field}.`)
  return found
}

/** A sweep of this number over its usual values. */
export function defaultSweep(field: SweepField, arms: number): Sweep {
  const { repeats, steps } = sweepSchema
  const arm = defaultSweptArm(arms)
  return { field, values: sweepableOf(field).values, arm, second: null, repeats: repeats.default, steps: steps.default }
}

/** The arm that is swept unless a link says otherwise: the first beside the baseline, where there is one. */
export function defaultSweptArm(arms: number): number {
  return Math.min(1, arms - 1)
}

/** The numbers that an axis of a sweep takes: within bounds, whole where they must be, ascending, each once. */
export function sweepValues({ field, values }: SweepAxis): number[] {
  const { bounds } = sweepableOf(field)
  const wanted = 'from' in values ? spaced(values) : values.slice(0, MAX_SWEEP_VALUES)
  return [...new Set(wanted.map((value) => coerceNumber(bounds, value)))].sort((a, b) => a - b)
}

function spaced({ from, to, count, spacing }: SweepRange): number[] {
  const last = Math.min(count, MAX_SWEEP_VALUES) - 1
  if (last < 1) return [from]
  const isLog = spacing === 'log' && from > 0 && to > 0
  const between = (share: number) => (isLog ? from * (to / from) ** share : from + share * (to - from))
  // Six digits keep labels and links short; the ends are kept as they are.
  const rounded = (value: number) => Math.min(Math.max(from, to), Math.max(Math.min(from, to), Number(value.toPrecision(6))))
  return Array.from({ length: last + 1 }, (_, i) => (i === 0 ? from : i === last ? to : rounded(between(i / last))))
}
