import { HISTOGRAM_BINS } from '../../experiment/layout.ts'
import { armName } from '../arms.ts'
import { DataTable } from '../plot/DataTable.tsx'
import { binName, formatPercent, formatValue } from '../plot/format.ts'
import { TABLE_MS, useSessionInTurn } from '../plot/redraw.ts'
import { lossAt, pullAt, termPullsAt } from './pulls.ts'
import { TERM_HEADS } from './terms.ts'
import { usePullView } from './usePullView.ts'

const BINS = Array.from({ length: HISTOGRAM_BINS }, (_, bin) => HISTOGRAM_BINS - 1 - bin)
const middle = (bin: number) => (bin + 0.5) / HISTOGRAM_BINS

/** The table twin: loss and pull of every arm, then terms and examples of one, a row per bin of P_t. */
export function PullTable() {
  const session = useSessionInTurn(TABLE_MS)
  const { arm, arms, loss, asTrained, examples, gradient, pushedText } = usePullView(session)
  return (
    <>
      <DataTable
        caption="Loss / pull on the label’s logit of each arm at the middle of each bin of P_t"
        lead="P_t"
        columns={arms.map(armName)}
        rows={BINS.map((bin) => ({
          head: binName(bin, HISTOGRAM_BINS),
          cells: arms.map((one) => `${formatValue(lossAt(one, middle(bin)))} / ${formatValue(pullAt(one, middle(bin)))}`),
        }))}
      />
      <DataTable
        caption={`${armName(arms[arm], arm)}: training examples, the gradient that comes from them, and the pull by term. ${asTrained && `The examples are as trained with ${asTrained}. `}${pushedText}`}
        lead="P_t"
        columns={['Examples', 'Gradient', ...TERM_HEADS]}
        rows={BINS.map((bin) => ({
          head: binName(bin, HISTOGRAM_BINS),
          cells: [
            formatPercent(examples[bin]),
            formatPercent(gradient[bin]),
            ...[...termPullsAt(loss, middle(bin))].map(formatValue),
          ],
        }))}
      />
    </>
  )
}
