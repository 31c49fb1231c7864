import { useState } from 'react'
import { useExperiment } from '../../store/experiment.ts'
import { armName } from '../arms.ts'
import { type Axis, extent, niceAxis, settle } from './axis.ts'
import { ChartFigure } from './ChartFigure.tsx'
import { ConfidenceTable } from './ConfidenceTable.tsx'
import { ConfidencePlot } from './ConfidencePlot.tsx'
import { formatPercent, formatStep } from './format.ts'
import { type Histogram, type HistogramKind, histograms } from './histogram.ts'
import { Legend } from './Legend.tsx'
import { useSessionInTurn } from './redraw.ts'
import { meanOfRepeats } from './repeats.ts'
import { Segmented } from './Segmented.tsx'
import { useStable } from './useStable.ts'
import { useView } from './view.ts'

const KINDS = [
  { value: 'confidence', label: 'max-probability' },
  { value: 'pt', label: <>P<sub>t</sub></> },
] as const

const NAMES: Readonly<Record<HistogramKind, string>> = { confidence: 'confidence', pt: 'P_t' }

/** How sure each arm is of test examples that it gets right, upward, and wrong, downward. */
export function ConfidenceChart() {
  const session = useSessionInTurn()
  const kind = useView((view) => view.histogram)
  const arms = useExperiment((state) => state.experiment.arms)
  const { history, repeats, frame } = session
  const shown = histograms(session, kind)
  const y = useMirroredAxis(shown)
  const step = frame >= 0 ? history.step(frame) : 0
  return (
    <ChartFigure
      name="Confidence"
      term="confidence"
      controls={
        <Segmented
          label="Probability"
          value={kind}
          options={KINDS}
          onChange={(histogram) => useView.setState({ histogram })}
        />
      }
      legend={
        <Legend values={shown.length > 0 ? shown.map(({ mean }) => percent(mean)) : arms.map(() => '–')} />
      }
      note={
        <>
          <Glyph filled={false} /> accuracy <Glyph filled /> mean {kind === 'pt' ? KINDS[1].label : 'confidence'} · test data, {meanOfRepeats(repeats)}
        </>
      }
      summary={
        shown.length > 0
          ? `At step ${formatStep(step)}: ${shown.map((arm, i) => `${armName(arms[i], i)} mean ${NAMES[kind]} ${percent(arm.mean)}, accuracy ${percent(arm.accuracy)}`).join('; ')}.`
          : 'Not trained yet.'
      }
      table={<ConfidenceTable kind={kind} />}
    >
      {(size) => (
        <ConfidencePlot size={size} histograms={shown} y={y} kind={kind} />
      )}
    </ChartFigure>
  )
}

const percent = (share: number) => formatPercent(share)

/** One scale for both sides; each side has the room that it needs, and settles. */
function useMirroredAxis(shown: readonly Histogram[]): Axis {
  const [, right] = extent(shown.map((arm) => arm.right)) ?? [0, 0.4]
  const [, wrong] = extent(shown.map((arm) => arm.wrong)) ?? [0, 0.2]
  const wanted = niceAxis(-Math.max(wrong, right / 10), Math.max(right, wrong / 10)).domain
  const [top, setTop] = useState(wanted[1])
  const [bottom, setBottom] = useState(-wanted[0])
  const settledTop = settle(top, wanted[1])
  const settledBottom = settle(bottom, -wanted[0])
  if (settledTop !== top) setTop(settledTop)
  if (settledBottom !== bottom) setBottom(settledBottom)
  return useStable(niceAxis(-settledBottom, settledTop))
}

function Glyph({ filled }: { readonly filled: boolean }) {
  return (
    <svg className="chart-glyph" data-text={filled ? '◆' : '○'} viewBox="0 0 10 10" aria-hidden="true">
      {filled ? <path d="M5 0.5 9.5 5 5 9.5 0.5 5Z" /> : <circle cx="5" cy="5" r="3.5" fill="none" />}
    </svg>
  )
}
