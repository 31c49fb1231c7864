import { memo, useEffect } from 'react'
import {
  CartesianGrid,
  ComposedChart,
  Line,
  Tooltip,
  useActiveTooltipLabel,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from 'recharts'
import { HISTOGRAM_BINS } from '../../engine/layout.ts'
import { armColor, armDash } from '../arms.ts'
import type { Axis } from './axis.ts'
import { type Histogram, outline } from './histogram.ts'
import type { PlotSize } from './usePlotSize.ts'

interface Props {
  readonly size: PlotSize
  readonly histograms: readonly Histogram[]
  readonly y: Axis
  readonly xName: string
  /** Told the bin under the pointer, or undefined when it has left. */
  readonly onHover: (bin: number | undefined) => void
}

const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1]
/** What the pointer can point at: the middle of each bin. */
const BINS = Array.from({ length: HISTOGRAM_BINS }, (_, bin) => ({ at: (bin + 0.5) / HISTOGRAM_BINS, level: 0 }))

/** Outlines of all arms: right upward, wrong downward; above them each arm's accuracy and mean probability. */
export const ConfidencePlot = memo(function ConfidencePlot({ size, histograms, y, xName, onHover }: Props) {
  const { width, height, em } = size
  const fontSize = em * 0.875
  const lane = em * (histograms.length > 3 ? 0.62 : 0.8)
  return (
    <ComposedChart
      width={width}
      height={height}
      data={BINS}
      margin={{ top: em * 0.5 + Math.max(1, histograms.length) * lane, right: em * 0.9, bottom: 0, left: 0 }}
      title={`Histogram of ${xName}`}
    >
      <CartesianGrid vertical={false} />
      <XAxis
        type="number"
        dataKey="at"
        domain={[0, 1]}
        ticks={TICKS}
        interval={0}
        allowDataOverflow
        height={em * 2.6}
        tickSize={4}
        fontSize={fontSize}
        label={{ value: xName, position: 'insideBottom', offset: em * 0.25, fontSize, className: 'chart-axis-name' }}
      />
      <YAxis
        type="number"
        domain={[...y.domain]}
        ticks={[...y.ticks]}
        interval={0}
        tickFormatter={percentOf}
        allowDataOverflow
        width={em * 3.9}
        tickSize={4}
        fontSize={fontSize}
        label={{
          value: 'examples, %',
          angle: -90,
          position: 'insideLeft',
          offset: em * 0.9,
          fontSize,
          className: 'chart-axis-name',
        }}
      />
      <Line dataKey="level" stroke="none" dot={false} activeDot={false} isAnimationActive={false} />
      <Outlines histograms={histograms} em={em} />
      <Markers histograms={histograms} lane={lane} em={em} />
      <Tooltip content={noContent} isAnimationActive={false} />
      <Hover tell={onHover} />
    </ComposedChart>
  )
})

const noContent = () => null

// Below the line there are shares, too, not negative numbers.
const percentOf = (share: number) => String(Math.round(Math.abs(share) * 1000) / 10)

function Outlines({ histograms, em }: { readonly histograms: readonly Histogram[]; readonly em: number }) {
  const toX = useXAxisScale()
  const toY = useYAxisScale()
  const area = usePlotArea()
  if (!toX || !toY || !area) return null
  const x = (probability: number) => toX(probability) ?? 0
  const y = (share: number) => toY(share) ?? 0
  return (
    <g className="chart-outlines">
      {histograms.map(({ right, wrong }, arm) => (
        // Arms have no other identity than their place.
        // oxlint-disable-next-line react/no-array-index-key
        <g key={arm} fill={armColor(arm)} stroke={armColor(arm)} strokeWidth={em / 8} strokeDasharray={armDash(arm)}>
          <path d={outline(right, x, y)} />
          <path d={outline(wrong, x, (share) => y(-share))} />
        </g>
      ))}
      <line className="chart-zero" x1={area.x} x2={area.x + area.width} y1={y(0)} y2={y(0)} />
      <text x={area.x + em * 0.4} y={y(0) - em * 0.4} fontSize={em * 0.8}>
        right ↑
      </text>
      <text x={area.x + em * 0.4} y={y(0) + em} fontSize={em * 0.8}>
        wrong ↓
      </text>
    </g>
  )
}

/** A lane for each arm: where the diamond is right of the circle, the arm is surer than it is right. */
function Markers(props: { readonly histograms: readonly Histogram[]; readonly lane: number; readonly em: number }) {
  const { histograms, lane, em } = props
  const toX = useXAxisScale()
  const area = usePlotArea()
  if (!toX || !area) return null
  const top = area.y - em * 0.3 - histograms.length * lane
  const r = lane * 0.42
  return (
    <g className="chart-lanes">
      {histograms.map(({ mean, accuracy }, arm) => {
        if (!Number.isFinite(mean + accuracy)) return null
        const y = top + (arm + 0.5) * lane
        const from = toX(accuracy) ?? 0
        const to = toX(mean) ?? 0
        return (
          // oxlint-disable-next-line react/no-array-index-key
          <g key={arm} stroke={armColor(arm)} strokeWidth={em / 8}>
            <line className="chart-lane" x1={area.x} x2={area.x + area.width} y1={y} y2={y} />
            <line x1={from} x2={to} y1={y} y2={y} />
            <circle cx={from} cy={y} r={r} />
            <path d={`M${to},${y - r * 1.2}l${r * 1.2},${r * 1.2}l${-r * 1.2},${r * 1.2}l${-r * 1.2},${-r * 1.2}Z`} fill={armColor(arm)} />
          </g>
        )
      })}
    </g>
  )
}

function Hover({ tell }: { readonly tell: (bin: number | undefined) => void }) {
  const label = useActiveTooltipLabel()
  useEffect(() => tell(label === undefined ? undefined : Math.floor(Number(label) * HISTOGRAM_BINS)), [label, tell])
  return null
}
