import { useCallback, useMemo, useState } from 'react'
import type { Arm } from '../../experiment/index.ts'
import { ECE_BINS } from '../../experiment/layout.ts'
import { axisUpTo } from '../plot/axis.ts'
import { BinReading } from '../plot/BinReading.tsx'
import { CanvasLayer, type Palette } from '../plot/CanvasLayer.tsx'
import { formatCountShort, formatPercent, formatTick, percentTick } from '../plot/format.ts'
import { PlotAxes, SMALL } from '../plot/PlotAxes.tsx'
import { plotScale } from '../plot/plotScale.ts'
import { partAt, PointerArea } from '../plot/PointerArea.tsx'
import type { PlotSize } from '../plot/usePlotSize.ts'
import { paintBinsOfArm, paintPointsOfArms } from './paintReliability.ts'
import type { ReliabilityBin } from './reliability.ts'

interface Props {
  readonly size: PlotSize
  /** The arms that the numbers are of. */
  readonly settings: readonly Arm[]
  /** [arms][15] */
  readonly arms: readonly (readonly ReliabilityBin[])[]
  /** The arm whose bins are shown; null for all arms over each other. */
  readonly only: number | null
}

const UNIT = axisUpTo(1, 5)
/** With and without the counts below. */
const TALL = { top: 0.8, bottom: 6.4 }
const LOW = { top: 0.8, bottom: 2.7 }
/** In em; a plot that is lower has no room for counts below. */
const LOWEST = 17

/** Accuracy against confidence; below, how many examples each bin of confidence has. */
export function ReliabilityPlot({ size, settings, arms, only }: Props) {
  const [bin, setBin] = useState<number>()
  const { em, width, height } = size
  const isTall = height > LOWEST * em
  const room = isTall ? TALL : LOW
  const scale = useMemo(() => plotScale(size, room, UNIT, UNIT), [size, room])
  const strip = useMemo(() => (isTall ? { bottom: height - em * 1.6, height: em * 2 } : null), [height, em, isTall])
  const paint = useCallback(
    (context: CanvasRenderingContext2D, palette: Palette) => {
      if (only === null) paintPointsOfArms(context, palette, scale, strip, arms, em)
      else if (arms[only]) paintBinsOfArm(context, palette.arms[only], scale, strip, arms[only], em)
    },
    [scale, strip, arms, only, em],
  )
  const { area, x, y } = scale
  const shown = arms.length > 0 ? bin : undefined
  const fits = area.width / ECE_BINS > em * 2.2
  const bottom = strip?.bottom ?? area.y + area.height
  return (
    <>
      <PlotAxes
        title="Reliability diagram"
        size={size}
        room={room}
        x={UNIT}
        xTick={formatTick}
        y={UNIT}
        yTick={percentTick}
        yName="accuracy, %"
      />
      <svg className="chart-over" width={width} height={height} aria-hidden="true">
        <line className="calibration-ideal" x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
      </svg>
      <CanvasLayer size={size} paint={paint} />
      <svg className="chart-over" width={width} height={height} aria-hidden="true">
        <text x={x(0.03)} y={y(0.93)} fontSize={em * 0.8}>
          ↑ less sure than right
        </text>
        <text x={x(0.97)} y={y(0.05)} fontSize={em * 0.8} textAnchor="end">
          surer than right ↓
        </text>
        <text x={area.x + area.width / 2} y={area.y + area.height + em * 2.4} fontSize={em * SMALL} textAnchor="middle">
          confidence: mean max-probability of the bin
        </text>
        {strip && <line className="chart-zero" x1={x(0)} x2={x(1)} y1={strip.bottom} y2={strip.bottom} />}
        {strip && (only === null || !fits) && (
          <text x={area.x + area.width / 2} y={height - em * 0.5} fontSize={em * SMALL} textAnchor="middle">
            examples per bin
          </text>
        )}
        {strip &&
          only !== null &&
          fits &&
          arms[only]?.map(({ count }, bin) => (
            // oxlint-disable-next-line react/no-array-index-key -- a bin is its place
            <text key={bin} x={x((bin + 0.5) / ECE_BINS)} y={height - em * 0.5} fontSize={em * 0.8} textAnchor="middle">
              {formatCountShort(count)}
            </text>
          ))}
        {shown !== undefined && (
          <rect
            className="calibration-bin"
            x={x(shown / ECE_BINS)}
            width={area.width / ECE_BINS}
            y={area.y}
            height={bottom - area.y}
          />
        )}
        <PointerArea {...area} height={bottom - area.y} onLook={(place) => setBin(place && partAt(place.across, ECE_BINS))} />
      </svg>
      {arms.length > 0 && (
        <BinReading
          arms={settings}
          label="Bin of confidence to read"
          bins={ECE_BINS}
          bin={shown}
          onBin={setBin}
          heads={['n', 'accuracy', 'confidence']}
          rowsAt={(at) => arms.flatMap((bins, arm) => (only === null || arm === only ? [rowOf(arm, bins[at])] : []))}
        />
      )}
    </>
  )
}

/** What is read of a bin of an arm. */
function rowOf(arm: number, { count, accuracy, confidence }: ReliabilityBin) {
  const cells = [formatCountShort(count), formatPercent(accuracy), formatPercent(confidence)]
  const what = count > 0 ? `accuracy ${cells[1]}, confidence ${cells[2]}` : 'empty'
  return { arm, cells, text: `${cells[0]} examples, ${what}` }
}
