import { type ReactNode, useMemo } from 'react'
import { useExperiment } from '../../store/experiment.ts'
import type { Mark } from '../../store/session.ts'
import { armName } from '../arms.ts'
import type { TermId } from '../glossary.ts'
import { type Axis, stepAxis } from './axis.ts'
import { ChartFigure } from './ChartFigure.tsx'
import type { Curve, Curves } from './curves.ts'
import type { Lines } from './drawLines.ts'
import { formatStep } from './format.ts'
import { Legend } from './Legend.tsx'
import { type LineKind, useCurves } from './lineKind.ts'
import { LinePlot } from './LinePlot.tsx'
import { LineTable } from './LineTable.tsx'
import { useSessionInTurn } from './redraw.ts'
import { nearestFrame, pickFrames } from './sample.ts'
import { StepReader } from './StepReader.tsx'
import { useStable } from './useStable.ts'
import { useView } from './view.ts'

interface Props {
  readonly name: string
  readonly term?: TermId
  readonly kind: LineKind
  readonly controls?: ReactNode
  /** What has to be known to read the figure right; empty where nothing has. */
  readonly note: (axis: Axis, curves: readonly Curve[]) => string
}

/** A chart of one quantity over the steps, a line per arm. */
export function LineFigure({ name, term, kind, controls, note }: Props) {
  const session = useSessionInTurn()
  const arms = useExperiment((state) => state.experiment.arms)
  const planned = useExperiment((state) => state.experiment.training.steps)
  const hovered = useView((view) => view.hovered)
  const curves = useCurves(session, kind)
  const { steps } = curves
  const last = steps.at(-1) ?? 0
  const x = useStable(stepAxis(planned, last))
  const y = useStable(kind.yAxis(curves.arms))
  // The curves grow in place: the session says when.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const lines = useMemo(() => thinned(curves, session.repeats > 1), [curves, session])
  const frame = hovered === undefined ? session.frame : nearestFrame(steps, hovered)
  const values = (at: number) => curves.arms.map(({ mean }) => kind.format(mean[at] ?? NaN))
  const shown = curves.arms.length > 0 ? values(frame) : arms.map(() => kind.format(NaN))
  const named = (text: string, arm: number) => `${armName(arms[arm], arm)} ${text}`
  const notes =
    hovered === undefined
      ? [note(y, curves.arms), session.repeats > 1 && `mean, range of ${session.repeats} repeats`]
      : [`step ${formatStep(steps[frame] ?? 0)}`, markNear(session.marks, hovered, x)]
  return (
    <ChartFigure
      name={name}
      term={term}
      controls={controls}
      legend={<Legend values={shown} />}
      note={notes.filter(Boolean).join(' · ')}
      summary={
        steps.length > 0
          ? `At step ${formatStep(last)}: ${values(steps.length - 1).map(named).join(', ')}.`
          : 'Not trained yet.'
      }
      table={<LineTable name={name} kind={kind} />}
    >
      {(size) => (
        <>
          <LinePlot
            title={`${name} over steps`}
            size={size}
            x={x}
            y={y}
            yName={kind.yName}
            yTick={kind.tick}
            lines={lines}
            marks={session.marks}
            hovered={hovered === undefined || last === 0 ? undefined : nearestFrame(lines.steps, hovered)}
          />
          {last > 0 ? (
            <StepReader name={name} last={last} text={shown.map(named).join(', ')} />
          ) : (
            <p className="chart-hint">Press Train</p>
          )}
        </>
      )}
    </ChartFigure>
  )
}

/** The points that are drawn, where there are more frames than pixels to show them. */
function thinned(curves: Curves, bands: boolean): Lines {
  const frames = pickFrames(curves.steps, curves.arms)
  const pick = (values: readonly number[]) => frames.map((frame) => values[frame])
  return {
    steps: pick(curves.steps),
    arms: curves.arms.map(({ mean, low, high }) => ({ mean: pick(mean), low: pick(low), high: pick(high) })),
    bands,
  }
}

/** The texts of the marks that the pointer is on, within a hundredth of the axis. */
function markNear(marks: readonly Mark[], step: number, { domain }: Axis): string {
  return marks
    .filter((mark) => Math.abs(mark.step - step) <= domain[1] / 100)
    .map((mark) => mark.text)
    .join('; ')
}
