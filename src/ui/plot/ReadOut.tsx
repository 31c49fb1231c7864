import { Swatch } from './Legend.tsx'

interface Props {
  /** What is looked at, then what its numbers are. */
  readonly heads: readonly string[]
  /** A row of numbers for each arm. */
  readonly rows: readonly { readonly arm: number; readonly cells: readonly string[] }[]
  /** Where the pointer is, 0…1 across the plot: the numbers stand on the other side. */
  readonly at: number
}

/** The numbers at the place of a plot that is looked at. */
export function ReadOut({ heads: [head, ...heads], rows, at }: Props) {
  return (
    <table className="chart-read-out" style={at >= 0.5 ? { insetInlineStart: '3.5rem' } : { insetInlineEnd: '1rem' }}>
      <thead>
        <tr>
          <th colSpan={heads.length > 0 ? 1 : 2}>{head}</th>
          {heads.map((one) => (
            <th key={one}>{one}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ arm, cells }) => (
          <tr key={arm}>
            <td>
              <Swatch arm={arm} />
            </td>
            {cells.map((cell, i) => (
              // oxlint-disable-next-line react/no-array-index-key -- a cell belongs to its column
              <td key={i}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
