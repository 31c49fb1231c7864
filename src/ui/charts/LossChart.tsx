import { useExperiment } from '../../store/experiment.ts'
import { type Axis, extent } from '../plot/axis.ts'
import type { Curve } from '../plot/curves.ts'
import { metricOf } from '../../experiment/metrics.ts'
import { formatTick } from '../plot/format.ts'
import { LineFigure } from '../plot/LineFigure.tsx'
import type { LineKind } from '../plot/lineKind.ts'
import { faceOf } from '../plot/faces.ts'
import { useShiftNote } from '../plot/shift.ts'
import { SplitChoice } from '../plot/SplitChoice.tsx'
import { useView } from '../plot/view.ts'
import { ViewChoice } from '../plot/ViewChoice.tsx'

/** The loss of each arm: NLL, which compares across arms, or each arm's own. */
export function LossChart() {
  const { split, loss } = useView()
  const shift = useShiftNote(loss, split)
  const arms = useExperiment((state) => state.experiment.arms)
  const different = new Set(arms.map((arm) => JSON.stringify(arm))).size > 1
  const kind: LineKind = { ...(loss === 'nll' ? NLL : OWN), split, metric: loss, index: 0 }
  const warning = loss === 'loss' && different ? INCOMPARABLE : ''
  return (
    <LineFigure
      name="Loss"
      term="loss"
      kind={kind}
      controls={
        <>
          <ViewChoice of="loss" label="Which loss" options={LOSSES} />
          <SplitChoice />
        </>
      }
      note={(axis, curves) => [warning, outside(axis, curves), shift].filter(Boolean).join(' · ')}
    />
  )
}

const LOSSES = [
  { value: 'nll', label: 'NLL', term: 'nll' },
  { value: 'loss', label: 'own loss', term: 'ownLoss' },
] as const

const INCOMPARABLE = 'own losses differ in scale: compare NLL'

const NLL = faceOf(metricOf('nll'))
const { difference: _, ...own } = faceOf(metricOf('loss'))
const OWN = { ...own, incomparable: `${INCOMPARABLE}.` }

function outside({ domain }: Axis, curves: readonly Curve[]): string {
  const [, high] = extent(curves.map((curve) => curve.mean)) ?? [0, 0]
  return high > domain[1] ? `above ${formatTick(domain[1])} not shown` : ''
}
