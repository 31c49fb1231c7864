import { aboutOf, curvesCsv, curvesJson, runsCsv, runsJson } from '../../experiment/export.ts'
import { verdictsOf } from '../../experiment/verdicts.ts'
import { download } from '../download.ts'
import type { Source } from './sources.ts'

export type Format = 'csv' | 'json'
export type What = 'runs' | 'curves'

const TYPES = { csv: 'text/csv', json: 'application/json' } as const

/** Rows that an export of curves has at most: a table program opens as many, and the page is not held up. */
const MOST_ROWS = 20_000

/** Saves the runs of a source, or their curves, as a file that the command line would have written. */
export function exportSource(source: Source, what: What, format: Format): void {
  const words = source.name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')
  download(new Blob([exported(source, what, format)], { type: TYPES[format] }), `polyloss-${words}-${what}.${format}`)
}

/** The steps of each run that an export of curves has at most. */
export function mostSteps({ records }: Pick<Source, 'records'>): number {
  return Math.max(2, Math.floor(MOST_ROWS / Math.max(1, records.length)))
}

function exported(source: Source, what: What, format: Format): string {
  const { experiment, records, version, link, engine, adapter, changes, measured } = source
  const about = aboutOf(experiment, { version, link, engine, adapter, changes, measured, exported: new Date().toISOString() })
  if (what === 'curves') {
    const points = source.points(mostSteps(source))
    return format === 'csv' ? curvesCsv(about, points) : curvesJson(about, points)
  }
  if (format === 'csv') return runsCsv(about, records)
  return runsJson(about, records, source.kind === 'sweep' ? verdictsOf(experiment, records) : [])
}
