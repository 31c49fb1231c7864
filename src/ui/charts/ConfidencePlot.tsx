import { createContext, type PointerEvent, useContext, useMemo, useState } from 'react'
import { HISTOGRAM_BINS } from '../../engine/layout.ts'
import { armColor, armDash } from '../arms.ts'
import { type Axis, axisUpTo } from './axis.ts'
import { BinReadOut } from './BinReadOut.tsx'
import { formatTick } from './format.ts'
import { type Histogram, type HistogramKind, outline } from './histogram.ts'
import { PlotFrame, SMALL } from './PlotFrame.tsx'
import { usePlotScale } from './plotScale.ts'
import type { PlotSize } from './usePlotSize.ts'

interface Props {
  readonly size: PlotSize
  readonly histograms: readonly Histogram[]
  readonly y: Axis
  readonly kind: HistogramKind
}

const UNIT = axisUpTo(1, 5)

const HistogramsContext = createContext<readonly Histogram[]>([])

/** Outlines of all arms: right upward, wrong downward; above them each arm's accuracy and mean probability. */
export function ConfidencePlot({ size, histograms, y, kind }: Props) {
  const [bin, setBin] = useState<number>()
  const { width, height, em } = size
  const count = Math.max(1, histograms.length)
  const lane = count > 3 ? 0.62 : 0.8
  const inside = useMemo(
    () => (
      <>
        <text x={(width + em * 2.3) / 2} y={height - em * 0.3} fontSize={em * SMALL} textAnchor="middle">
          {kind === 'pt' ? <Pt /> : 'max-probability'}
        </text>
        <Outlines em={em} />
        <Lanes lane={lane * em} em={em} />
        <Pointer tell={setBin} />
      </>
    ),
    [width, height, em, lane, kind],
  )
  return (
    <HistogramsContext value={histograms}>
      <PlotFrame
        title={kind === 'pt' ? 'Histogram of P_t' : 'Histogram of max-probability'}
        size={size}
        x={UNIT}
        xTick={formatTick}
        xHeight={2.6}
        y={y}
        yTick={percentOf}
        yName="examples, %"
        top={0.5 + count * lane}
      >
        {inside}
      </PlotFrame>
      {bin !== undefined && histograms.length > 0 && <BinReadOut bin={bin} histograms={histograms} />}
    </HistogramsContext>
  )
}

// Below the line there are shares, too, not negative numbers.
const percentOf = (share: number) => String(Math.round(Math.abs(share) * 1000) / 10)

function Outlines({ em }: { readonly em: number }) {
  const histograms = useContext(HistogramsContext)
  const scale = usePlotScale()
  if (!scale) return null
  const { x, y, area } = scale
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
function Lanes({ lane, em }: { readonly lane: number; readonly em: number }) {
  const histograms = useContext(HistogramsContext)
  const scale = usePlotScale()
  if (!scale) return null
  const { x, area } = scale
  const top = area.y - em * 0.3 - histograms.length * lane
  const r = lane * 0.42
  const d = r * 1.2
  return (
    <g className="chart-lanes">
      {histograms.map(({ mean, accuracy }, arm) => {
        if (!Number.isFinite(mean + accuracy)) return null
        const y = top + (arm + 0.5) * lane
        return (
          // oxlint-disable-next-line react/no-array-index-key
          <g key={arm} stroke={armColor(arm)} strokeWidth={em / 8}>
            <line className="chart-lane" x1={area.x} x2={area.x + area.width} y1={y} y2={y} />
            <line x1={x(accuracy)} x2={x(mean)} y1={y} y2={y} />
            <circle cx={x(accuracy)} cy={y} r={r} />
            <path d={`M${x(mean)},${y - d}l${d},${d}l${-d},${d}l${-d},${-d}Z`} fill={armColor(arm)} />
          </g>
        )
      })}
    </g>
  )
}

function Pointer({ tell }: { readonly tell: (bin: number | undefined) => void }) {
  const area = usePlotScale()?.area
  if (!area) return null
  const look = (event: PointerEvent<SVGRectElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const bin = Math.floor(((event.clientX - box.left) / box.width) * HISTOGRAM_BINS)
    tell(Math.min(HISTOGRAM_BINS - 1, Math.max(0, bin)))
  }
  return (
    <rect
      className="chart-pointer"
      {...area}
      onPointerDown={look}
      onPointerMove={look}
      onPointerLeave={() => tell(undefined)}
    />
  )
}

/** P_t, set as it should be. */
function Pt() {
  return (
    <>
      P
      <tspan dy="0.25em" fontSize="0.8em">
        t
      </tspan>
    </>
  )
}
