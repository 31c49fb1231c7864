import type { Arm } from '../../experiment/index.ts'
import { armName } from '../arms.ts'
import { formatPercent, formatStep, formatValue } from '../plot/format.ts'
import { Reader } from '../plot/Reader.tsx'
import { ReadOut } from '../plot/ReadOut.tsx'

interface Props {
  /** The class that is looked at, by its place in the order drawn; undefined where none is. */
  readonly rank: number | undefined
  readonly values: readonly (readonly number[])[]
  readonly counts: readonly number[]
  readonly names: readonly string[]
  readonly arms: readonly Arm[]
  readonly metric: 'recall' | 'classPt'
  readonly onRank: (rank: number | undefined) => void
}

/** A number of a class as a text: recall in percent, P_t with three decimals. */
export function classValue(metric: 'recall' | 'classPt', value: number): string {
  return metric === 'recall' ? formatPercent(value) : formatValue(value)
}

/** What the class under the pointer has; the arrow keys move from class to class. */
export function ClassReadOut({ rank, values, counts, names, arms, metric, onRank }: Props) {
  const read = rank ?? 0
  const text = (arm: number) => classValue(metric, values[arm][read])
  const what = metric === 'recall' ? 'recall' : 'mean P_t'
  const spoken = values.map((_, arm) => `${armName(arms[arm], arm)} ${text(arm)}`).join(', ')
  return (
    <>
      <Reader
        label="Class to read"
        text={`Class ${names[read]}, ${formatStep(counts[read])} training examples: ${what} ${spoken}`}
        last={counts.length - 1}
        value={read}
        onRead={onRank}
      />
      {rank !== undefined && (
        <ReadOut
          heads={[`class ${names[rank]}, n = ${formatStep(counts[rank])}`]}
          rows={values.map((_, arm) => ({ arm, cells: [text(arm)] }))}
          at={rank / counts.length}
        />
      )}
    </>
  )
}
