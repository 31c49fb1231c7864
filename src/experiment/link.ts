import type { Field } from './fields.ts'
import { defaultArm, defaultExperiment, type Experiment } from './experiment.ts'
import { type Pace, paceField } from './pace.ts'
import { type Arm, MAX_ARMS, schema } from './schema.ts'
import { CHANGES_KEY, readChanges, writeChanges } from './changesLink.ts'
import { RECEIPT_KEY } from './receipt.ts'
import { readSweep, writeSweep } from './sweepLink.ts'
import { decodePercent, findSettings, MAX_PAIRS, OWN_KEYS } from './settingsText.ts'
import { shorten } from './text.ts'
import { readValue, writeValue } from './values.ts'

/** The version of the link's keys and defaults. */
const VERSION = '1'
const MAX_NOTICES = 8

const groups = ['data', 'model', 'optimizer', 'training'] as const

/** What a link holds. */
export interface Link {
  readonly experiment: Experiment
  /** What was ignored, clamped or replaced, one sentence each. */
  readonly notices: readonly string[]
  /** `run=<steps>`: train to this step on opening, then pause. */
  readonly run?: number
  /** `view=…`: what the page shows of it, as the page writes it. */
  readonly view?: string
  /** `pace=…`: how fast the page trains what is watched; `run` is trained as fast as it goes. */
  readonly pace?: Pace
  /** `sum=…`: a receipt of what the portable engine measures at `run`. */
  readonly sum?: string
}

/**
 * The fragment of a link, without `#`: readable `key=value` pairs, `v=1` first, then what differs from
 * that version's defaults. The inverse of `decodeLink`.
 */
export function encodeLink(experiment: Experiment): string {
  const pairs: [string, string][] = [['v', VERSION], ...drawing(experiment.data)]
  const add = (prefix: string, fields: Record<string, Field>, values: object, defaults: object) => {
    for (const [name, field] of Object.entries(fields)) {
      if (pairs.some(([key]) => key === prefix + field.key)) continue
      const text = writeValue(field, values[name as keyof object])
      if (text !== writeValue(field, defaults[name as keyof object])) pairs.push([prefix + field.key, text])
    }
  }
  for (const group of groups) add('', schema[group], experiment[group], defaultExperiment[group])
  if (experiment.arms.length !== defaultExperiment.arms.length) pairs.push(['arms', String(experiment.arms.length)])
  experiment.arms.forEach((arm, index) => add(`arm${index}.`, schema.arm, arm, defaultArm(index)))
  const changes = writeChanges(experiment.changes)
  if (changes) pairs.push([CHANGES_KEY, changes])
  if (experiment.sweep) pairs.push(...writeSweep(experiment.sweep, experiment.arms.length))
  // As browsers do, so that an address is what it was set to: names of files may have any letters.
  return encodeURI(pairs.map((pair) => pair.join('=')).join('&'))
}

/** Who finds links in text takes a “_” at their end for a sign around them: something follows the points, always. */
function drawing({ kind, points }: Experiment['data']): [string, string][] {
  return points === schema.data.points.default ? [] : [[schema.data.points.key, points], [schema.data.kind.key, kind]]
}

/**
 * Reads a link: a whole address, its fragment with or without `#`, what `findSettings` finds settings in, or any text
 * at all. Never throws.
 * Unknown keys are ignored, numbers out of bounds clamped, what is not a number replaced by the default,
 * and each is said in `notices`.
 */
