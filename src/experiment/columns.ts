import type { Experiment } from './experiment.ts'
import type { Field } from './fields.ts'
import type { SplitName } from './layout.ts'
import { type Metrics, metrics } from './metrics.ts'
import { type Arm, schema } from './schema.ts'
import { writeValue } from './values.ts'

/** One run at one step. */
export interface RunPoint {
  /** The arm of the experiment, 0 = baseline. */
  readonly arm: number
  /** From 0. */
  readonly repeat: number
  /** Values of a sweep's numbers; null without a sweep, and where the arm stands for all values. */
  readonly value: number | null
  readonly second: number | null
  readonly step: number
  readonly train: Metrics
  readonly test: Metrics
}

/** How a run ended: at its last step, before it by a person's wish, or because its numbers were no longer finite. */
export type RunOutcome = 'finished' | 'stopped' | 'diverged'

/** All that one run is trained with. */
export interface RunSettings extends Pick<Experiment, 'data' | 'model' | 'optimizer' | 'training'> {
  /** The arm as it is trained, swept values included. */
  readonly arm: Arm
}

/** One run as it stands at its last step. */
export interface RunRecord extends RunPoint {
  readonly outcome: RunOutcome
  readonly settings: RunSettings
}

type Cell = string | number | null

/** A column of an export: its name, what it holds, and how it is taken from a row. */
export interface Column<Row> {
  readonly name: string
  readonly about: string
  readonly of: (row: Row) => Cell
}

const metricColumns = (split: SplitName): Column<RunPoint>[] =>
  metrics.map(({ id, column, about }) => ({
    name: `${split}_${column}`,
    about: `${about} On ${split === 'train' ? 'training' : 'test'} data.`,
    of: (row) => row[split][id],
  }))

/** Columns of curves: one row for each run and step. */
export const curveColumns: readonly Column<RunPoint>[] = [
  { name: 'arm', about: 'Arm of the experiment; 0 is the baseline.', of: ({ arm }) => arm },
  { name: 'repeat', about: 'Repeat, from 1. Arms of the same repeat are a pair.', of: ({ repeat }) => repeat + 1 },
  { name: 'swept', about: 'Value of the swept number; empty where the arm stands for all values.', of: ({ value }) => numberCell(value) },
  { name: 'swept2', about: 'Value of the second swept number.', of: ({ second }) => numberCell(second) },
  { name: 'step', about: 'Steps trained.', of: ({ step }) => step },
  ...metricColumns('train'),
  ...metricColumns('test'),
]

const { epsilon, ...armFields } = schema.arm

/** Columns of a runs table: those of a curve's last point, how the run ended, and every setting by its link key. */
export const runColumns: readonly Column<RunRecord>[] = [
  ...curveColumns,
  { name: 'outcome', about: 'finished, stopped (before its last step) or diverged.', of: ({ outcome }) => outcome },
  ...settingColumns(schema.data, ({ settings }) => settings.data),
  ...settingColumns(schema.model, ({ settings }) => settings.model),
  ...settingColumns(schema.optimizer, ({ settings }) => settings.optimizer),
  ...settingColumns(schema.training, ({ settings }) => settings.training),
  ...Array.from({ length: epsilon.maxLength }, (_, i): Column<RunRecord> => ({
    name: `${epsilon.key}${i + 1}`,
    about: `Added to the coefficient of the term (1−Pₜ)^${i + 1}.`,
    of: ({ settings }) => settings.arm.epsilon[i] ?? 0,
  })),
  ...settingColumns(armFields, ({ settings }) => settings.arm),
]

function settingColumns(fields: Readonly<Record<string, Field>>, settingsOf: (row: RunRecord) => object): Column<RunRecord>[] {
  return Object.entries(fields).map(([name, field]) => ({
    name: field.key,
    about: `${field.label}. ${field.help}`,
    of: (row) => {
      // Runs that were kept before a field was there had what is its default.
      const value: unknown = settingsOf(row)[name as keyof object] ?? field.default
      return field.kind === 'number' ? numberCell(value as number) : writeValue(field, value)
    },
  }))
}

/** Infinity, which stands for all terms, is written as links write it. */
function numberCell(value: number | null): Cell {
  return value === Infinity ? 'all' : value
}
