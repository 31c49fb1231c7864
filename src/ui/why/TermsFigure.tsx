import { useMemo } from 'react'
import { dataText } from '../../store/measured.ts'
import { armName } from '../arms.ts'
import { ChartFigure } from '../plot/ChartFigure.tsx'
import { formatStep, formatValue } from '../plot/format.ts'
import { settingsOf, useSessionInTurn } from '../plot/redraw.ts'
import { meanOfRepeats } from '../plot/repeats.ts'
import { Segmented } from '../plot/Segmented.tsx'
import { StepReading } from '../plot/StepReading.tsx'
import { useStepAxis } from '../plot/useStepAxis.ts'
import { useView } from '../plot/view.ts'
import { Term } from '../controls/Term.tsx'
import { AGGREGATIONS, aggregationOf } from './aggregations.tsx'
import { ArmChoice, useArm } from '../plot/ArmChoice.tsx'
import { shownFrames } from './shownFrames.ts'
import { stack, stackExtent } from './stack.ts'
import { closedShareAt, courseOf, type Known, sharesAt, shareTexts } from './shares.ts'
import { TermLegend } from './TermLegend.tsx'
import { TERM_HEADS } from './terms.ts'
import { FOLLOWED, TermsPlot } from './TermsPlot.tsx'
import { TermsTable } from './TermsTable.tsx'
import { useWhy } from './why.ts'

const NAME = 'The terms over time'

/** How much of an arm's gradient comes from each term of its loss, step by step. */
export function TermsFigure() {
  const session = useSessionInTurn()
  const { history, repeats, moment } = session
  const arm = useArm()
  const aggregation = useWhy((why) => why.aggregation)
  const hovered = useView((view) => view.hovered)
  const of = useMemo(() => ({ arm, repeats, aggregation }), [arm, repeats, aggregation])
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- what is known is of these alone
  const known = useMemo<Known>(() => new Map(), [history, of])
  // The course on show may be one of fewer arms.
  const frames = (arm + 1) * repeats <= history.runs ? history.frames : 0
  const last = frames > 0 ? history.step(frames - 1) : 0
  const x = useStepAxis(last)
  // The history grows in place: the session says when.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const course = useMemo(() => courseOf(history, shownFrames(history, frames, x), of, known), [session, frames, of, x])
  const frame = hovered === undefined ? session.frame : history.nearest(hovered)
  const shown = frames > 0 ? sharesAt(history, frame, of) : []
  const { values, missing } = frames > 0 ? shareTexts(history, frame, of) : NONE
  const text = missing ? `the ${missing}` : said(values)
  const closed = frames > 0 ? closedShareAt(history, frame, of) : NaN
  const step = frames > 0 ? history.step(frame) : 0
  const name = armName(settingsOf(session, frame)[arm], arm)
  const choice = aggregationOf(aggregation)
  const [low, high] = stackExtent(stack(shown.map((share) => [share])))
  const isCut = low < FOLLOWED[0] || high > FOLLOWED[1]
  return (
    <ChartFigure
      name={NAME}
      term="term"
      controls={
        <>
          <Segmented
            label="How shares are taken over examples"
            value={aggregation}
            options={AGGREGATIONS}
            onChange={(aggregation) => useWhy.setState({ aggregation })}
          />
          <ArmChoice />
        </>
      }
      legend={
        <TermLegend arm={arm} values={values}>
          {Number.isFinite(closed) && (
            <li>
              <svg className="chart-swatch" viewBox="0 0 22 6" aria-hidden="true">
                <line x1="0" x2="22" y1="3" y2="3" stroke="currentColor" strokeDasharray="5 3" />
              </svg>
              <span>term 1 by its closed form</span>
              <b>{formatValue(closed)}</b>
            </li>
          )}
        </TermLegend>
      }
      note={
        <>
          {frames > 0 && `step ${formatStep(step)} · `}
          <Term of={choice.term}>{choice.label}</Term>: {choice.text} · {dataText(session, 'train', frame)}, {meanOfRepeats(repeats)}
          {missing && ` · the ${missing}, so that none has a share`}
          {isCut && ' · more than the axis holds: the terms nearly cancel'}
        </>
      }
      summary={
        shown.length > 0
          ? `At step ${formatStep(step)}, ${name}, ${choice.name}: ${text}.`
          : 'Not trained yet.'
      }
      table={<TermsTable />}
    >
      {(size) => (
        <>
          <TermsPlot
            size={size}
            x={x}
            course={course}
            arm={arm}
            marks={session.marks}
            hovered={hovered === undefined || last === 0 ? undefined : step}
            moment={moment === null || session.frame < 0 ? undefined : history.step(session.frame)}
          />
          <StepReading name={NAME} x={x} last={last} step={step} text={text} />
        </>
      )}
    </ChartFigure>
  )
}

const NONE: ReturnType<typeof shareTexts> = { values: [] }

function said(values: readonly string[]): string {
  return values.map((value, term) => `${TERM_HEADS[term]} ${value}`).join(', ')
}
