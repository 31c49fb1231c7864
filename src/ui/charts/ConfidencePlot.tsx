import { useCallback, useMemo, useState } from 'react'
import type { Arm } from '../../experiment/index.ts'
import { HISTOGRAM_BINS } from '../../experiment/layout.ts'
import type { Axis } from '../plot/axis.ts'
import { BinReading } from '../plot/BinReading.tsx'
import { CanvasLayer, type Palette } from '../plot/CanvasLayer.tsx'
import { paintHistograms, paintLanes, laneHeight, type Panel } from './paintHistograms.ts'
import type { Histogram, HistogramKind } from './histogram.ts'
import { panelAt, panelAxis, panelStart, panelTick } from './panels.ts'
import { PlotAxes, SMALL } from '../plot/PlotAxes.tsx'
import { Pt } from '../plot/Pt.tsx'
import { plotScale } from '../plot/plotScale.ts'
import { partAt, PointerArea } from '../plot/PointerArea.tsx'
import type { PlotSize } from '../plot/usePlotSize.ts'

interface Props {
  readonly size: PlotSize
  /** The arms that the numbers are of. */
  readonly settings: readonly Arm[]
  /** In the unit of the y axis. */
  readonly histograms: readonly Histogram[]
  readonly y: Axis
  readonly yName: string
  /** A tick of the y axis, and a value of a bin. */
  readonly yTick: (value: number) => string
  readonly format: (value: number) => string
  readonly kind: HistogramKind
  /** Each arm in a panel of its own. */
  readonly beside: boolean
}

/** Histograms of all arms: right upward, wrong downward; above them each arm's accuracy and mean probability. */
export function ConfidencePlot({ size, settings, histograms, y, yName, yTick, format, kind, beside }: Props) {
  const [bin, setBin] = useState<number>()
  const { width, height, em } = size
  const arms = Math.max(1, histograms.length)
  const panels = beside ? arms : 1
  const lanes = beside ? 1 : arms
  const room = useMemo(() => ({ top: 0.5 + lanes * laneHeight(lanes), bottom: 2.6 }), [lanes])
  const x = useMemo(() => panelAxis(panels), [panels])
  const scale = useMemo(() => plotScale(size, room, x, y), [size, room, x, y])
  const paint = useCallback(
    (context: CanvasRenderingContext2D, palette: Palette) => {
      const { area } = scale
      const panelOf = (arm: number): Panel => {
        const start = beside ? panelStart(arm) : 0
        return {
          x: (probability) => scale.x(start + probability),
          y: scale.y,
          lane: area.y - em * 0.3 - (lanes - (beside ? 0 : arm) - 0.5) * laneHeight(lanes) * em,
        }
      }
      paintHistograms(context, palette, panelOf, histograms, em)
      paintLanes(context, palette, panelOf, histograms, em)
    },
    [scale, histograms, em, beside, lanes],
  )
  const { area } = scale
  const zero = scale.y(0)
  // On a logarithm single examples stand close to zero.
  const spaced = useMemo(
    () => ({ ...y, ticks: y.ticks.filter((tick) => tick === 0 || Math.abs(scale.y(tick) - scale.y(0)) >= em) }),
    [y, scale, em],
  )
  return (
    <>
      <PlotAxes
        title={kind === 'pt' ? 'Histogram of P_t' : 'Histogram of max-probability'}
        size={size}
        room={room}
        x={x}
        xTick={panelTick}
        y={spaced}
        yTick={yTick}
        yName={yName}
      />
      <CanvasLayer size={size} paint={paint} />
      <svg className="chart-over" width={width} height={height} aria-hidden="true">
        <text x={area.x + area.width / 2} y={height - em * 0.3} fontSize={em * SMALL} textAnchor="middle">
          {kind === 'pt' ? <Pt /> : 'max-probability'}
        </text>
        {Array.from({ length: panels }, (_, panel) => {
          const [start, end] = [scale.x(panelStart(panel)), scale.x(panelStart(panel) + 1)]
          return (
            <g key={panel}>
              <line className="chart-zero" x1={start} x2={end} y1={zero} y2={zero} />
              {panel > 0 && <line className="chart-panel" x1={start} x2={start} y1={area.y} y2={area.y + area.height} />}
            </g>
          )
        })}
        <text className="chart-halo" x={area.x + em * 0.4} y={zero - em * 0.4} fontSize={em * 0.8}>
          right ↑
        </text>
        <text className="chart-halo" x={area.x + em * 0.4} y={zero + em} fontSize={em * 0.8}>
          wrong ↓
        </text>
        {bin !== undefined &&
          Array.from({ length: panels }, (_, panel) => {
            const from = scale.x(panelStart(panel) + bin / HISTOGRAM_BINS)
            const to = scale.x(panelStart(panel) + (bin + 1) / HISTOGRAM_BINS)
            return <rect key={panel} className="chart-range" {...area} x={from} width={to - from} />
          })}
        <PointerArea {...area} onLook={(place) => setBin(place && partAt(panelAt(scale.xAt(place.across)), HISTOGRAM_BINS))} />
      </svg>
      {histograms.length > 0 && (
        <BinReading
          arms={settings}
          label="Confidence, bin to read"
          bins={HISTOGRAM_BINS}
          bin={bin}
          onBin={setBin}
          heads={['right', 'wrong']}
          rowsAt={(at) =>
            histograms.map(({ right, wrong }, arm) => {
              const cells = [format(right[at]), format(wrong[at])]
              return { arm, cells, text: `right ${cells[0]}, wrong ${cells[1]}` }
            })
          }
        />
      )}
    </>
  )
}
