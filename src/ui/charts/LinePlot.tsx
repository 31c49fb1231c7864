import { createContext, type PointerEvent, useContext, useId, useMemo } from 'react'
import { useXAxisDomain } from 'recharts'
import type { Mark } from '../../store/session.ts'
import { armColor, armDash } from '../arms.ts'
import type { Axis } from './axis.ts'
import type { Curve } from './curves.ts'
import { formatStepShort } from './format.ts'
import { bandPath, linePath } from './linePath.ts'
import { Marks } from './Marks.tsx'
import { PlotFrame, SMALL } from './PlotFrame.tsx'
import { usePlotScale } from './plotScale.ts'
import type { PlotSize } from './usePlotSize.ts'
import { useView } from './view.ts'

/** What moves while training. */
export interface Lines {
  /** The step of each point. */
  readonly steps: readonly number[]
  /** One per arm, with as many points. */
  readonly arms: readonly Curve[]
  readonly bands: boolean
  readonly marks: readonly Mark[]
  /** The point that is looked at; undefined where none is. */
  readonly hovered: number | undefined
}

interface Props {
  readonly title: string
  readonly size: PlotSize
  readonly x: Axis
  readonly y: Axis
  readonly yName: string
  readonly yTick: (value: number) => string
  readonly lines: Lines
}

const LinesContext = createContext<Lines>({ steps: [], arms: [], bands: false, marks: [], hovered: undefined })

/** A line for each arm over the steps, with a band over its repeats. */
export function LinePlot({ size, lines, ...frame }: Props) {
  const { em, height } = size
  const inside = useMemo(
    () => (
      <>
        <text x={em * 3.3} y={height - em * 0.35} fontSize={em * SMALL} textAnchor="end">
          step
        </text>
        <CurvePaths em={em} />
        <Pointer />
        <MarkLines fontSize={em * 0.8} />
      </>
    ),
    [em, height],
  )
  return (
    <LinesContext value={lines}>
      <PlotFrame {...frame} size={size} xTick={formatStepShort} xHeight={1.5} top={1.25}>
        {inside}
      </PlotFrame>
    </LinesContext>
  )
}

function CurvePaths({ em }: { readonly em: number }) {
  const { steps, arms, bands, hovered } = useContext(LinesContext)
  const clip = useId()
  const scale = usePlotScale()
  if (!scale) return null
  const { x, y, area } = scale
  const xs = steps.map(x)
  const paths = arms.map(({ mean, low, high }, arm) => ({
    key: `arm ${arm}`,
    color: armColor(arm),
    dash: armDash(arm),
    line: linePath(xs, mean.map(y)),
    band: bands ? bandPath(xs, low.map(y), high.map(y)) : '',
    dot: hovered === undefined ? NaN : mean[hovered],
  }))
  return (
    <g clipPath={`url(#${clip})`}>
      <clipPath id={clip}>
        <rect {...area} />
      </clipPath>
      {bands && paths.map(({ key, color, band }) => <path key={key} d={band} fill={color} fillOpacity={0.16} />)}
      {paths.map(({ key, color, dash, line }) => (
        <path key={key} d={line} fill="none" stroke={color} strokeWidth={em / 7} strokeDasharray={dash} strokeLinejoin="round" />
      ))}
      {hovered !== undefined && (
        <line className="chart-cursor" x1={xs[hovered]} x2={xs[hovered]} y1={area.y} y2={area.y + area.height} />
      )}
      {paths.map(
        ({ key, color, dot }) =>
          hovered !== undefined &&
          Number.isFinite(dot) && <circle key={key} className="chart-dot" cx={xs[hovered]} cy={y(dot)} r={em / 3.5} fill={color} />,
      )}
    </g>
  )
}

/** Takes the pointer over the plot; the step that it is on is shared by all line charts. */
function Pointer() {
  const area = usePlotScale()?.area
  const domain = useXAxisDomain()
  if (!area || !domain) return null
  const look = (event: PointerEvent<SVGRectElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    useView.setState({ hovered: ((event.clientX - box.left) / box.width) * Number(domain[1]) })
  }
  return (
    <rect
      className="chart-pointer"
      {...area}
      onPointerDown={look}
      onPointerMove={look}
      onPointerLeave={() => useView.setState({ hovered: undefined })}
    />
  )
}

function MarkLines({ fontSize }: { readonly fontSize: number }) {
  return <Marks marks={useContext(LinesContext).marks} fontSize={fontSize} />
}
