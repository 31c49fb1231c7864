import { useMemo } from 'react'
import type { Metric } from '../../experiment/metrics.ts'
import { namesOf } from '../../experiment/judge.ts'
import { rateAnswer, rateText } from '../../experiment/rateAnswer.ts'
import { INTERVALS } from '../../experiment/scope.ts'
import { remarksOf } from '../../experiment/verdicts.ts'
import { sentence } from '../../experiment/text.ts'
import { verdictText } from '../../experiment/verdictText.ts'
import type { Axis } from '../plot/axis.ts'
import { ChartFigure } from '../plot/ChartFigure.tsx'
import { metricAxis } from './metricAxis.ts'
import { Extend } from './Extend.tsx'
import { answerOf, shownRow, stepsOf, type Strip, stripOf, type Swept } from './strip.ts'
import { StripPlot } from './StripPlot.tsx'
import { StripReadOut } from './StripReadOut.tsx'
import { StripTable } from './StripTable.tsx'
import { useSettled } from '../plot/useSettled.ts'
import { useSwept } from './useSwept.ts'
import { useSweepView } from './sweepView.ts'
import { repeatsText, stepsText, sweptName } from './words.ts'

/** One metric against the swept number: the plot, and the answer in words. */
export function MetricFigure({ metric }: { readonly metric: Metric }) {
  const { swept, isMeasured } = useSwept()
  const wanted = useSweepView((view) => view.row)
  const row = swept && shownRow(swept.plan, wanted)
  const strip = useMemo(() => swept && stripOf(swept, metric, row), [swept, metric, row])
  const verdict = useMemo(() => (swept && isMeasured ? answerOf(swept, metric, row) : null), [swept, isMeasured, metric, row])
  const question = useSweepView((view) => view.rateAsked)
  const rate = useMemo(
    () => (swept && isMeasured && question ? rateAnswer(swept.experiment, swept.records, question, metric) : null),
    [swept, isMeasured, question, metric],
  )
  const isWhole = !isMeasured || !strip || !swept || isComplete(strip, swept.plan.steps)
  const y = useSettled(metricAxis(metric, strip), isWhole)
  if (!swept || !strip) return null
  const answers = [
    verdict ? sentence(capital(verdictText(verdict, namesOf(swept.experiment)))) : '',
    rate && question ? rateText(rate, question) : '',
  ].filter(Boolean)
  const notes = isMeasured ? [...notesOf(swept, strip, y).filter(Boolean), [...remarksOf(swept.experiment, metric), INTERVALS].join(' ')].join(' · ') : ''
  const missing = 'Not swept yet.'
  const name = `${metric.label} by ${sweptName(swept.experiment.sweep.field)}`
  return (
    <ChartFigure
      name={name}
      legend={isMeasured && <StripReadOut metric={metric} strip={strip} swept={swept} />}
      note={
        <>
          {answers.map((text) => (
            <span key={text} className="sweep-answer">
              {unbroken(text)}{' '}
            </span>
          ))}
          {verdict?.edge && <Extend experiment={swept.experiment} end={verdict.edge.value} />}
          <span className="sweep-notes">{unbroken(notes)}</span>
        </>
      }
      summary={isMeasured ? `${answers.join(' ')} ${notes}` : missing}
      table={isMeasured ? <StripTable metric={metric} strip={strip} swept={swept} row={row} /> : <p>{missing}</p>}
    >
      {(size) => (
        <>
          <StripPlot size={size} name={name} metric={metric} strip={strip} y={y} swept={swept} isMeasured={isMeasured} />
          {!isMeasured && <p className="chart-hint">Press Sweep</p>}
        </>
      )}
    </ChartFigure>
  )
}

function capital(text: string): string {
  return text[0].toUpperCase() + text.slice(1)
}

/** With lines that do not break within “ε₁ = 2” and the like. */
function unbroken(text: string): string {
  return text.replace(/ ([=<±×]) /g, '\u00a0$1\u00a0')
}

/** What has to be known to read the strip right. */
function notesOf({ plan }: Swept, strip: Strip, { domain }: Axis): string[] {
  const left = strip.values.length - measuredValues(strip)
  const isCut = [...strip.lines.flatMap(({ points }) => points), ...strip.levels].some(
    ({ interval }) => interval && (interval[0] < domain[0] || interval[1] > domain[1]),
  )
  return [
    repeatsText(plan.repeats),
    stepsText(stepsOf(strip), plan.steps),
    left > 0 ? `${strip.values.length - left} of ${strip.values.length} values so far` : '',
    isCut ? 'intervals cut at the axis' : '',
  ]
}

function measuredValues({ lines }: Strip): number {
  return new Set(lines.flatMap(({ points }) => points.map(({ value }) => value))).size
}

function isComplete(strip: Strip, steps: number): boolean {
  return measuredValues(strip) === strip.values.length && stepsOf(strip)[0] >= steps
}