export function decodeLink(text: string): Link {
  const found = findSettings(text)
  const notices = [...found.notices]
  const pairs = readPairs(found.pairs ?? '', notices)
  const version = pairs.get('v')
  if (version === undefined && pairs.size > 0) notices.push(`The link names no version; it is read as version ${VERSION}.`)
  else if (version !== undefined && version !== VERSION)
    notices.push(`The link is of version ${shorten(version)}, which this page does not know; what it can be read as version ${VERSION} is used.`)

  const known = new Set<string>(OWN_KEYS)
  const take = (prefix: string, fields: Record<string, Field>, defaults: object) => {
    const values = Object.entries(fields).map(([name, field]) => {
      const fallback = defaults[name as keyof object]
      const key = prefix + field.key
      known.add(key)
      const written = pairs.get(key)
      if (written === undefined) return [name, fallback]
      const { value, notice } = readValue(field, written, fallback)
      if (notice) notices.push(prefix ? notice.replace('“', `“${prefix}`) : notice)
      return [name, value]
    })
    return Object.fromEntries(values)
  }

  const count = readCount(pairs.get('arms'), 'arms', MAX_ARMS, notices) ?? defaultExperiment.arms.length
  const experiment: Experiment = {
    data: take('', schema.data, defaultExperiment.data),
    model: take('', schema.model, defaultExperiment.model),
    optimizer: take('', schema.optimizer, defaultExperiment.optimizer),
    training: take('', schema.training, defaultExperiment.training),
    arms: Array.from({ length: count }, (_, index): Arm => take(`arm${index}.`, schema.arm, defaultArm(index))),
    sweep: readSweep(pairs, count, notices),
    changes: readChanges(pairs.get(CHANGES_KEY), count, notices),
  }
  const run = readCount(pairs.get('run'), 'run', schema.training.steps.max, notices)
  const pace = readPace(pairs.get(paceField.key), notices)
  for (const key of pairs.keys()) if (!known.has(key)) notices.push(`“${shorten(key)}” is not known and was ignored.`)
  const view = pairs.get('view')
  const sum = pairs.get(RECEIPT_KEY)
  return { experiment, notices: shortList(notices), ...(run !== undefined && { run }), ...(view !== undefined && { view }), ...(pace && { pace }), ...(sum !== undefined && { sum }) }
}

function readPace(text: string | undefined, notices: string[]): Pace | undefined {
  if (text === undefined) return undefined
  const { value, notice } = readValue(paceField, text)
  if (notice) notices.push(notice)
  return value as Pace
}

function readPairs(fragment: string, notices: string[]): Map<string, string> {
  if (fragment.length > MAX_PAIRS) notices.push(`The link is too long; only its first ${MAX_PAIRS} characters were read.`)
  const pairs = new Map<string, string>()
  for (const pair of fragment.slice(0, MAX_PAIRS).split('&')) {
    if (pair.trim() === '') continue
    const cut = pair.indexOf('=')
    const key = decodeAll(cut < 0 ? pair : pair.slice(0, cut)).trim()
    const value = cut < 0 ? '' : decodeAll(pair.slice(cut + 1)).trim()
    if (pairs.has(key)) notices.push(`“${shorten(key)}” is given more than once; the first is used.`)
    else pairs.set(key, value)
  }
  return pairs
}

/** No key or value has a percent sign: what was encoded twice is decoded twice. */
function decodeAll(text: string): string {
  const decoded = decodePercent(text)
  return decoded === text ? text : decodePercent(decoded)
}

function readCount(text: string | undefined, key: string, max: number, notices: string[]): number | undefined {
  if (text === undefined) return undefined
  const value = /^\d+$/.test(text) ? Number(text) : NaN
  if (Number.isNaN(value)) {
    notices.push(`“${key}=${shorten(text)}” is not a number and was ignored.`)
    return undefined
  }
  const kept = Math.min(max, Math.max(1, value))
  if (kept !== value) notices.push(`“${key}=${shorten(text)}” is outside 1 to ${max}; ${kept} is used.`)
  return kept
}

function shortList(notices: readonly string[]): string[] {
  if (notices.length <= MAX_NOTICES) return [...notices]
  const rest = notices.length - MAX_NOTICES + 1
  return [...notices.slice(0, MAX_NOTICES - 1), `And ${rest} more things in the link could not be used.`]
}
