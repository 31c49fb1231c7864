import { useMemo } from 'react'
import { openEnds } from '../../experiment/extend.ts'
import { INTERVALS } from '../../experiment/scope.ts'
import { judged } from '../../experiment/metrics.ts'
import { sweepableOf } from '../../experiment/sweep.ts'
import { armName } from '../arms.ts'
import { Select } from '../controls/Select.tsx'
import { ChartFigure } from '../plot/ChartFigure.tsx'
import { extent } from '../plot/axis.ts'
import { DataTable } from '../plot/DataTable.tsx'
import { STRONGEST } from './paintHeat.ts'
import { HeatPlot } from './HeatPlot.tsx'
import { comparedArms, heatOf, shownRow } from './strip.ts'
import { useSweepView } from './sweepView.ts'
import type { SweepResults } from '../../store/sweep.ts'
import { useSweepInTurn } from './useSweepInTurn.ts'
import { numberText } from '../../experiment/text.ts'
import { formatMetric } from '../plot/format.ts'
import { repeatsText, spreadText, stepsText, sweptName } from './words.ts'

/** A metric over both swept numbers, where there are two; a row of it has its strip. */
export function HeatFigure() {
  const results = useSweepInTurn()
  const view = useSweepView()
  const metric = judged.find(({ id }) => id === view.metric) ?? judged[0]
  const offered = useMemo(() => offeredArms(results), [results])
  const arm = offered.find((one) => one === view.arm) ?? offered[offered.length - 1]
  const heat = useMemo(() => results && heatOf(results, metric, arm), [results, metric, arm])
  const second = results?.experiment.sweep.second
  if (!results || !heat || !second) return null
  const { experiment, plan } = results
  const row = shownRow(plan, view.row)
  const [first, other] = [sweptName(experiment.sweep.field), sweptName(second.field)]
  const cells = heat.rows.flatMap((of, r) => heat.columns.flatMap((column, c) => heat.cells[r][c] ? [{ column, of, cell: heat.cells[r][c] }] : []))
  const range = extent([cells.map(({ cell }) => cell.mean.mean)])
  const steps = cells.map(({ cell }) => cell.step)
  const place = (column: number, of: number) => `${first} = ${numberText(column)}, ${other} = ${numberText(of)}`
  const sign = metric.better === 'higher' ? 1 : -1
  const finite = cells.filter(({ cell }) => Number.isFinite(cell.mean.mean))
  const top = metric.better === 'none' ? undefined : finite.toSorted((a, b) => sign * (b.cell.mean.mean - a.cell.mean.mean))[0]
  const edges = top ? edgesOf(top, results) : ''
  return (
    <ChartFigure
      name={`${metric.label} by ${first} and ${other}`}
      controls={
        <>
          <Select
            label="Metric of the heat map"
            className="select sweep-small"
            value={metric.id}
            options={judged.map(({ id, label }) => ({ value: id, label }))}
            onChange={(chosen) => useSweepView.setState({ metric: chosen })}
          />
          {offered.length > 1 && (
            <Select
              label="Arm of the heat map"
              className="select sweep-small"
              value={arm}
              options={offered.map((one) => ({ value: one, label: armName(experiment.arms[one], one) }))}
              onChange={(chosen) => useSweepView.setState({ arm: chosen })}
            />
          )}
        </>
      }
      legend={
        <p className="sweep-scale">
          <span>{range ? formatMetric(metric, range[0]) : '–'}</span>
          <span
            className="sweep-ramp"
            style={{ background: `linear-gradient(to right, var(--ground), color-mix(in srgb, var(--arm-${arm}) ${100 * STRONGEST}%, var(--ground)))` }}
          />
          <span>{range ? formatMetric(metric, range[1]) : '–'}</span>
        </p>
      }
      note={[
        repeatsText(plan.repeats),
        steps.length > 0 ? stepsText([Math.min(...steps), Math.max(...steps)], plan.steps) : '',
        'test data',
        'the best of many cells is best by luck, too: judge by the strip of its row',
        edges,
        INTERVALS,
      ]
        .filter(Boolean)
        .join(' · ')}
      summary={
        top
          ? `${armName(experiment.arms[arm], arm)}: the ${metric.better === 'higher' ? 'highest' : 'lowest'} mean is at ${place(top.column, top.of)}: ${spreadText(metric, top.cell)}${edges && `; ${edges}`}.`
          : range
            ? `From ${formatMetric(metric, range[0])} to ${formatMetric(metric, range[1])}.`
            : 'Not measured yet.'
      }
      table={
        <DataTable
          caption={`${metric.label}, test data: ${sweepableOf(second.field).label} (rows), ${first} (columns)`}
          lead={sweepableOf(second.field).label}
          columns={heat.columns.map(numberText)}
          rows={heat.rows.map((of, r) => ({ head: numberText(of), cells: heat.cells[r].map((cell) => (cell ? spreadText(metric, cell) : '–')) }))}
        />
      }
    >
      {(size) => <HeatPlot size={size} heat={heat} metric={metric} arm={arm} range={range} names={[first, other]} row={row} place={place} />}
    </ChartFigure>
  )
}

/** The arms that differ over the cells: the swept one; where only the data is swept, all. */
function offeredArms(results: SweepResults | null): number[] {
  const compared = results ? comparedArms(results.experiment) : []
  return compared.length === 1 && results && results.plan.groups.length === 1 ? compared : [0, ...compared]
}

/** Says where the best cell stands at an end of a range that could go on. */
function edgesOf({ column, of }: { readonly column: number; readonly of: number }, { experiment: { sweep, data } }: SweepResults): string {
  const axes = [{ axis: sweep, value: column }, ...(sweep.second ? [{ axis: sweep.second, value: of }] : [])]
  const beyond = axes.flatMap(({ axis, value }) => (openEnds(axis, data.kind).includes(value) ? [`${sweptName(axis.field)} = ${numberText(value)}`] : []))
  return beyond.length > 0 ? `the best is at the edge: nothing beyond ${beyond.join(' and ')} was tried` : ''
}
