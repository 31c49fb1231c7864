import { DataTable } from '../plot/DataTable.tsx'
import { formatPercent, formatStep } from '../plot/format.ts'
import { worstPairs } from './confusion.ts'

interface Props {
  /** [classes × classes], row = label. */
  readonly counts: Int32Array
  /** The order in which classes are shown. */
  readonly order: readonly number[]
  readonly classNames: readonly string[]
  /** The arm. */
  readonly name: string
}

/** With more classes than this the matrix cannot be read as a table; its worst pairs can. */
const MOST_CLASSES = 12
const MOST_PAIRS = 30

/** The table twin of a confusion matrix: the matrix itself, or the pairs that are confused most. */
export function ConfusionTable({ counts, order, classNames, name }: Props) {
  const classes = classNames.length
  if (classes <= MOST_CLASSES) {
    return (
      <DataTable
        caption={`${name}: test examples by label (rows) and predicted class (columns)`}
        lead="Label"
        columns={order.map((predicted) => classNames[predicted])}
        rows={order.map((label) => ({
          head: classNames[label],
          cells: order.map((predicted) => formatStep(counts[label * classes + predicted])),
        }))}
      />
    )
  }
  return (
    <DataTable
      caption={`${name}: the labels and wrong classes with the most test examples`}
      lead="Label → predicted"
      columns={['Examples', 'With this label', 'Share']}
      rows={worstPairs(counts, classes, MOST_PAIRS).map(({ label, predicted, count, of }) => ({
        head: `${classNames[label]} → ${classNames[predicted]}`,
        cells: [formatStep(count), formatStep(of), formatPercent(count / of)],
      }))}
    />
  )
}
