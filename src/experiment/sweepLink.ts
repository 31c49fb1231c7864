import {
  defaultSweptArm,
  findSweepable,
  MAX_SWEEP_VALUES,
  type Sweep,
  type Sweepable,
  sweepSchema,
  type SweepAxis,
  type SweepRange,
  type SweepValues,
} from './sweep.ts'
import { shorten } from './text.ts'
import { cutNotice, readNumber, readValue, writeNumber, writeValue } from './values.ts'

const FIRST = 'sweep'
const SECOND = 'sweep2'
const ARM = 'sweep.arm'
const { repeats, steps } = sweepSchema

/** The keys of a sweep in a link. */
export const SWEEP_KEYS: readonly string[] = [FIRST, SECOND, ARM, repeats.key, steps.key]

/**
 * A sweep as a link's pairs: `sweep=eps1:-1..5:9` (from, to, how many), `sweep=lr:0.001..0.1:7log`,
 * `sweep=terms:1,2,8,all`; `sweep2` likewise; then what differs from the defaults.
 *
 * @param arms how many arms the experiment has
 */
export function writeSweep(sweep: Sweep, arms: number): [string, string][] {
  const arm = Math.min(sweep.arm, arms - 1)
  const rest: readonly (readonly [string, string, string])[] = [
    [ARM, String(arm), String(defaultSweptArm(arms))],
    [repeats.key, writeValue(repeats, sweep.repeats), writeValue(repeats, repeats.default)],
    [steps.key, writeValue(steps, sweep.steps), writeValue(steps, steps.default)],
  ]
  return [
    [FIRST, writeAxis(sweep)],
    ...(sweep.second ? [[SECOND, writeAxis(sweep.second)] as [string, string]] : []),
    ...rest.filter(([, text, usual]) => text !== usual).map(([key, text]): [string, string] => [key, text]),
  ]
}

/**
 * Reads the sweep of a link; null where it has none. Never throws: values out of bounds are clamped, what cannot be
 * read gives way to the usual values, and each is said in `notices`.
 */
export function readSweep(pairs: ReadonlyMap<string, string>, arms: number, notices: string[]): Sweep | null {
  const text = pairs.get(FIRST)
  const axis = text === undefined ? null : readAxis(FIRST, text, notices)
  if (!axis) {
    const idle = SWEEP_KEYS.filter((key) => key !== FIRST && pairs.has(key))
    if (idle.length > 0) notices.push(`“${idle.join('”, “')}” ${idle.length > 1 ? 'belong' : 'belongs'} to a sweep, and the link has none.`)
    return null
  }
  const number = (field: typeof repeats) => {
    const written = pairs.get(field.key)
    const { value, notice } = written === undefined ? { value: field.default } : readValue(field, written)
    if (notice) notices.push(notice)
    return value as number
  }
  return {
    ...axis,
    arm: readArm(pairs.get(ARM), arms, notices),
    second: readSecond(pairs.get(SECOND), axis, notices),
    repeats: number(repeats),
    steps: number(steps),
  }
}

function readArm(text: string | undefined, arms: number, notices: string[]): number {
  const usual = defaultSweptArm(arms)
  if (text === undefined) return usual
  const arm = /^\d+$/.test(text) ? Number(text) : NaN
  if (arm < arms) return arm
  notices.push(`“${ARM}=${shorten(text)}” is no arm of the experiment; arm ${usual} is swept.`)
  return usual
}

function readSecond(text: string | undefined, first: SweepAxis, notices: string[]): SweepAxis | null {
  const second = text === undefined ? null : readAxis(SECOND, text, notices)
  if (second?.field !== first.field) return second
  notices.push(`“${SECOND}=${shorten(text ?? '')}” is swept already; the second sweep is left out.`)
  return null
}

function writeAxis({ field, values }: SweepAxis): string {
  if (!('from' in values)) return `${field}:${values.map(writeNumber).join(',')}`
  const { from, to, count, spacing } = values
  const isLog = spacing === 'log' && from > 0 && to > 0
  return `${field}:${writeNumber(from)}..${writeNumber(to)}:${count}${isLog ? 'log' : ''}`
}

/** `field`, `field:from..to:count`, the same with `log` at its end, or `field:one,two,…`. */
function readAxis(key: string, text: string, notices: string[]): SweepAxis | null {
  const [name, ...rest] = text.split(':')
  const sweepable = findSweepable(name)
  const shown = `${key}=${shorten(text)}`
  if (!sweepable) {
    notices.push(`“${shown}” names no number that can be swept; it is left out.`)
    return null
  }
  if (rest.length === 0) return { field: sweepable.field, values: sweepable.values }
  const written = rest.join(':')
  const found: string[] = []
  const read = written.includes('..') ? readRange(written, sweepable, shown, found) : readList(written, sweepable, shown, found)
  if (read) notices.push(...found.slice(0, 1))
  else notices.push(`“${shown}” is no range or list of numbers; the usual values are used.`)
  return { field: sweepable.field, values: read ?? sweepable.values }
}

function readList(text: string, { bounds }: Sweepable, shown: string, notices: string[]): SweepValues | null {
  const parts = text.split(',')
  const read = parts.slice(0, MAX_SWEEP_VALUES).map((part) => readNumber(bounds, part.trim(), shown))
  if (read.some(({ value }) => Number.isNaN(value))) return null
  if (parts.length > MAX_SWEEP_VALUES) notices.push(`“${shown}” is too long; the first ${MAX_SWEEP_VALUES} values are used.`)
  const values = read.map(({ value }) => value)
  for (const notice of [...read.map((one) => one.notice), cutNotice(parts, shown, values)]) if (notice) notices.push(notice)
  return values
}

function readRange(text: string, { bounds }: Sweepable, shown: string, notices: string[]): SweepRange | null {
  const [ends, ...spaced] = text.split(':')
  // An end may be “.5”: the first two points are those between.
  const cut = ends.indexOf('..', 1)
  const parts = /^(\d+)(log)?$/.exec(spaced[0] ?? String(DEFAULT_COUNT))
  if (!parts || cut < 0 || spaced.length > 1) return null
  const [from, to] = [ends.slice(0, cut), ends.slice(cut + 2)].map((part) => readNumber(bounds, part.trim(), shown))
  if (!Number.isFinite(from.value) || !Number.isFinite(to.value)) return null
  for (const { notice } of [from, to]) if (notice) notices.push(notice)
  const wanted = Number(parts[1])
  const count = Math.min(MAX_SWEEP_VALUES, Math.max(2, wanted))
  if (count !== wanted) notices.push(`“${shown}” takes 2 to ${MAX_SWEEP_VALUES} values; ${count} are used.`)
  const isLog = parts[2] !== undefined
  if (isLog && Math.min(from.value, to.value) <= 0) {
    notices.push(`“${shown}” reaches 0, where there is no logarithm; its values are spaced evenly.`)
    return { from: from.value, to: to.value, count, spacing: 'linear' }
  }
  return { from: from.value, to: to.value, count, spacing: isLog ? 'log' : 'linear' }
}

const DEFAULT_COUNT = 9
