import { useMemo } from 'react'
import type { Metric } from '../../experiment/metrics.ts'
import { defaultSweep, sweepableOf } from '../../experiment/sweep.ts'
import { verdictText } from '../../experiment/verdictText.ts'
import { useExperiment } from '../../store/experiment.ts'
import type { SweepResults } from '../../store/sweep.ts'
import { armName } from '../arms.ts'
import { ChartFigure } from '../charts/ChartFigure.tsx'
import { useStable } from '../charts/useStable.ts'
import { metricAxis } from './metricAxis.ts'
import { answerOf, comparedArms, shownRow, stepsOf, type Strip, stripOf } from './strip.ts'
import { StripPlot } from './StripPlot.tsx'
import { StripTable } from './StripTable.tsx'
import { useSweepInTurn } from './useSweepInTurn.ts'
import { useSweepView } from './sweepView.ts'
import { repeatsText, stepsText, sweptName } from './words.ts'

/** One metric against the swept number: the plot, and the answer in words. */
export function MetricFigure({ metric }: { readonly metric: Metric }) {
  const results = useSweepInTurn()
  const setUp = useExperiment(({ experiment }) => experiment.sweep?.field ?? defaultSweep('eps1', 2).field)
  const wanted = useSweepView((view) => view.row)
  const field = results?.experiment.sweep.field ?? setUp
  const name = `${metric.label} by ${sweptName(field)}`
  const row = results && shownRow(results.plan, wanted)
  const strip = useMemo(() => results && stripOf(results, metric, row), [results, metric, row])
  const answers = useMemo(() => (results ? answersOf(results, metric, row) : []), [results, metric, row])
  const y = useStable(metricAxis(metric, strip))
  const isCut = strip && [...strip.lines.flatMap(({ points }) => points), ...strip.levels].some(({ interval }) => interval && (interval[0] < y.domain[0] || interval[1] > y.domain[1]))
  const notes = strip && results ? [...notesOf(results, strip), isCut ? 'intervals cut at the axis' : ''].filter(Boolean).join(' · ') : ''
  return (
    <ChartFigure
      name={name}
      legend={null}
      note={
        <>
          {answers.map((text) => (
            <span key={text} className="sweep-answer">
              {text}{' '}
            </span>
          ))}
          <span className="sweep-notes">{notes}</span>
        </>
      }
      summary={answers.length > 0 ? `${answers.join(' ')} ${notes}.` : 'Not swept yet.'}
      table={strip && results ? <StripTable metric={metric} strip={strip} experiment={results.experiment} answers={results} row={row} /> : <p>Not swept yet.</p>}
    >
      {(size) =>
        strip && results ? (
          <StripPlot size={size} name={name} metric={metric} strip={strip} y={y} results={results} />
        ) : (
          <p className="chart-hint">Press Sweep</p>
        )
      }
    </ChartFigure>
  )
}

/** What the metric says of each compared arm. */
function answersOf(results: SweepResults, metric: Metric, row: number | null): string[] {
  const { sweep, arms } = results.experiment
  const compared = comparedArms(results.experiment)
  if (compared.length === 0) return ['There is no arm to compare with the baseline.']
  const name = sweepableOf(sweep.field).label
  return compared.map((arm) => {
    const text = verdictText(answerOf(results, metric, arm, row), name)
    return compared.length > 1 ? `${armName(arms[arm], arm)}: ${text}.` : `${text[0].toUpperCase()}${text.slice(1)}.`
  })
}

/** What has to be known to read the strip right. */
function notesOf({ plan, experiment }: SweepResults, strip: Strip): string[] {
  const left = strip.values.length - new Set(strip.lines.flatMap(({ points }) => points.map(({ value }) => value))).size
  const fallen = strip.levels.flatMap(({ arm, mean }) =>
    arm > 0 && mean.diverged.length > 0
      ? [`${armName(experiment.arms[arm], arm)} diverged in repeat ${mean.diverged.map((repeat) => repeat + 1).join(', ')}`]
      : [],
  )
  return [
    repeatsText(plan.repeats),
    stepsText(stepsOf(strip), plan.steps),
    left > 0 ? `${strip.values.length - left} of ${strip.values.length} values so far` : '',
    ...fallen,
  ]
}
