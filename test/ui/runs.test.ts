import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../../src/experiment/columns.ts'
import { type Metrics, metrics } from '../../src/experiment/metrics.ts'
import { defaultExperiment } from '../../src/experiment/index.ts'
import { filtered, nextSort, type Sort, sorted } from '../../src/ui/runs/rows.ts'
import type { Source } from '../../src/ui/runs/sources.ts'
import { columnsFor, rowsOf } from '../../src/ui/runs/tableColumns.ts'

const measured = (accuracy: number): Metrics =>
  Object.fromEntries(metrics.map(({ id }) => [id, id === 'accuracy' ? accuracy : 0.5])) as unknown as Metrics

const [ce, poly] = defaultExperiment.arms
const run = (arm: number, repeat: number, accuracy: number, terms = Infinity): RunRecord => ({
  arm,
  repeat,
  value: null,
  second: null,
  step: 1200,
  train: measured(0.9),
  test: measured(accuracy),
  outcome: Number.isNaN(accuracy) ? 'diverged' : 'stopped',
  settings: { ...defaultExperiment, arm: { ...[ce, poly][arm], terms } },
})

const source = (name: string, records: readonly RunRecord[], goesOn = false): Source => ({
  id: name,
  kind: 'training',
  name,
  experiment: defaultExperiment,
  records,
  points: () => [],
  version: '',
  link: '',
  engine: '',
  adapter: '',
  changes: '',
  goesOn,
})

const rows = rowsOf([source('now', [run(0, 0, 0.7), run(0, 1, NaN), run(1, 0, 0.9), run(1, 1, 0.8)])])
const columns = columnsFor(rows, ['test'])
const labels = (found: typeof columns) => found.map(({ label }) => label)
const who = (found: readonly (typeof rows)[number][]) => found.map(({ record }) => `${record.arm}.${record.repeat}`)
const all = { text: '', arm: null, hidden: new Set<string>() }
const by = (column: string, descending = false): Sort => ({ column, descending })

describe('columns of the runs table', () => {
  it('say that a share is not defined, and of a run that diverged nothing', () => {
    const none = { ...run(0, 0, 0.7), test: { ...measured(0.7), leadingShare: NaN } }
    const lost = { ...run(0, 1, NaN), test: Object.fromEntries(metrics.map(({ id }) => [id, NaN])) as unknown as Metrics }
    const [first, second] = rowsOf([source('now', [none, lost])])
    const column = columns.find(({ id }) => id === 'test leadingShare')
    expect([column?.text(first), column?.text(second)]).toEqual(['terms cancel', '–'])
  })

  it('are who, the settings that differ, and the metrics', () => {
    expect(labels(columns).slice(0, 7)).toEqual(['Arm', 'Repeat', 'Step', 'Outcome', 'ε₁', 'Own loss', 'NLL'])
    expect(labels(columnsFor(rows.slice(0, 2), ['test']))).not.toContain('ε₁')
  })

  it('name the experiment where there are several, and the data where there are both', () => {
    const two = rowsOf([source('now', [run(0, 0, 0.7)]), source('then', [run(0, 0, 0.7)])])
    expect(new Set(two.map(({ id }) => id)).size).toBe(2)
    expect(labels(columnsFor(two, ['test', 'train']))).toEqual(
      expect.arrayContaining(['Experiment', 'Accuracy, test', 'Accuracy, training']),
    )
  })

  it('show numbers as the page does', () => {
    const cells = columns.map((column) => column.text(rows[2]))
    expect(cells.slice(0, 5)).toEqual(['1 Poly-1 ε₁ = 2', '1', '1,200', 'stopped', '2'])
    expect(cells[columns.findIndex(({ label }) => label === 'Accuracy')]).toBe('90.0%')
  })

  it('call a run that goes on so', () => {
    const [going] = rowsOf([source('now', [run(0, 0, 0.7)], true)])
    expect(columns.find(({ label }) => label === 'Outcome')?.text(going)).toBe('training')
  })
})

describe('sorting', () => {
  it('goes by numbers, either way, without a number last', () => {
    expect(who(sorted(rows, columns, by('test accuracy')))).toEqual(['0.0', '1.1', '1.0', '0.1'])
    expect(who(sorted(rows, columns, by('test accuracy', true)))).toEqual(['1.0', '1.1', '0.0', '0.1'])
  })

  it('leaves equal rows in their order, and all where there is no such column', () => {
    expect(who(sorted(rows, columns, by('step', true)))).toEqual(who(rows))
    expect(who(sorted(rows, columns, by('gone')))).toEqual(who(rows))
    expect(who(sorted(rows, columns, null))).toEqual(who(rows))
  })

  it('puts all terms after any number of them', () => {
    const some = rowsOf([source('now', [run(0, 0, 1), run(0, 1, 1, 10), run(0, 2, 1, 9)])])
    expect(who(sorted(some, columnsFor(some, ['test']), by('terms')))).toEqual(['0.2', '0.1', '0.0'])
  })

  it('turns from ascending to descending to none', () => {
    const first = nextSort(null, 'step')
    const second = nextSort(first, 'step')
    expect([first, second, nextSort(second, 'step')]).toEqual([by('step'), by('step', true), null])
    expect(nextSort(second, 'arm')).toEqual(by('arm'))
  })
})

describe('filtering', () => {
  it.each([
    ['poly', ['1.0', '1.1']],
    ['POLY 80.0%', ['1.1']],
    ['diverged', ['0.1']],
    ['  ', ['0.0', '0.1', '1.0', '1.1']],
    ['nowhere', []],
  ])('finds the rows that show all words of “%s”', (text, expected) => {
    expect(who(filtered(rows, columns, { ...all, text }))).toEqual(expected)
  })

  it('takes one arm, and leaves out what is hidden', () => {
    expect(who(filtered(rows, columns, { ...all, arm: 0 }))).toEqual(['0.0', '0.1'])
    expect(who(filtered(rows, columns, { ...all, hidden: new Set([rows[0].id, rows[3].id]) }))).toEqual(['0.1', '1.0'])
  })
})
