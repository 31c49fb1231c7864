import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Experiment, type Field, schema } from '../../src/experiment/index.ts'
import { decodeLink, encodeLink } from '../../src/experiment/link.ts'
import { sweepables } from '../../src/experiment/sweep.ts'
import { SWEEP_KEYS } from '../../src/experiment/sweepLink.ts'

interface Entry {
  readonly about: string
  readonly link: string
  readonly run?: number
  readonly experiment: Experiment
}

/**
 * Links of version 1 and all that they decode to, written down when its keys and defaults were frozen: links that
 * people have sent mean this for ever. Entries are only ever added; one that fails says that the code is wrong. JSON
 * has no Infinity: it is “all” here, as in links, where it is not what repeats draw.
 */
const written = JSON.parse(
  readFileSync(new URL('frozen.json', import.meta.url), 'utf8'),
  (key, value: unknown) => (value === 'all' && key !== 'vary' ? Infinity : value),
) as readonly Entry[]
/** Fields that came later, at what was meant before they were there. */
const LATER = { changes: [] }
const LATER_DATA = { testClasses: 'balanced', points: '', file: '', columns: '' }
const LATER_MODEL = { start: 'same', conv: [] }
const frozen = written.map(({ experiment, ...entry }) => {
  const data = { ...LATER_DATA, ...experiment.data }
  const model = { ...LATER_MODEL, ...experiment.model }
  return { ...entry, experiment: { ...LATER, ...experiment, data, model } as Experiment }
})

const keys = frozen.flatMap(({ link }) => {
  const pairs = link.slice(link.indexOf('#') + 1).split('&').map((pair) => pair.split('='))
  return pairs.map(([key, value]) => ({ key, value: decodeURIComponent(value) }))
})
const valuesOf = (wanted: string) => keys.flatMap(({ key, value }) => (key.replace(/^arm\d\./, 'arm.') === wanted ? [value] : []))
const { arm, ...groups } = schema
const fields: readonly (readonly [string, Field])[] = [
  ...Object.values(groups).flatMap((group) => Object.values<Field>(group).map((field) => [field.key, field] as const)),
  ...Object.values<Field>(arm).map((field) => [`arm.${field.key}`, field] as const),
]

describe('links of version 1 mean for ever what they meant', () => {
  it.each(frozen)('$about', ({ link, run, experiment }) => {
    expect(decodeLink(link)).toEqual({ experiment, notices: [], ...(run === undefined ? {} : { run }) })
    expect(decodeLink(encodeLink(experiment))).toEqual({ experiment, notices: [] })
  })
})

describe('among them are', () => {
  it.each(fields)('%s, away from its default, each option of a choice', (key, field) => {
    const written = valuesOf(key)
    const missing = field.kind === 'choice' ? field.options.filter(({ value }) => !written.includes(value)) : []
    expect(missing).toEqual([])
    expect(written.filter((value) => value !== String(field.default))).not.toHaveLength(0)
  })

  it.each(['v', 'run', 'arms', ...SWEEP_KEYS])('%s', (key) => expect(valuesOf(key)).not.toHaveLength(0))

  it.each(sweepables)('a sweep of $label', ({ field }) => {
    const swept = [...valuesOf('sweep'), ...valuesOf('sweep2')]
    expect(swept.map((value) => value.split(':')[0])).toContain(field)
  })

  it.each([
    ['alone', /^\w+$/],
    ['from, to', /\.\.[^:]+$/],
    ['how many', /:\d+$/],
    ['by even factors', /:\d+log$/],
    ['a list', /:[^.:]+,/],
    ['all terms', /\ball$/],
  ])('a sweep written as: %s', (_, form) => expect(valuesOf('sweep').filter((value) => form.test(value))).not.toHaveLength(0))
})
