import { HISTOGRAM_BINS } from '../../experiment/layout.ts'
import { binName } from '../plot/format.ts'
import type { Histogram } from './histogram.ts'
import { Swatch } from '../plot/Legend.tsx'

interface Props {
  readonly bin: number
  readonly histograms: readonly Histogram[]
  readonly format: (value: number) => string
}

/** What the bin under the pointer holds; it stands on the other side of the plot. */
export function BinReadOut({ bin, histograms, format }: Props) {
  const left = bin >= HISTOGRAM_BINS / 2
  return (
    <table className="chart-read-out" style={left ? { insetInlineStart: '4rem' } : { insetInlineEnd: '1rem' }}>
      <thead>
        <tr>
          <th>{binName(bin, HISTOGRAM_BINS)}</th>
          <th>right</th>
          <th>wrong</th>
        </tr>
      </thead>
      <tbody>
        {histograms.map(({ right, wrong }, arm) => (
          // Arms have no other identity than their place.
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={arm}>
            <td>
              <Swatch arm={arm} />
            </td>
            <td>{format(right[bin])}</td>
            <td>{format(wrong[bin])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
