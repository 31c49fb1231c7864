import { type PointerEvent, useCallback, useMemo, useState } from 'react'
import { HISTOGRAM_BINS } from '../../engine/layout.ts'
import { type Axis, axisUpTo } from './axis.ts'
import { BinReadOut } from './BinReadOut.tsx'
import { CanvasLayer, type Palette } from './CanvasLayer.tsx'
import { drawHistograms, drawLanes, laneHeight } from './drawHistograms.ts'
import { formatTick } from './format.ts'
import type { Histogram, HistogramKind } from './histogram.ts'
import { PlotFrame, SMALL } from './PlotFrame.tsx'
import { plotScale } from './plotScale.ts'
import type { PlotSize } from './usePlotSize.ts'

interface Props {
  readonly size: PlotSize
  readonly histograms: readonly Histogram[]
  readonly y: Axis
  readonly kind: HistogramKind
}

const UNIT = axisUpTo(1, 5)

/** Histograms of all arms: right upward, wrong downward; above them each arm's accuracy and mean probability. */
export function ConfidencePlot({ size, histograms, y, kind }: Props) {
  const [bin, setBin] = useState<number>()
  const { width, height, em } = size
  const arms = Math.max(1, histograms.length)
  const room = useMemo(() => ({ top: 0.5 + arms * laneHeight(arms), bottom: 2.6 }), [arms])
  const scale = useMemo(() => plotScale(size, room, UNIT, y), [size, room, y])
  const draw = useCallback(
    (context: CanvasRenderingContext2D, palette: Palette) => {
      drawHistograms(context, palette, scale, histograms, em)
      drawLanes(context, palette, scale, histograms, em)
    },
    [scale, histograms, em],
  )
  const { area } = scale
  const zero = scale.y(0)
  return (
    <>
      <PlotFrame
        title={kind === 'pt' ? 'Histogram of P_t' : 'Histogram of max-probability'}
        size={size}
        room={room}
        x={UNIT}
        xTick={formatTick}
        y={y}
        yTick={percentOf}
        yName="examples, %"
      />
      <CanvasLayer size={size} draw={draw} />
      <svg className="chart-over" width={width} height={height} aria-hidden="true">
        <text x={area.x + area.width / 2} y={height - em * 0.3} fontSize={em * SMALL} textAnchor="middle">
          {kind === 'pt' ? <Pt /> : 'max-probability'}
        </text>
        <line className="chart-zero" x1={area.x} x2={area.x + area.width} y1={zero} y2={zero} />
        <text x={area.x + em * 0.4} y={zero - em * 0.4} fontSize={em * 0.8}>
          right ↑
        </text>
        <text x={area.x + em * 0.4} y={zero + em} fontSize={em * 0.8}>
          wrong ↓
        </text>
        <rect {...area} onPointerDown={look} onPointerMove={look} onPointerLeave={() => setBin(undefined)} />
      </svg>
      {bin !== undefined && histograms.length > 0 && <BinReadOut bin={bin} histograms={histograms} />}
    </>
  )

  function look(event: PointerEvent<SVGRectElement>) {
    const box = event.currentTarget.getBoundingClientRect()
    const at = Math.floor(((event.clientX - box.left) / box.width) * HISTOGRAM_BINS)
    setBin(Math.min(HISTOGRAM_BINS - 1, Math.max(0, at)))
  }
}

// Below the line there are shares, too, not negative numbers.
const percentOf = (share: number) => String(Math.round(Math.abs(share) * 1000) / 10)

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
