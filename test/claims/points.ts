import type { RunPoint } from '../../src/experiment/columns.ts'
import { type Metrics, metrics } from '../../src/experiment/metrics.ts'

/** A row of `npm run train … --json`, with or without `--curves`: numbers by column name, null where one is not finite. */
export type Row = Readonly<Record<string, number | string | null>>

/** What the command line wrote, as it was measured. */
export function pointsOf(rows: readonly Row[]): RunPoint[] {
  return rows.map((row) => {
    const split = (name: 'train' | 'test') =>
      Object.fromEntries(metrics.map(({ id, column }) => [id, row[`${name}_${column}`] ?? NaN])) as Metrics
    const swept = (column: string) => (row[column] === 'all' ? Infinity : (row[column] as number | null))
    return {
      arm: Number(row.arm),
      repeat: Number(row.repeat) - 1,
      value: swept('swept'),
      second: swept('swept2'),
      step: Number(row.step),
      train: split('train'),
      test: split('test'),
    }
  })
}
