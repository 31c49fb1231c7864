import { LineFigure } from '../plot/LineFigure.tsx'
import { metricOf, metrics } from '../../experiment/metrics.ts'
import { Select } from '../controls/Select.tsx'
import { faceOf } from '../plot/faces.ts'
import { useShiftNote } from '../plot/shift.ts'
import { SplitChoice } from '../plot/SplitChoice.tsx'
import { useView } from '../plot/view.ts'
import { ViewChoice } from '../plot/ViewChoice.tsx'

/** Any metric of each arm minus the baseline's, paired by repeat; the plain curves are a click away. */
export function DifferenceChart() {
  const { split, metric, metricCompared } = useView()
  const shift = useShiftNote(metric, split)
  return (
    <LineFigure
      name="Difference"
      kind={{ ...faceOf(metricOf(metric)), split, metric, index: 0 }}
      compared={metricCompared}
      controls={
        <>
          <Select label="Metric" className="chart-select" value={metric} options={COMPARABLE} onChange={(chosen) => useView.setState({ metric: chosen })} />
          <ViewChoice of="metricCompared" label="Lines" options={COMPARED} />
          <SplitChoice />
        </>
      }
      note={() => shift}
    />
  )
}

const COMPARED = [
  { value: 'difference', label: 'minus baseline' },
  { value: 'values', label: 'values' },
] as const

/** Own losses differ in scale, and counts and ratios in what they are of. */
const COMPARABLE = metrics
  .filter((metric) => metric.unit === 'points' || metric.unit === 'nats')
  .map(({ id, label }) => ({ value: id, label }))
