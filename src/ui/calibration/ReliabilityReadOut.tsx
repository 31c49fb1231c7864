import { ECE_BINS } from '../../experiment/layout.ts'
import { useExperiment } from '../../store/experiment.ts'
import { armName } from '../arms.ts'
import { binName, formatCountShort, formatPercent } from '../plot/format.ts'
import { Reader } from '../plot/Reader.tsx'
import { ReadOut } from '../plot/ReadOut.tsx'
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
    return `${armName(settings[arm], arm)} ${formatCountShort(count)} examples, ${what}`
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
        <ReadOut
          heads={[binName(bin, ECE_BINS), 'n', 'accuracy', 'confidence']}
          rows={shown.map((arm) => {
            const { count, accuracy, confidence } = arms[arm][bin]
            return { arm, cells: [formatCountShort(count), formatPercent(accuracy), formatPercent(confidence)] }
          })}
          at={bin / ECE_BINS}
        />
      )}
    </>
  )
}
