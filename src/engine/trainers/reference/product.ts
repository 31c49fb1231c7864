/** Element (i, j) stands at `i · row + j · column` of `values`. */
export interface Matrix {
  readonly values: Float64Array
  readonly row: number
  readonly column: number
}

/** The matrix [rows × columns] that stands row after row in `values`. */
export const matrixOf = (values: Float64Array, columns: number): Matrix => ({ values, row: columns, column: 1 })

export const transpose = ({ values, row, column }: Matrix): Matrix => ({ values, row: column, column: row })

/**
 * C += A·B with A [rows × inner] and B [inner × columns]; each element's products are summed in their order. Goes two
 * rows × two columns at a time, so that four loads serve four multiply-adds and the sums stay in registers.
 */
export function addProduct(rows: number, inner: number, columns: number, a: Matrix, b: Matrix, c: Matrix): void {
  const { values: left, row: leftRow, column: leftColumn } = a
  const { values: right, row: rightRow, column: rightColumn } = b
  const { values: out, row: outRow, column: outColumn } = c
  for (let i = 0; i < rows; i += 2) {
    for (let j = 0; j < columns; j += 2) {
      // At an odd edge both halves of the tile are the same row or column, and one of them is kept.
      const nextRow = i + 1 < rows ? leftRow : 0
      const nextColumn = j + 1 < columns ? rightColumn : 0
      let sum00 = 0
      let sum01 = 0
      let sum10 = 0
      let sum11 = 0
      let x = i * leftRow
      let y = j * rightColumn
      for (let k = 0; k < inner; k++) {
        const x0 = left[x]
        const x1 = left[x + nextRow]
        const y0 = right[y]
        const y1 = right[y + nextColumn]
        sum00 += x0 * y0
        sum01 += x0 * y1
        sum10 += x1 * y0
        sum11 += x1 * y1
        x += leftColumn
        y += rightRow
      }
      const at = i * outRow + j * outColumn
      out[at] += sum00
      if (nextColumn > 0) out[at + outColumn] += sum01
      if (nextRow > 0) out[at + outRow] += sum10
      if (nextRow > 0 && nextColumn > 0) out[at + outRow + outColumn] += sum11
    }
  }
}
