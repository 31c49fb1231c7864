import { settingFor } from './changes.ts'
import type { Change } from './experiment.ts'
import { schema } from './schema.ts'
import { shorten } from './text.ts'
import { readValue, writeNumber } from './values.ts'

/** The key of changes in a link. */
export const CHANGES_KEY = 'changes'

/** A link with more would be too long to send. */
export const MOST_CHANGES = 100

/** Changes as a link writes them: `500:arm1.eps1:3,620:lr:0.01`; empty where there are none, or more than a link holds. */
export function writeChanges(changes: readonly Change[]): string {
  if (changes.length > MOST_CHANGES) return ''
  return changes.map(({ step, key, value }) => `${step}:${key}:${typeof value === 'number' ? writeNumber(value) : value}`).join(',')
}

/**
 * Reads the changes of a link, in the order of their steps. Never throws: values out of bounds are clamped, what cannot
 * be read is left out, and each is said in `notices`.
 *
 * @param arms how many arms the experiment has
 */
export function readChanges(text: string | undefined, arms: number, notices: string[]): Change[] {
  if (!text) return []
  const found = new Map<string, Change>()
  const parts = text.split(',', MOST_CHANGES + 1)
  if (parts.length > MOST_CHANGES) notices.push(`“${CHANGES_KEY}” has more than ${MOST_CHANGES} changes; the first ${MOST_CHANGES} are used.`)
  for (const part of parts.slice(0, MOST_CHANGES)) {
    const change = readChange(part.trim(), arms, notices)
    const place = change && `${change.step}:${change.key}`
    if (place && found.has(place)) notices.push(`“${shorten(part)}” is a second change at the same step; the first is used.`)
    else if (place) found.set(place, change)
  }
  return [...found.values()].sort((a, b) => a.step - b.step)
}

function readChange(part: string, arms: number, notices: string[]): Change | null {
  const [when, key = '', written = '', ...rest] = part.split(':')
  const step = /^\d{1,9}$/.test(when) ? Number(when) : NaN
  const setting = settingFor(key)
  const shown = `“${CHANGES_KEY}=${shorten(part)}”`
  if (!setting || (setting.arm ?? 0) >= arms || rest.length > 0) {
    notices.push(`${shown} is no change of a setting that can change on the way; it is left out.`)
    return null
  }
  if (!(step >= 1 && step < schema.training.steps.max)) {
    notices.push(`${shown} is at no step from 1 to ${schema.training.steps.max - 1}; it is left out.`)
    return null
  }
  const { value, notice } = readValue(setting.field, written, null)
  const one: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value
  if (typeof one !== 'number' && typeof one !== 'string') {
    notices.push(`${shown} has no value that can be read; it is left out.`)
    return null
  }
  if (notice) notices.push(notice.replace(/^“[^”]*”/, shown))
  return { step, key, value: one }
}
