import { LineFigure } from '../plot/LineFigure.tsx'
import { metricOf, metrics } from '../../experiment/metrics.ts'
import { faceOf } from '../plot/faces.ts'
import { Segmented } from '../plot/Segmented.tsx'
import { SplitChoice } from '../plot/SplitChoice.tsx'
import { type Comparable, useView } from '../plot/view.ts'

/** Any metric of each arm minus the baseline's, paired by repeat; the plain curves are a click away. */
export function DifferenceChart() {
  const { split, metric, metricCompared } = useView()
  return (
    <LineFigure
      name="Difference"
      kind={{ ...faceOf(metricOf(metric)), split, metric, index: 0 }}
      compared={metricCompared}
      controls={
        <>
          <select
            className="chart-select"
            aria-label="Metric"
            value={metric}
            onChange={(event) => useView.setState({ metric: event.target.value as Comparable })}
          >
            {COMPARABLE.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
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

/** Own losses differ in scale, and counts and ratios in what they are of. */
const COMPARABLE = metrics.filter((metric) => metric.unit === 'points' || metric.unit === 'nats')
