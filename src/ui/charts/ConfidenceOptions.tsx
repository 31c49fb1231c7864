import { Option } from '../plot/Option.tsx'
import { ViewChoice } from '../plot/ViewChoice.tsx'

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
  return (
    <>
      <Option label="Arms">
        <ViewChoice of="histograms" label="Arms" options={HISTOGRAMS} />
      </Option>
      <Option label="Examples">
        <ViewChoice of="counts" label="Axis of examples" options={COUNTS} />
      </Option>
    </>
  )
}
