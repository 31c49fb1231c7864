import { Option } from '../plot/Option.tsx'
import { Segmented } from '../plot/Segmented.tsx'
import { useView } from '../plot/view.ts'

const HISTOGRAMS = [
  { value: 'over', label: 'over each other' },
  { value: 'beside', label: 'side by side' },
] as const

const COUNTS = [
  { value: 'linear', label: 'linear, %' },
  { value: 'log', label: 'log of counts' },
] as const

/** How the histograms may be seen. */
export function ConfidenceOptions() {
  const { histograms, counts } = useView()
  return (
    <>
      <Option label="Arms">
        <Segmented
          label="Arms"
          value={histograms}
          options={HISTOGRAMS}
          onChange={(histograms) => useView.setState({ histograms })}
        />
      </Option>
      <Option label="Examples">
        <Segmented label="Axis of examples" value={counts} options={COUNTS} onChange={(counts) => useView.setState({ counts })} />
      </Option>
    </>
  )
}
