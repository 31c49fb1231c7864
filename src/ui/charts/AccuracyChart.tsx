import { axisUpTo } from './axis.ts'
import { pointsDifference } from './difference.ts'
import { formatPercent, percentTick } from './format.ts'
import { LineFigure } from './LineFigure.tsx'
import type { LineKind } from './lineKind.ts'
import { Segmented } from './Segmented.tsx'
import { SplitChoice } from './SplitChoice.tsx'
import { useView } from './view.ts'

/** The share of examples that each arm gets right; balanced: the mean of that over classes. */
export function AccuracyChart() {
  const { split, accuracy } = useView()
  return (
    <LineFigure
      name="Accuracy"
      term="accuracy"
      kind={{ ...KIND, ...FACES[accuracy], split, metric: accuracy }}
      controls={
        <>
          <Segmented
            label="Which accuracy"
            value={accuracy}
            options={ACCURACIES}
            onChange={(accuracy) => useView.setState({ accuracy })}
          />
          <SplitChoice />
        </>
      }
      note={() => (accuracy === 'accuracy' ? '' : 'mean over classes of the share that is right')}
    />
  )
}

const ACCURACIES = [
  { value: 'accuracy', label: 'all' },
  { value: 'balancedAccuracy', label: 'balanced', term: 'balanced' },
] as const

const FACES = {
  accuracy: { yName: 'accuracy, %', difference: pointsDifference('accuracy') },
  balancedAccuracy: { yName: 'balanced accuracy, %', difference: pointsDifference('balanced accuracy') },
} as const

const AXIS = axisUpTo(1, 5)

const KIND = {
  index: 0,
  yAxis: () => AXIS,
  tick: percentTick,
  format: formatPercent,
} satisfies Partial<LineKind>
