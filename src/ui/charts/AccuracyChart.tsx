import { LineFigure } from '../plot/LineFigure.tsx'
import { metricOf } from '../../experiment/metrics.ts'
import { faceOf } from '../plot/faces.ts'
import { useShiftNote } from '../plot/shift.ts'
import { SplitChoice } from '../plot/SplitChoice.tsx'
import { useView } from '../plot/view.ts'
import { ViewChoice } from '../plot/ViewChoice.tsx'

/** The share of examples that each arm gets right; balanced: the mean of that over classes. */
export function AccuracyChart() {
  const { split, accuracy } = useView()
  const shift = useShiftNote(accuracy, split)
  return (
    <LineFigure
      name="Accuracy"
      term="accuracy"
      kind={{ ...faceOf(metricOf(accuracy)), split, metric: accuracy, index: 0 }}
      controls={
        <>
          <ViewChoice of="accuracy" label="Which accuracy" options={ACCURACIES} />
          <SplitChoice />
        </>
      }
      note={() => (accuracy === 'accuracy' ? '' : ['mean over classes of the share that is right', shift].filter(Boolean).join(' · '))}
    />
  )
}

const ACCURACIES = [
  { value: 'accuracy', label: 'all' },
  { value: 'balancedAccuracy', label: 'balanced', term: 'balanced' },
] as const
