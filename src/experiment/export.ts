import papaparse from 'papaparse'
import { type Column, curveColumns, runColumns, type RunPoint, type RunRecord } from './columns.ts'
import type { Experiment } from './experiment.ts'

/** Where the numbers of an export come from. */
export interface About {
  /** The playground's version. */
  readonly version: string
  /** The address that made them. */
  readonly link: string
  /** The engine's name as links write it. */
  readonly engine: string
  /** The engine and the device that it ran on, for a person. */
  readonly adapter: string
  readonly dataSeed: number
  readonly seed: number
  /** Link keys of the swept numbers; null where there is none. */
  readonly swept: string | null
  readonly swept2: string | null
  /** What a person changed while it trained, which the link does not say; empty where nothing was. */
  readonly changes: string
  /** What the points of curves were measured on, where it was not what the last was measured on. */
  readonly measured?: string
  /** When, ISO 8601. */
  readonly exported: string
}

/** A verdict to go with a runs table: the metric's id, and the words of `verdictText`. */
export interface ExportedVerdict {
  readonly metric: string
  readonly text: string
}

/** The header of an experiment's export. */
export function aboutOf(
  { data, training, sweep }: Experiment,
  { changes = '', measured, ...rest }: Pick<About, 'version' | 'link' | 'engine' | 'adapter' | 'exported'> & Partial<Pick<About, 'changes' | 'measured'>>,
): About {
  const swept = { swept: sweep?.field ?? null, swept2: sweep?.second?.field ?? null }
  return { ...rest, dataSeed: data.seed, seed: training.seed, ...swept, changes, ...(measured && { measured }) }
}

/** A runs table as CSV; the columns are `runColumns`. */
export function runsCsv(about: About, runs: readonly RunRecord[]): string {
  return csv(about, runColumns, runs)
}

/** Curves as CSV; the columns are `curveColumns`. */
export function curvesCsv(about: About, points: readonly RunPoint[]): string {
  return csv(about, curveColumns, points)
}

/** A runs table as JSON that `public/export.schema.json` describes. */
export function runsJson(about: About, runs: readonly RunRecord[], verdicts: readonly ExportedVerdict[] = []): string {
  return json('polyloss-runs', about, runColumns, runs, { verdicts })
}

/** Curves as JSON that `public/export.schema.json` describes. */
export function curvesJson(about: About, points: readonly RunPoint[]): string {
  return json('polyloss-curves', about, curveColumns, points, {})
}

/** Lines of `# name: value`, then a header and rows; empty where a number is not finite. */
function csv<Row>(about: About, columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = Object.entries(about).map(([name, value]) => `# ${name}: ${String(value ?? '').replace(/\s+/g, ' ')}`)
  const data = rows.map((row) => columns.map(({ of }) => finite(of(row))))
  const table = papaparse.unparse({ fields: columns.map(({ name }) => name), data }, { newline: '\n' })
  return `${lines.join('\n')}\n${table}\n`
}

/** Rows are objects by column name; null where a number is not finite. */
function json<Row>(format: string, about: About, columns: readonly Column<Row>[], rows: readonly Row[], rest: object): string {
  return JSON.stringify({
    format,
    formatVersion: 1,
    about,
    ...rest,
    columns: columns.map(({ name, about }) => ({ name, about })),
    rows: rows.map((row) => Object.fromEntries(columns.map(({ name, of }) => [name, finite(of(row))]))),
  })
}

function finite<T>(value: T): T | null {
  return typeof value === 'number' && !Number.isFinite(value) ? null : value
}
