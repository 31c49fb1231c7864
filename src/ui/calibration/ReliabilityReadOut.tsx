import { ECE_BINS } from '../../experiment/layout.ts'
import { useExperiment } from '../../store/experiment.ts'
import { armName } from '../arms.ts'
import { binName, formatPercent } from '../plot/format.ts'
import { Swatch } from '../plot/Legend.tsx'
import { Reader } from '../plot/Reader.tsx'
import { formatCount } from './formatCount.ts'
import type { ReliabilityBin } from './reliability.ts'

interface Props {
  /** The bin that is looked at; undefined where none is. */
  readonly bin: number | undefined
  readonly arms: readonly (readonly ReliabilityBin[])[]
  readonly only: number | null
  readonly onBin: (bin: number | undefined) => void
}

/** What a bin holds; the arrow keys move from bin to bin. */
export function ReliabilityReadOut({ bin, arms, only, onBin }: Props) {
  const settings = useExperiment((state) => state.experiment.arms)
  const read = bin ?? ECE_BINS - 1
  const shown = arms.map((_, arm) => arm).filter((arm) => only === null || arm === only)
  const spoken = shown.map((arm) => {
    const { count, accuracy, confidence } = arms[arm][read]
    const what = count > 0 ? `accuracy ${formatPercent(accuracy)}, confidence ${formatPercent(confidence)}` : 'empty'
    return `${armName(settings[arm], arm)} ${formatCount(count)} examples, ${what}`
  })
  return (
    <>
      <Reader
        label="Bin of confidence to read"
        text={`${binName(read, ECE_BINS)}: ${spoken.join('; ')}`}
        last={ECE_BINS - 1}
        value={read}
        onRead={onBin}
      />
      {bin !== undefined && (
        <table
          className="chart-read-out"
          style={bin >= ECE_BINS / 2 ? { insetInlineStart: '3.5rem' } : { insetInlineEnd: '1rem' }}
        >
          <thead>
            <tr>
              <th>{binName(bin, ECE_BINS)}</th>
              <th>n</th>
              <th>accuracy</th>
              <th>confidence</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((arm) => (
              <tr key={arm}>
                <td>
                  <Swatch arm={arm} />
                </td>
                <td>{formatCount(arms[arm][bin].count)}</td>
                <td>{formatPercent(arms[arm][bin].accuracy)}</td>
                <td>{formatPercent(arms[arm][bin].confidence)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
