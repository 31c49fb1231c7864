import { HISTOGRAM_BINS } from '../../experiment/layout.ts'
import { armName } from '../arms.ts'
import { DataTable } from '../plot/DataTable.tsx'
import { binName, formatCount, formatPercent } from '../plot/format.ts'
import { type HistogramKind, histograms, inCounts } from './histogram.ts'
import { TABLE_MS, useSessionInTurn } from '../plot/redraw.ts'
import { meanOfRepeats } from '../plot/repeats.ts'
import { useView } from '../plot/view.ts'

const NAMES: Readonly<Record<HistogramKind, string>> = { confidence: 'max-probability', pt: 'P_t' }

/** The table twin of the histogram: a row per bin. */
export function ConfidenceTable({ kind }: { readonly kind: HistogramKind }) {
  const session = useSessionInTurn(TABLE_MS)
  const { settings } = session
  const counts = useView((view) => view.counts === 'log')
  const shares = histograms(session, kind)
  const shown = counts ? shares.map(inCounts) : shares
  const format = counts ? formatCount : (share: number) => formatPercent(share)
  const rows = shown.length > 0 ? Array.from({ length: HISTOGRAM_BINS }, (_, bin) => HISTOGRAM_BINS - 1 - bin) : []
  return (
    <DataTable
      caption={`Confidence: ${counts ? 'number' : 'share'} of test examples by ${NAMES[kind]}, predicted right / wrong, ${meanOfRepeats(session.repeats)}`}
      lead={NAMES[kind]}
      columns={(shown.length > 0 ? shown : settings).map((_, arm) => armName(settings[arm], arm))}
      rows={rows.map((bin) => ({
        head: binName(bin, HISTOGRAM_BINS),
        cells: shown.map(({ right, wrong }) => `${format(right[bin])} / ${format(wrong[bin])}`),
      }))}
    />
  )
}
