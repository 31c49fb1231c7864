import { type ReactNode, useMemo, useState } from 'react'
import { useExperiment } from '../../store/experiment.ts'
import type { Mark } from '../../store/session.ts'
import { armName } from '../arms.ts'
import { type Axis, stepAxis } from './axis.ts'
import { ChartFigure } from './ChartFigure.tsx'
import type { Curve, Curves } from './curves.ts'
import { formatStep } from './format.ts'
import { Legend } from './Legend.tsx'
import { type LineKind, useCurves } from './lineKind.ts'
import { LinePlot, type LineRow } from './LinePlot.tsx'
import { LineTable } from './LineTable.tsx'
import { useSessionInTurn } from './redraw.ts'
import { nearestFrame, pickFrames } from './sample.ts'

interface Props {
  readonly name: string
  readonly kind: LineKind
  readonly controls?: ReactNode
  readonly note: (axis: Axis, curves: readonly Curve[]) => string
}

/** A chart of one quantity over the steps, a line per arm. */
export function LineFigure({ name, kind, controls, note }: Props) {
  const session = useSessionInTurn()
  const { arms, training } = useExperiment((state) => state.experiment)
  const [hovered, setHovered] = useState<number>()
  const curves = useCurves(session, kind)
  const { steps } = curves
  const last = steps.at(-1) ?? 0
  const rows = useMemo(() => lineRows(curves, session.version, session.repeats), [curves, session])
  const y = kind.yAxis(curves.arms)
  const x = stepAxis(training.steps, last)
  const axes = useStable([x, y])
  const frame = hovered === undefined ? steps.length - 1 : nearestFrame(steps, hovered)
  const values = (at: number) => curves.arms.map(({ mean }) => kind.format(mean[at] ?? NaN))
  const shown = curves.arms.length > 0 ? values(frame) : arms.map(() => kind.format(NaN))
  const named = (text: string, arm: number) => `${armName(arms[arm], arm)} ${text}`
  return (
    <ChartFigure
      name={name}
      controls={controls}
      legend={<Legend lead={`step ${formatStep(steps[frame] ?? 0)}`} values={shown} />}
      note={[markNear(session.marks, hovered, x), note(y, curves.arms), repeatsNote(session.repeats)]
        .filter(Boolean)
        .join(' · ')}
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
            name={name}
            size={size}
            rows={rows}
            arms={curves.arms.length}
            bands={session.repeats > 1}
            x={axes[0]}
            y={axes[1]}
            yName={kind.yName}
            tick={kind.tick}
            marks={session.marks}
            onHover={setHovered}
          />
          {last === 0 && <p className="chart-hint">Press Train</p>}
        </>
      )}
    </ChartFigure>
  )
}

/** Keeps the same object while its content stays the same, so that a memoised child does not draw again. */
function useStable<T>(value: T): T {
  const key = JSON.stringify(value)
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the key stands for the value
  return useMemo(() => value, [key])
}

const finite = (value: number) => (Number.isFinite(value) ? value : null)

function lineRows(curves: Curves, _version: number, repeats: number): LineRow[] {
  return pickFrames(curves.steps, curves.arms).map((frame) => ({
    step: curves.steps[frame],
    mean: curves.arms.map(({ mean }) => finite(mean[frame])),
    band:
      repeats > 1
        ? curves.arms.map(({ low, high }) => (Number.isFinite(low[frame] + high[frame]) ? [low[frame], high[frame]] : null))
        : [],
  }))
}

function repeatsNote(repeats: number): string {
  return repeats > 1 ? `mean of n = ${repeats} repeats, band: minimum–maximum` : ''
}

/** The text of the mark that the pointer is on, within a hundredth of the axis. */
function markNear(marks: readonly Mark[], step: number | undefined, { domain }: Axis): string {
  if (step === undefined) return ''
  return marks
    .filter((mark) => Math.abs(mark.step - step) <= domain[1] / 100)
    .map((mark) => `step ${formatStep(mark.step)}: ${mark.text}`)
    .join('; ')
}
