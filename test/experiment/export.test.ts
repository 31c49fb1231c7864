import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import papaparse from 'papaparse'
import { describe, expect, it } from 'vitest'
import { curveColumns, runColumns, type RunRecord } from '../../src/experiment/columns.ts'
import { type Metrics, metrics } from '../../src/experiment/metrics.ts'
import { aboutOf, curvesCsv, curvesJson, runsCsv, runsJson } from '../../src/experiment/export.ts'
import { defaultExperiment } from '../../src/experiment/index.ts'
import { encodeLink } from '../../src/experiment/link.ts'
import { defaultSweep } from '../../src/experiment/sweep.ts'

const file = JSON.parse(readFileSync(new URL('../../public/export.schema.json', import.meta.url), 'utf8'))
const validate = new Ajv2020({ allowUnionTypes: true }).compile(file)

const experiment = { ...defaultExperiment, sweep: defaultSweep('terms', 2) }
const about = aboutOf(experiment, {
  version: '1.2.3',
  link: `https://example.org/#${encodeLink(experiment)}`,
  engine: 'fused',
  adapter: 'SwiftShader,\n software',
  exported: '2026-01-02T03:04:05.678Z',
})

/** Each measure another number, so that swapped columns would show. */
const measured = (from: number) => Object.fromEntries(metrics.map(({ id }, i) => [id, from + i / 16])) as Metrics
const nothing = Object.fromEntries(metrics.map(({ id }) => [id, NaN])) as Metrics

const run: RunRecord = {
  arm: 1,
  repeat: 2,
  value: 8,
  second: null,
  step: 500,
  train: measured(1),
  test: measured(2),
  outcome: 'finished',
  settings: { ...experiment, arm: { ...defaultExperiment.arms[1], terms: 8, epsilon: [2, -0.5] } },
}
const diverged: RunRecord = {
  ...run,
  arm: 0,
  repeat: 0,
  value: Infinity,
  second: 0.25,
  outcome: 'diverged',
  train: nothing,
  test: { ...nothing, loss: Infinity },
  settings: { ...run.settings, model: { ...experiment.model, hidden: [] }, arm: defaultExperiment.arms[0] },
}

const tableOf = (text: string) => {
  const { data, errors } = papaparse.parse<Record<string, string>>(text, { comments: '#', header: true, skipEmptyLines: true })
  expect(errors).toEqual([])
  return data
}

describe('columns', () => {
  it('have names of their own that need no quotes, and say what they hold', () => {
    const names = runColumns.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name))).toEqual([])
    expect(runColumns.filter(({ about }) => about.length < 10)).toEqual([])
  })

  it('are those of the schema file', () => {
    expect(Object.keys(file.$defs.point.properties)).toEqual(curveColumns.map(({ name }) => name))
    expect(Object.keys(file.$defs.run.properties)).toEqual(runColumns.map(({ name }) => name))
  })
})

describe('CSV', () => {
  it('begins with where the numbers come from', () => {
    expect(runsCsv(about, []).split('\n').slice(0, 11)).toEqual([
      '# version: 1.2.3',
      '# link: https://example.org/#v=1&sweep=terms:1,2,4,8,16,32,64,all',
      '# engine: fused',
      '# adapter: SwiftShader, software',
      '# exported: 2026-01-02T03:04:05.678Z',
      '# dataSeed: 1',
      '# seed: 1',
      '# swept: terms',
      '# swept2: ',
      '# changes: ',
      runColumns.map(({ name }) => name).join(','),
    ])
  })

  it('has a row for each run, with its settings by link key; not a number is empty', () => {
    const [first, second] = tableOf(runsCsv(about, [run, diverged]))
    expect(first).toMatchObject({
      arm: '1', repeat: '3', swept: '8', swept2: '', step: '500', outcome: 'finished',
      train_loss: '1', train_nll: '1.0625', test_accuracy: '2.125', test_pushed_back: '2.5625',
      data: 'spirals', noise: '0.5', hidden: '16,16', lr: '0.01', steps: '2000', engine: 'auto', vary: 'both',
      eps1: '2', eps2: '-0.5', eps3: '0', terms: '8', weights: 'none', lrx: '1',
    })
    expect(second).toMatchObject({ repeat: '1', swept: 'all', swept2: '0.25', test_loss: '', test_nll: '', hidden: 'none', terms: 'all' })
  })

  it('of a run that was kept before a setting was there has what that was by default', () => {
    const { testClasses: _, ...data } = run.settings.data
    const [row] = tableOf(runsCsv(about, [{ ...run, settings: { ...run.settings, data: data as typeof run.settings.data } }]))
    expect(row.testdata).toBe('balanced')
  })

  it('of curves has a row for each run and step', () => {
    const rows = tableOf(curvesCsv(about, [{ ...run, step: 0 }, run]))
    expect(rows.map(({ arm, repeat, step, test_accuracy }) => [arm, repeat, step, test_accuracy])).toEqual([
      ['1', '3', '0', '2.125'],
      ['1', '3', '500', '2.125'],
    ])
    expect(Object.keys(rows[0])).toEqual(curveColumns.map(({ name }) => name))
  })
})

describe('JSON', () => {
  it('validates against the schema', () => {
    const verdicts = [{ metric: 'accuracy', text: 'no difference detected' }]
    for (const text of [runsJson(about, [run, diverged], verdicts), runsJson(about, []), curvesJson(about, [run, diverged])]) {
      validate(JSON.parse(text))
      expect(validate.errors).toBeNull()
    }
  })

  it('holds the numbers to the last bit, and null for what is not finite', () => {
    const third = { ...run, test: { ...run.test, accuracy: 1 / 3 } }
    const { rows, about: header } = JSON.parse(runsJson(about, [third, diverged]))
    expect(rows[0].test_accuracy).toBe(1 / 3)
    expect(rows[1]).toMatchObject({ test_loss: null, swept: 'all', outcome: 'diverged' })
    expect(header).toEqual(about)
  })

  it.each([
    ['a row without a number', (file: { rows: object[] }) => Reflect.deleteProperty(file.rows[0], 'test_nll')],
    ['an unknown column', (file: { rows: object[] }) => Object.assign(file.rows[0], { mood: 1 })],
    ['no link', (file: { about: object }) => Reflect.deleteProperty(file.about, 'link')],
    ['a text for a number', (file: { rows: object[] }) => Object.assign(file.rows[0], { lr: '0.01' })],
  ])('does not validate with %s', (_, spoil) => {
    const spoilt = JSON.parse(runsJson(about, [run]))
    spoil(spoilt)
    expect(validate(spoilt)).toBe(false)
  })
})
