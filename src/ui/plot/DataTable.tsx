interface Props {
  readonly caption: string
  /** The head of the first column. */
  readonly lead: string
  readonly columns: readonly string[]
  /** The head of each row, then a cell for each column. */
  readonly rows: readonly { readonly head: string; readonly cells: readonly string[] }[]
}

/** The table twin of a chart: a column per arm. */
export function DataTable({ caption, lead, columns, rows }: Props) {
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{lead}</th>
          {columns.map((column, arm) => (
            // Two arms may have the same name.
            // oxlint-disable-next-line react/no-array-index-key
            <th scope="col" key={arm}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ head, cells }) => (
          <tr key={head}>
            <th scope="row">{head}</th>
            {cells.map((cell, arm) => (
              // A cell belongs to its column.
              // oxlint-disable-next-line react/no-array-index-key
              <td key={arm}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
