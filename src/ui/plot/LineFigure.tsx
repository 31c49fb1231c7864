import { type ReactNode, useMemo } from 'react'
import { nearest } from '../../store/history.ts'
import { sampleText } from '../../store/measured.ts'
import type { Mark } from '../../store/session.ts'
import { armName } from '../arms.ts'
import type { TermId } from '../glossary.ts'
import { type Axis, extent, logAxis, niceAxis } from './axis.ts'
import { ChartFigure } from './ChartFigure.tsx'
import type { Curve } from './curves.ts'
import type { Lines } from './paintLines.ts'
import { formatStep } from './format.ts'
import { Legend } from './Legend.tsx'
import { type Face, type LineKind, textAt, useCompared, useCurves } from './lineKind.ts'
import { LineOptions } from './LineOptions.tsx'
import { LinePlot } from './LinePlot.tsx'
import { LineTable } from './LineTable.tsx'
import { useOverlays } from './overlays.ts'
import { settingsOf, useSessionInTurn } from './redraw.ts'
import { overRepeats } from './repeats.ts'
import { pickFrames } from './sample.ts'
import { along } from './scales.ts'
import { StepReading } from './StepReading.tsx'
import { useStable } from './useStable.ts'
import { useStepAxis } from './useStepAxis.ts'
import { useView, type View } from './view.ts'
import { type Points, pointsBetween } from './zoom.ts'

interface Props {
  readonly name: string
  /** The name's word in the glossary. */
  readonly term?: TermId
  readonly kind: LineKind
  /** Whether it shows differences, where this is not chosen together with all other line charts. */
  readonly compared?: View['compared']
  readonly controls?: ReactNode
  /** What has to be known to read the figure right; empty where nothing has. */
  readonly note: (axis: Axis, curves: readonly Curve[]) => string
}

/** A chart of one quantity over the steps, a line per arm: its values, or what they are minus the baseline's. */
export function LineFigure({ name, term, kind, compared: own, controls, note }: Props) {
  const session = useSessionInTurn()
  const { hovered, zoom } = useView()
  const logarithmic = useView((view) => view.logarithmic.includes(name))
  const compared = useCompared(kind, session.arms, own)
  const fromBaseline = compared === 'difference'
  const face: Face = (fromBaseline && kind.difference) || kind
  const curves = useCurves(session, kind, compared)
  const { steps } = curves
  const last = steps.at(-1) ?? 0
  const overlays = useOverlays(kind, compared, zoom)
  const end = Math.max(last, ...overlays.map(({ points }) => points.steps.at(-1) ?? 0))
  const x = useStepAxis(end)
  // The curves grow in place: the session says when.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const points = useMemo(() => (zoom ? pointsBetween(curves, zoom) : curves), [curves, zoom, session])
  const drawn = [...points.arms, ...overlays.flatMap((overlay) => overlay.points.arms)]
  const range = extent(drawn.flatMap(({ low, high }) => [low, high]))
  const positive = !fromBaseline && range !== undefined && range[0] > 0
  const y = useStable(
    logarithmic && positive ? logAxis(...range) : zoom && range ? niceAxis(...range) : face.yAxis(drawn),
  )
  const lines = useMemo(
    () => thinned(points, { bands: session.repeats > 1, fromBaseline, x }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- as above
    [points, session, fromBaseline, x],
  )
  const frame = hovered === undefined ? session.frame : nearest(steps, hovered)
  const arms = settingsOf(session, frame)
  const values = (at: number) =>
    curves.arms.map((_, arm) => (fromBaseline && arm === 0 ? 'baseline' : textAt(kind, face, curves, arm, at)))
  const shown = curves.arms.length > 0 ? values(frame) : arms.map(() => face.format(NaN))
  const named = (text: string, arm: number) => `${armName(arms[arm], arm)} ${text}`
  const step = steps[frame] ?? 0
  const notes =
    hovered === undefined
      ? [
          fromBaseline && 'paired by repeat',
          own === 'difference' && !fromBaseline && NO_PAIR,
          logarithmic && !positive && !fromBaseline && 'a log axis needs values above 0',
          !fromBaseline && note(y, points.arms),
          sampleText(session, kind.split, session.frame),
          steps.length > 0 && overRepeats(session.repeats),
        ]
      : [`step ${formatStep(step)}`, markNear(session.marks, hovered, x)]
  const canCompare = kind.difference !== undefined && session.arms > 1
  const isShared = own === undefined
  const reason = kind.incomparable ?? NO_PAIR
  const options = useMemo(
    () => <LineOptions name={name} positive={positive} isShared={isShared} canCompare={canCompare} reason={reason} />,
    [name, positive, isShared, canCompare, reason],
  )
  const placeOf = (step: number | undefined) => (step === undefined ? undefined : nearest(lines.steps, step))
  return (
    <ChartFigure
      name={name}
      term={term}
      controls={controls}
      options={options}
      legend={<Legend arms={arms} values={shown} overlays={overlays} />}
      note={notes.filter(Boolean).join(' · ')}
      summary={
        steps.length > 0
          ? `At step ${formatStep(steps[session.frame])}${fromBaseline ? ', minus the baseline' : ''}: ${values(session.frame).map(named).join(', ')}.`
          : 'Not trained yet.'
      }
      table={<LineTable name={name} kind={kind} compared={compared} />}
    >
      {(size) => (
        <>
          <LinePlot
            title={`${name} over steps`}
            size={size}
            x={x}
            y={y}
            yName={face.yName}
            yTick={face.tick}
            lines={lines}
            overlays={overlays}
            marks={session.marks}
            hovered={last === 0 ? undefined : placeOf(hovered)}
            moment={session.moment === null ? undefined : placeOf(steps[session.frame])}
            fromBaseline={fromBaseline}
          />
          <StepReading
            name={name}
            x={x}
            last={last}
            step={step}
            text={shown.map(named).join(', ')}
            fromBaseline={fromBaseline && isShared}
          />
        </>
      )}
    </ChartFigure>
  )
}

interface Thinning {
  readonly bands: boolean
  /** The baseline is no line then, but the zero. */
  readonly fromBaseline: boolean
  readonly x: Axis
}

/** The points that are drawn, where there are more frames than pixels to show them. */
function thinned({ steps, arms }: Points, { bands, fromBaseline, x }: Thinning): Lines {
  const frames = pickFrames(x.scale ? steps.map((step) => FINE * along(x).share(step)) : steps, arms)
  const pick = (values: readonly number[]) => frames.map((frame) => values[frame])
  return {
    steps: pick(steps),
    arms: arms.map(({ mean, low, high }, arm) =>
      fromBaseline && arm === 0 ? NO_LINE : { mean: pick(mean), low: pick(low), high: pick(high) },
    ),
    bands,
  }
}

const NO_LINE: Curve = { mean: [], low: [], high: [] }

/** Points are grouped by whole numbers; these are an eighth of a thousandth of the axis. */
const FINE = 2 ** 13

const NO_PAIR = 'one arm has nothing to be compared with'

/** The texts of the marks that the pointer is on, within a hundredth of the axis. */
function markNear(marks: readonly Mark[], step: number, { domain: [from, to] }: Axis): string {
  return marks
    .filter((mark) => Math.abs(mark.step - step) <= (to - from) / 100)
    .map((mark) => mark.text)
    .join('; ')
}
