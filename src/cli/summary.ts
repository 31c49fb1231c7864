import type { EngineStatus } from '../engine/protocol.ts'
import type { RunRecord } from '../experiment/columns.ts'
import type { Experiment } from '../experiment/index.ts'
import { judged } from '../experiment/metrics.ts'
import { interval, meanOf } from '../experiment/statistics.ts'
import { verdictsOf } from '../experiment/verdicts.ts'

/** For a person: mean ± half of the 95% interval over repeats, on test data, a line for each arm and value. */
export function summary(experiment: Experiment, records: readonly RunRecord[], engine: EngineStatus | null): string {
  const groups = new Map<string, RunRecord[]>()
  for (const record of records) {
    const values = [record.value, record.second].filter((value) => value !== null)
    const name = [`Arm ${record.arm}`, ...values].join(', ')
    groups.set(name, [...(groups.get(name) ?? []), record])
  }
  const head = ['', ...judged.map(({ label }) => label)]
  const rows = [...groups].map(([name, runs]) => [
    name,
    ...judged.map(({ id, unit }) => {
      const mean = meanOf(runs.map(({ test }) => test[id]))
      const range = interval(mean)
      const factor = unit === 'points' ? 100 : 1
      const digits = unit === 'points' ? 1 : 3
      const half = range ? ` ± ${((factor * (range[1] - range[0])) / 2).toFixed(digits)}` : ' (n = 1)'
      return Number.isNaN(mean.mean) ? 'diverged' : `${(factor * mean.mean).toFixed(digits)}${unit === 'points' ? '%' : ''}${half}`
    }),
  ])
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)))
  const lines = [head, ...rows].map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd())
  const steps = Math.max(...records.map(({ step }) => step))
  const repeats = Math.max(...records.map(({ repeat }) => repeat)) + 1
  const over = repeats > 1 ? `mean ± half of the 95% interval over ${repeats} repeats` : 'n = 1'
  const title = `Step ${steps.toLocaleString('en')}, test data, ${over}. ${engine?.label ?? ''}`
  const said = verdictsOf(experiment, records).map(({ metric, text }) => `${judged.find(({ id }) => id === metric)?.label}: ${text}`)
  return [title, ...lines, ...said].join('\n')
}
