import { dataText } from '../../store/measured.ts'
import { armName } from '../arms.ts'
import { type Axis, extent, mirroredLogAxis, niceAxis } from '../plot/axis.ts'
import { ChartFigure } from '../plot/ChartFigure.tsx'
import { ConfidenceOptions } from './ConfidenceOptions.tsx'
import { ConfidenceTable } from './ConfidenceTable.tsx'
import { ConfidencePlot } from './ConfidencePlot.tsx'
import { metricOf } from '../../experiment/metrics.ts'
import { faceOf } from '../plot/faces.ts'
import { formatCount, formatPercent, formatStep, formatTick, percentTick } from '../plot/format.ts'
import { COUNTED, type Histogram, type HistogramKind, histograms, inCounts } from './histogram.ts'
import { Legend } from '../plot/Legend.tsx'
import { LineFigure } from '../plot/LineFigure.tsx'
import type { LineKind } from '../plot/lineKind.ts'
import { useShiftNote } from '../plot/shift.ts'
import { useSessionInTurn } from '../plot/redraw.ts'
import { meanOfRepeats } from '../plot/repeats.ts'
import { useSettled } from '../plot/useSettled.ts'
import { useView } from '../plot/view.ts'
import { ViewChoice } from '../plot/ViewChoice.tsx'

const KINDS = [
  { value: 'confidence', label: 'max P', term: 'confidence' },
  { value: 'pt', label: <>P<sub>t</sub></>, term: 'pt' },
] as const

const NAMES: Readonly<Record<HistogramKind, string>> = { confidence: 'confidence', pt: 'P_t' }

const AS = [
  { value: 'histogram', label: 'now' },
  { value: 'steps', label: 'steps' },
] as const

const CONTROLS = (
  <>
    <ViewChoice of="histogram" label="Probability" options={KINDS} />
    <ViewChoice of="confidence" label="Confidence" options={AS} />
  </>
)

/** How sure each arm is: its histogram at one step, or the mean over the steps. */
export function ConfidenceChart() {
  const overSteps = useView((view) => view.confidence === 'steps')
  return overSteps ? <ConfidenceCurves /> : <Histograms />
}

function ConfidenceCurves() {
  const metric = COUNTED[useView((view) => view.histogram)].mean
  const shift = useShiftNote(metric, 'test')
  const kind: LineKind = { ...faceOf(metricOf(metric)), split: 'test', metric, index: 0 }
  return <LineFigure name="Confidence" term="confidence" kind={kind} controls={CONTROLS} note={() => ['test data', shift].filter(Boolean).join(' · ')} />
}

/** How sure each arm is of test examples that it gets right, upward, and wrong, downward. */
function Histograms() {
  const session = useSessionInTurn()
  const kind = useView((view) => view.histogram)
  const { history, repeats, frame, settings } = session
  const counts = useView((view) => view.counts === 'log')
  const beside = useView((view) => view.histograms === 'beside')
  const shown = histograms(session, kind)
  const drawn = counts ? shown.map(inCounts) : shown
  const y = useMirroredAxis(drawn, counts)
  const step = frame >= 0 ? history.step(frame) : 0
  const shift = useShiftNote(COUNTED[kind].mean, 'test')
  return (
    <ChartFigure
      name="Confidence"
      term="confidence"
      controls={CONTROLS}
      options={OPTIONS}
      legend={
        <Legend arms={settings} values={shown.length > 0 ? shown.map(({ mean }) => percent(mean)) : settings.map(() => '–')} />
      }
      note={
        <>
          <Glyph filled={false} /> accuracy <Glyph filled /> mean {kind === 'pt' ? KINDS[1].label : 'confidence'} · {dataText(session, 'test', frame)}{shown.length > 0 && `, ${meanOfRepeats(repeats)}`}{shift && ` · ${shift}`}
        </>
      }
      summary={
        shown.length > 0
          ? `At step ${formatStep(step)}: ${shown.map((arm, i) => `${armName(settings[i], i)} mean ${NAMES[kind]} ${percent(arm.mean)}, accuracy ${percent(arm.accuracy)}`).join('; ')}.`
          : 'Not trained yet.'
      }
      table={<ConfidenceTable kind={kind} />}
    >
      {(size) => (
        <ConfidencePlot
          size={size}
          settings={settings}
          histograms={drawn}
          y={y}
          {...(counts ? COUNTS : SHARES)}
          kind={kind}
          beside={beside}
        />
      )}
    </ChartFigure>
  )
}

const percent = (share: number) => formatPercent(share)

const OPTIONS = <ConfidenceOptions />

// Below the line there are shares and counts, too, not negative numbers.
const SHARES = { yName: 'examples, %', yTick: (share: number) => percentTick(Math.abs(share)), format: percent }
const COUNTS = { yName: 'examples, log', yTick: (count: number) => formatTick(Math.abs(count)), format: formatCount }

/** One scale for both sides; each side has the room that it needs, and settles. */
function useMirroredAxis(shown: readonly Histogram[], counts: boolean): Axis {
  const [, right] = extent(shown.map((arm) => arm.right)) ?? [0, counts ? 100 : 0.4]
  const [, wrong] = extent(shown.map((arm) => arm.wrong)) ?? [0, counts ? 10 : 0.2]
  const [below, above] = [Math.max(wrong, right / 10), Math.max(right, wrong / 10)]
  return useSettled(counts ? mirroredLogAxis(below, above) : niceAxis(-below, above))
}

function Glyph({ filled }: { readonly filled: boolean }) {
  return (
    <svg className="chart-glyph" data-text={filled ? '◆' : '○'} viewBox="0 0 10 10" aria-hidden="true">
      {filled ? <path d="M5 0.5 9.5 5 5 9.5 0.5 5Z" /> : <circle cx="5" cy="5" r="3.5" fill="none" />}
    </svg>
  )
}
