import { memo, useEffect } from 'react'
import { Area, CartesianGrid, ComposedChart, Line, Tooltip, useActiveTooltipLabel, XAxis, YAxis } from 'recharts'
import type { Mark } from '../../store/session.ts'
import { armColor, armDash } from '../arms.ts'
import type { Axis } from './axis.ts'
import { formatStepShort } from './format.ts'
import { Marks } from './Marks.tsx'
import type { PlotSize } from './usePlotSize.ts'

/** What is drawn at one step; null where there is no number. */
export interface LineRow {
  readonly step: number
  readonly mean: readonly (number | null)[]
  /** Least and greatest of the repeats; empty with one repeat. */
  readonly band: readonly ([number, number] | null)[]
}

interface Props {
  readonly name: string
  readonly size: PlotSize
  readonly rows: LineRow[]
  readonly arms: number
  readonly bands: boolean
  readonly x: Axis
  readonly y: Axis
  /** The name of the y axis, with its unit. */
  readonly yName: string
  readonly tick: (value: number) => string
  readonly marks: readonly Mark[]
  /** Told the step under the pointer, or undefined when it has left. */
  readonly onHover: (step: number | undefined) => void
}

const SMALL = 0.875

const stepOf = (row: LineRow) => row.step
const meanOf = Array.from({ length: 8 }, (_, arm) => (row: LineRow) => row.mean[arm])
const bandOf = Array.from({ length: 8 }, (_, arm) => (row: LineRow) => row.band[arm])

/** A line for each arm over the steps, with a band over its repeats. */
export const LinePlot = memo(function LinePlot(props: Props) {
  const { name, size, rows, arms, bands, x, y, yName, tick, marks, onHover } = props
  const { width, height, em } = size
  const indices = Array.from({ length: arms }, (_, arm) => arm)
  const fontSize = em * SMALL
  return (
    <ComposedChart
      width={width}
      height={height}
      data={rows}
      margin={{ top: em * 1.25, right: em * 0.9, bottom: 0, left: 0 }}
      syncId="steps"
      syncMethod={nearestTick}
      title={`${name} over steps`}
    >
      <CartesianGrid vertical={false} />
      <XAxis
        type="number"
        dataKey={stepOf}
        domain={[...x.domain]}
        ticks={[...x.ticks]}
        interval={0}
        tickFormatter={formatStepShort}
        allowDataOverflow
        height={em * 1.5}
        tickSize={4}
        fontSize={fontSize}
      />
      <YAxis
        type="number"
        domain={[...y.domain]}
        ticks={[...y.ticks]}
        interval={0}
        tickFormatter={tick}
        allowDataOverflow
        width={em * 3.9}
        tickSize={4}
        fontSize={fontSize}
        label={{ value: yName, angle: -90, position: 'insideLeft', offset: em * 0.9, fontSize, className: 'chart-axis-name' }}
      />
      <text className="chart-axis-name" x={em * 3.3} y={height - em * 0.35} fontSize={fontSize} textAnchor="end">
        step
      </text>
      <Marks marks={marks} fontSize={em * 0.8} />
      {bands &&
        indices.map((arm) => (
          <Area
            key={`band ${arm}`}
            dataKey={bandOf[arm]}
            stroke="none"
            fill={armColor(arm)}
            fillOpacity={0.16}
            activeDot={false}
            isAnimationActive={false}
          />
        ))}
      {indices.map((arm) => (
        <Line
          key={arm}
          dataKey={meanOf[arm]}
          stroke={armColor(arm)}
          strokeWidth={em / 7}
          strokeDasharray={armDash(arm)}
          dot={false}
          activeDot={{ r: em / 4, stroke: 'var(--ground)' }}
          isAnimationActive={false}
        />
      ))}
      <Tooltip content={noContent} isAnimationActive={false} />
      <Hover tell={onHover} />
    </ComposedChart>
  )
})

// The legend is the read-out: nothing then covers the lines.
const noContent = () => null

/** Charts thin out their lines each in its own way, so that the same step is rarely at the same place in two of them. */
function nearestTick(
  ticks: readonly { readonly value: unknown }[],
  { activeLabel }: { readonly activeLabel?: string | number },
): number {
  const step = Number(activeLabel)
  let best = -1
  let least = Infinity
  ticks.forEach(({ value }, i) => {
    const distance = Math.abs(Number(value) - step)
    if (distance < least) [best, least] = [i, distance]
  })
  return best
}

function Hover({ tell }: { readonly tell: (step: number | undefined) => void }) {
  const label = useActiveTooltipLabel()
  useEffect(() => tell(label === undefined ? undefined : Number(label)), [label, tell])
  return null
}
