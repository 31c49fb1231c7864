import { LineFigure } from '../plot/LineFigure.tsx'
import { METRICS, type Metric } from '../plot/metrics.ts'
import { Segmented } from '../plot/Segmented.tsx'
import { SplitChoice } from '../plot/SplitChoice.tsx'
import { useView } from '../plot/view.ts'

/** Any metric of each arm minus the baseline's, paired by repeat; the plain curves are a click away. */
export function DifferenceChart() {
  const { split, metric, metricCompared } = useView()
  return (
    <LineFigure
      name="Difference"
      kind={{ ...METRICS[metric], split, metric, index: 0 }}
      compared={metricCompared}
      controls={
        <>
          <select
            className="chart-select"
            aria-label="Metric"
            value={metric}
            onChange={(event) => useView.setState({ metric: event.target.value as Metric })}
          >
            {NAMES.map(([metric, name]) => (
              <option key={metric} value={metric}>
                {name}
              </option>
            ))}
          </select>
          <Segmented
            label="Lines"
            value={metricCompared}
            options={COMPARED}
            onChange={(metricCompared) => useView.setState({ metricCompared })}
          />
          <SplitChoice />
        </>
      }
      note={() => ''}
    />
  )
}

const COMPARED = [
  { value: 'difference', label: 'minus baseline' },
  { value: 'values', label: 'values' },
] as const

const NAMES: readonly (readonly [Metric, string])[] = [
  ['accuracy', 'Accuracy'],
  ['balancedAccuracy', 'Balanced accuracy'],
  ['nll', 'NLL'],
  ['confidence', 'Mean max-probability'],
  ['meanPt', 'Mean Pₜ'],
  ['ece', 'ECE'],
]
