import { axisUpTo } from './axis.ts'
import { formatPercent } from './format.ts'
import { LineFigure } from './LineFigure.tsx'
import type { LineKind } from './lineKind.ts'
import { Segmented } from './Segmented.tsx'
import { SplitChoice } from './SplitChoice.tsx'
import { useView } from './view.ts'

/** The share of examples that each arm gets right; balanced: the mean of that over classes. */
export function AccuracyChart() {
  const { split, accuracy } = useView()
  const yName = accuracy === 'accuracy' ? 'accuracy, %' : 'balanced accuracy, %'
  return (
    <LineFigure
      name="Accuracy"
      term="accuracy"
      kind={{ ...KIND, split, metric: accuracy, yName }}
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
  { value: 'balancedAccuracy', label: 'balanced' },
] as const

const AXIS = axisUpTo(1, 5)

const KIND = {
  index: 0,
  yAxis: () => AXIS,
  tick: (share: number) => String(Math.round(share * 100)),
  format: formatPercent,
} satisfies Partial<LineKind>
