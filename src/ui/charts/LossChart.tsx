import { useExperiment } from '../../store/experiment.ts'
import { type Axis, extent, niceAxis } from './axis.ts'
import type { Curve } from './curves.ts'
import { plainDifference } from './difference.ts'
import { formatTick, formatValue } from './format.ts'
import { LineFigure } from './LineFigure.tsx'
import type { LineKind } from './lineKind.ts'
import { Segmented } from './Segmented.tsx'
import { SplitChoice } from './SplitChoice.tsx'
import { useView } from './view.ts'

/** A loss this many times the one at the start has diverged; the axis does not follow it there. */
const FOLLOWED = 4

/** The loss of each arm: NLL, which compares across arms, or each arm's own. */
export function LossChart() {
  const { split, loss } = useView()
  const arms = useExperiment((state) => state.experiment.arms)
  const different = new Set(arms.map((arm) => JSON.stringify(arm))).size > 1
  const kind: LineKind = { ...KIND, ...(loss === 'nll' ? NLL : OWN), split, metric: loss }
  const warning = loss === 'loss' && different ? INCOMPARABLE : ''
  return (
    <LineFigure
      name="Loss"
      term="loss"
      kind={kind}
      controls={
        <>
          <Segmented label="Which loss" value={loss} options={LOSSES} onChange={(loss) => useView.setState({ loss })} />
          <SplitChoice />
        </>
      }
      note={(axis, curves) => [warning, outside(axis, curves)].filter(Boolean).join(' · ')}
    />
  )
}

const LOSSES = [
  { value: 'nll', label: 'NLL', term: 'nll' },
  { value: 'loss', label: 'own loss', term: 'ownLoss' },
] as const

const INCOMPARABLE = 'own losses differ in scale: compare NLL'

const KIND = { index: 0, yAxis: lossAxis, tick: formatTick, format: formatValue } as const
const NLL = { yName: 'NLL, nats', difference: plainDifference('NLL', 'nats', { least: 0.05, most: 4 }) }
const OWN = { yName: 'own loss', incomparable: `${INCOMPARABLE}.` }

function lossAxis(curves: readonly Curve[]): Axis {
  const [low, high] = extent(curves.flatMap((curve) => [curve.low, curve.high])) ?? [0, 1]
  const start = Math.max(...curves.map((curve) => curve.high[0] ?? 1).filter(Number.isFinite), 1)
  return niceAxis(Math.max(Math.min(0, low), -FOLLOWED * start), Math.min(high, FOLLOWED * start))
}

function outside({ domain }: Axis, curves: readonly Curve[]): string {
  const [, high] = extent(curves.map((curve) => curve.mean)) ?? [0, 0]
  return high > domain[1] ? `above ${formatTick(domain[1])} not shown` : ''
}
