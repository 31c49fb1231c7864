import type { Arm } from '../../experiment/index.ts'
import { armName } from '../arms.ts'
import { binName } from './format.ts'
import { Reader } from './Reader.tsx'
import { ReadOut } from './ReadOut.tsx'

interface Props {
  readonly label: string
  readonly arms: readonly Arm[]
  /** How many equal bins of 0…1 there are, and which one is looked at; undefined where none is. */
  readonly bins: number
  readonly bin: number | undefined
  readonly onBin: (bin: number | undefined) => void
  /** What the numbers of a bin are. */
  readonly heads: readonly string[]
  /** Those of an arm, and how they are said. */
  readonly rowsAt: (bin: number) => readonly { readonly arm: number; readonly cells: readonly string[]; readonly text: string }[]
}

/** What the arms have in the bin that is looked at; the arrow keys move from bin to bin. */
export function BinReading({ label, arms, bins, bin, onBin, heads, rowsAt }: Props) {
  const read = bin ?? bins - 1
  const said = rowsAt(read).map(({ arm, text }) => `${armName(arms[arm], arm)} ${text}`)
  return (
    <>
      <Reader label={label} text={`${binName(read, bins)}: ${said.join('; ')}`} last={bins - 1} value={read} onRead={onBin} />
      {bin !== undefined && <ReadOut heads={[binName(bin, bins), ...heads]} rows={rowsAt(bin)} at={bin / bins} />}
    </>
  )
}
