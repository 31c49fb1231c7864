import { runColumns, type RunRecord } from '../../experiment/columns.ts'
import { type Field, schema } from '../../experiment/index.ts'
import type { SplitName } from '../../experiment/layout.ts'
import { type Metric, metrics } from '../../experiment/metrics.ts'
import { minus, ordered } from '../../experiment/text.ts'
import { armName } from '../arms.ts'
import { formatMetric, formatStep } from '../plot/format.ts'
import type { Source } from './sources.ts'

/** One run in the table. */
export interface Row {
  readonly id: string
  readonly source: Source
  readonly record: RunRecord
}

/** A column of the table. */
export interface TableColumn {
  readonly id: string
  readonly label: string
  /** What it holds, in a sentence. */
  readonly about: string
  readonly numeric: boolean
  /** What rows are sorted by. */
  readonly of: (row: Row) => string | number | null
  readonly text: (row: Row) => string
}

/** The runs of all sources as rows. */
export function rowsOf(sources: readonly Source[]): Row[] {
  return sources.flatMap((source) =>
    source.records.map((record) => {
      const { arm, repeat, value, second } = record
      return { id: [source.id, arm, repeat, value, second].join(' '), source, record }
    }),
  )
}

/** The columns for these rows: who they are, the settings in which they differ, and what was measured. */
export function columnsFor(rows: readonly Row[], splits: readonly SplitName[]): TableColumn[] {
  const [experiment, ...others] = WHO
  const several = rows.some(({ source }) => source !== rows[0].source)
  return [
    ...(several ? [experiment] : []),
    ...others,
    ...SETTINGS.filter((setting) => differs(rows, setting)),
    ...splits.flatMap((split) => (splits.length > 1 ? BOTH : ONE)[split]),
  ]
}

function differs(rows: readonly Row[], { of }: TableColumn): boolean {
  const first = rows.length > 0 && of(rows[0])
  return rows.some((row) => of(row) !== first)
}

const WHO: readonly TableColumn[] = [
  {
    id: 'experiment',
    label: 'Experiment',
    about: 'This training, the sweep, or a kept experiment that is laid over them.',
    numeric: false,
    of: ({ source }) => source.name,
    text: ({ source }) => source.name,
  },
  exported('arm', 'Arm', ({ record }) => `${record.arm} ${armName(record.settings.arm, record.arm)}`),
  exported('repeat', 'Repeat', ({ record }) => String(record.repeat + 1)),
  exported('step', 'Step', ({ record }) => formatStep(record.step)),
  {
    id: 'outcome',
    label: 'Outcome',
    about: 'Whether the run is at its last step, before it, or no longer has finite numbers.',
    numeric: false,
    of: (row) => outcome(row),
    text: (row) => outcome(row),
  },
]

/** A column that exports have as well. */
function exported(id: string, label: string, text: TableColumn['text']): TableColumn {
  const { about = '', of } = runColumns.find(({ name }) => name === id) ?? {}
  return { id, label, about, numeric: id !== 'arm', of: ({ record }) => of?.(record) ?? null, text }
}

function outcome({ record, source }: Row): string {
  return record.outcome === 'stopped' && source.goesOn ? 'training' : record.outcome
}

/** How many repeats there are, and how far they were to go, makes no run another. */
const { repeats: _, steps: __, ...training } = schema.training
const fields: readonly Field[] = [schema.data, schema.model, schema.optimizer, training, schema.arm].flatMap(
  (group): Field[] => Object.values(group),
)

/** The settings as exports hold them, under the names that the page has for them. */
const SETTINGS: readonly TableColumn[] = runColumns.flatMap(({ name, about, of }): TableColumn[] => {
  const field = fields.find(({ key }) => key === name)
  const order = new RegExp(`^${schema.arm.epsilon.key}(\\d)$`).exec(name)?.[1]
  if (!field && !order) return []
  const label = order ? ordered('ε', Number(order)) : (field?.label ?? name)
  const option = (value: string) => (field?.kind === 'choice' ? field.options.find((one) => one.value === value)?.label : undefined)
  return [
    {
      id: name,
      label,
      about,
      numeric: field?.kind !== 'choice' && field?.kind !== 'text',
      // Exports write Infinity as a word, which would not be the greatest.
      of: ({ record }) => (of(record) === 'all' ? Infinity : of(record)),
      text: ({ record }) => {
        const value = of(record)
        return typeof value === 'number' ? minus(String(value)) : (option(value ?? '') ?? value ?? '')
      },
    },
  ]
})

function metricColumns(split: SplitName, both: boolean): TableColumn[] {
  return metrics.map((metric: Metric) => {
    const { id, about, short = metric.label } = metric
    return {
      id: `${split} ${id}`,
      label: both ? `${short}, ${split === 'test' ? 'test' : 'training'}` : short,
      about,
      numeric: true,
      of: ({ record }) => record[split][id],
      text: ({ record }) => {
        const { [id]: value, nll } = record[split]
        return metric.missing && Number.isNaN(value) && Number.isFinite(nll) ? metric.missing : formatMetric(metric, value)
      },
    }
  })
}

const columnsOf = (both: boolean) => ({ train: metricColumns('train', both), test: metricColumns('test', both) })
const ONE = columnsOf(false)
const BOTH = columnsOf(true)
