import { metricOf } from '../../experiment/metrics.ts'
import { type Axis, extent, niceAxis } from '../plot/axis.ts'
import type { Curve } from '../plot/curves.ts'
import { plainDifference } from '../plot/difference.ts'
import { formatTick, formatValue } from '../plot/format.ts'
import { LineFigure } from '../plot/LineFigure.tsx'
import type { LineKind } from '../plot/lineKind.ts'

/** Where the whole gradient nearly vanishes a share grows without bound; the axis stops here. */
const FOLLOWED = [-2, 3] as const

/** How much of the gradient that reaches the network comes from the loss's first term. */
export function ShareChart() {
  return <LineFigure name="Leading-term gradient share" term="share" kind={KIND} note={note} />
}

function note({ domain }: Axis, curves: readonly Curve[]): string {
  const [low, high] = extent(curves.map((curve) => curve.mean)) ?? [0, 1]
  const outside = [
    low < domain[0] && `below ${formatTick(domain[0])} not shown`,
    high > domain[1] && `above ${formatTick(domain[1])} not shown`,
  ]
  return ['logit-weighted, training data', ...outside].filter(Boolean).join(' · ')
}

const KIND: LineKind = {
  split: 'train',
  metric: 'shareLogit',
  index: 0,
  yName: 'share',
  difference: plainDifference('share', '', { least: 0.1, most: 3 }),
  yAxis: shareAxis,
  tick: formatTick,
  format: formatValue,
  missing: metricOf('leadingShare').missing,
}

function shareAxis(curves: readonly Curve[]): Axis {
  const [low, high] = extent(curves.flatMap((curve) => [curve.low, curve.high])) ?? [0, 1]
  return niceAxis(Math.max(Math.min(0, low), FOLLOWED[0]), Math.min(Math.max(1, high), FOLLOWED[1]), 5)
}
