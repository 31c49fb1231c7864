import type { Metric } from '../../experiment/metrics.ts'
import { sweepableOf } from '../../experiment/sweep.ts'
import type { Comparison } from '../../experiment/verdict.ts'
import { armName } from '../arms.ts'
import { DataTable } from '../plot/DataTable.tsx'
import { answerOf, comparedArms, type Strip, type Swept } from './strip.ts'
import { numberText } from '../../experiment/text.ts'
import { formatMetric } from '../plot/format.ts'
import { repeatsText, spreadText } from './words.ts'

interface Props {
  readonly metric: Metric
  readonly strip: Strip
  readonly swept: Swept
  readonly row: number | null
}

const NOTHING = '–'

/** The table twin of a strip: a row for each value, then the arms that are the same at all of them. */
export function StripTable({ metric, strip, swept, row }: Props) {
  const { arms, sweep } = swept.experiment
  const { label } = sweepableOf(sweep.field)
  const compared = comparedArms(swept.experiment).map((arm) => ({ arm, of: answerOf(swept, metric, arm, row).comparisons }))
  const nameOf = (arm: number) => armName(arms[arm], arm)
  const rows = strip.values.map((value) => ({
    head: `${label} = ${numberText(value)}`,
    cells: [
      ...strip.lines.map(({ points }) => {
        const point = points.find((one) => one.value === value)
        return point ? spreadText(metric, point) : NOTHING
      }),
      ...compared.map(({ of }) => differenceText(metric, of.find((one) => one.value === value))),
    ],
  }))
  const levels = strip.levels.map(({ arm, ...spread }) => ({
    head: arm === 0 ? `Baseline, ${nameOf(arm)}` : `Arm ${arm}, ${nameOf(arm)}`,
    cells: [spreadText(metric, spread), ...compared.map(() => NOTHING)],
  }))
  return (
    <DataTable
      caption={`${metric.label} on test data by ${label}: ${repeatsText(sweep.repeats)}; paired differences with Holm’s interval and p`}
      lead="Value"
      columns={[
        ...strip.lines.map(({ arm }) => (strip.lines.length > 1 ? nameOf(arm) : `Arm ${arm}`)),
        ...compared.map(({ arm }) => (strip.lines.length > 1 ? `${nameOf(arm)} − ${nameOf(0)}` : 'Minus the baseline')),
      ]}
      rows={[...rows, ...levels]}
    />
  )
}

function differenceText(metric: Metric, comparison: Comparison | undefined): string {
  if (!comparison || comparison.n === 0) return NOTHING
  const { mean, interval, adjusted, n, p } = comparison
  const text = (value: number) => formatMetric(metric, value).replace('%', '')
  const sign = mean > 0 ? '+' : ''
  const range = interval ? ` [${interval.map(text).join(', ')}]` : ''
  const test = Number.isNaN(p) ? '' : `, p ${adjusted < 0.001 ? '< 0.001' : `= ${Number(adjusted.toPrecision(2))}`}`
  return `${sign}${text(mean)}${range}${test}, ${n === 1 ? 'n = 1' : `${n} pairs`}`
}
