import type { Metric } from '../../experiment/metrics.ts'
import { sweepableOf } from '../../experiment/sweep.ts'
import { INTERVALS } from '../../experiment/scope.ts'
import type { Place, Verdict } from '../../experiment/verdict.ts'
import { pText } from '../../experiment/verdictNumbers.ts'
import { armName } from '../arms.ts'
import { DataTable } from '../plot/DataTable.tsx'
import { answerOf, type Strip, type Swept } from './strip.ts'
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
  const verdict = answerOf(swept, metric, row)
  const difference = (arm: number, value: number | null) => differenceText(verdict, { arm, value })
  const isCompared = (arm: number) => [...verdict.comparisons, ...verdict.twins].some((one) => one.arm === arm && one.value !== null)
  const compared = strip.lines.flatMap(({ arm }) => (isCompared(arm) ? [arm] : []))
  const nameOf = (arm: number) => armName(arms[arm], arm)
  const rows = strip.values.map((value) => ({
    head: `${label} = ${numberText(value)}`,
    cells: [
      ...strip.lines.map(({ points }) => {
        const point = points.find((one) => one.value === value)
        return point ? spreadText(metric, point) : NOTHING
      }),
      ...compared.map((arm) => difference(arm, value)),
    ],
  }))
  const levels = strip.levels.map(({ arm, ...spread }) => ({
    head: arm === 0 ? `Baseline, ${nameOf(arm)}` : `Arm ${arm}, ${nameOf(arm)}`,
    cells: [spreadText(metric, spread), ...strip.lines.slice(1).map(() => NOTHING), ...compared.map((_, i) => (i === 0 && arm > 0 ? difference(arm, null) : NOTHING))],
  }))
  return (
    <DataTable
      caption={`${metric.label} on test data by ${label}: ${repeatsText(sweep.repeats)}. ${INTERVALS}`}
      lead="Value"
      columns={[
        ...strip.lines.map(({ arm }) => (strip.lines.length > 1 ? nameOf(arm) : `Arm ${arm}`)),
        ...compared.map((arm) => (strip.lines.length > 1 ? `${nameOf(arm)} − ${nameOf(0)}` : 'Minus the baseline')),
      ]}
      rows={[...rows, ...levels]}
    />
  )
}

function differenceText(verdict: Verdict, place: Place): string {
  const is = (one: Place) => one.arm === place.arm && one.value === place.value
  const { metric, comparisons, twins } = verdict
  const same = twins.find(is)?.same
  if (same === 'baseline') return 'the baseline itself'
  if (same) return differenceText(verdict, same)
  const comparison = comparisons.find(is)
  if (!comparison || comparison.n === 0) return NOTHING
  const { mean, interval, adjusted, n, p } = comparison
  const text = (value: number) => formatMetric(metric, value).replace('%', '')
  const sign = mean > 0 ? '+' : ''
  const range = interval ? ` [${interval.map(text).join(', ')}]` : ''
  const test = Number.isNaN(p) ? '' : `, ${pText(adjusted)}`
  return `${sign}${text(mean)}${range}${test}, ${n === 1 ? 'n = 1' : `${n} pairs`}`
}
