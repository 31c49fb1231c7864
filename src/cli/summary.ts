import type { EngineStatus } from '../engine/protocol.ts'
import type { RunRecord } from '../experiment/columns.ts'
import { type Experiment, planOf } from '../experiment/index.ts'
import { judged } from '../experiment/metrics.ts'
import { interval, meanOf } from '../experiment/statistics.ts'
import { INTERVALS, scopeText } from '../experiment/scope.ts'
import { shiftText } from '../experiment/shift.ts'
import { answersOf, isSwept } from '../experiment/verdicts.ts'

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
  const said = answersOf(experiment, records).map(({ metric, text }) => `${metric.label}: ${text}`)
  const data = planOf(experiment).groups.map((group) => group.data)
  const remarks = [
    shiftText('nll', data),
    ...(said.length > 0 && repeats > 1 && isSwept(experiment) ? [scopeText(experiment), INTERVALS] : []),
  ].filter(Boolean)
  return [title, ...lines, ...said, ...remarks].join('\n')
}
