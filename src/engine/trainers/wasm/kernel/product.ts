// Matrix products. Every other matrix is row-major with rows of whole groups of four.

/**
 * C = A·B, or C = b + A·B with a row b under every row of C. A(i, k) stands at `a` + i · `aRow` + k · `aStep`, so that
 * A may be read as it stands or transposed; B is [inner × columns], C [rows × columns]. `rows` and `columns` are whole
 * groups of four. The products of an element are summed one by one in the order of k, whatever the tiles.
 */
export function product(rows: i32, inner: i32, columns: i32, a: usize, aRow: usize, aStep: usize, b: usize, c: usize, biases: usize): void {
  const width = <usize>columns << 2
  for (let i = 0; i < rows; i += 4) {
    const tileA = a + i * aRow
    const tileC = c + i * width
    let j: i32 = 0
    for (; j + 8 <= columns; j += 8) {
      const at = <usize>j << 2
      tile8(inner, tileA, aRow, aStep, b + at, width, tileC + at, biases ? biases + at : 0)
    }
    if (j < columns) {
      const at = <usize>j << 2
      tile4(inner, tileA, aRow, aStep, b + at, width, tileC + at, biases ? biases + at : 0)
    }
  }
}

/** Four rows × eight columns: what is summed stays in eight registers. */
@inline
function tile8(inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, width: usize, c: usize, biases: usize): void {
  let left0 = f32x4.splat(0)
  let right0 = f32x4.splat(0)
  if (biases) {
    left0 = v128.load(biases)
    right0 = v128.load(biases, 16)
  }
  let left1 = left0
  let left2 = left0
  let left3 = left0
  let right1 = right0
  let right2 = right0
  let right3 = right0
  const aRow2 = aRow + aRow
  const aRow3 = aRow2 + aRow
  for (const end = b + inner * width; b < end; b += width) {
    const left = v128.load(b)
    const right = v128.load(b, 16)
    const a0 = v128.load32_splat(a)
    left0 = f32x4.add(left0, f32x4.mul(a0, left))
    right0 = f32x4.add(right0, f32x4.mul(a0, right))
    const a1 = v128.load32_splat(a + aRow)
    left1 = f32x4.add(left1, f32x4.mul(a1, left))
    right1 = f32x4.add(right1, f32x4.mul(a1, right))
    const a2 = v128.load32_splat(a + aRow2)
    left2 = f32x4.add(left2, f32x4.mul(a2, left))
    right2 = f32x4.add(right2, f32x4.mul(a2, right))
    const a3 = v128.load32_splat(a + aRow3)
    left3 = f32x4.add(left3, f32x4.mul(a3, left))
    right3 = f32x4.add(right3, f32x4.mul(a3, right))
    a += aStep
  }
  v128.store(c, left0)
  v128.store(c, right0, 16)
  c += width
  v128.store(c, left1)
  v128.store(c, right1, 16)
  c += width
  v128.store(c, left2)
  v128.store(c, right2, 16)
  c += width
  v128.store(c, left3)
  v128.store(c, right3, 16)
}

/** Four rows × four columns, where a row has no eight left. */
@inline
function tile4(inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, width: usize, c: usize, biases: usize): void {
  let sum0 = biases ? v128.load(biases) : f32x4.splat(0)
  let sum1 = sum0
  let sum2 = sum0
  let sum3 = sum0
  const aRow2 = aRow + aRow
  const aRow3 = aRow2 + aRow
  for (const end = b + inner * width; b < end; b += width) {
    const right = v128.load(b)
    sum0 = f32x4.add(sum0, f32x4.mul(v128.load32_splat(a), right))
    sum1 = f32x4.add(sum1, f32x4.mul(v128.load32_splat(a + aRow), right))
    sum2 = f32x4.add(sum2, f32x4.mul(v128.load32_splat(a + aRow2), right))
    sum3 = f32x4.add(sum3, f32x4.mul(v128.load32_splat(a + aRow3), right))
    a += aStep
  }
  v128.store(c, sum0)
  v128.store(c + width, sum1)
  v128.store(c + 2 * width, sum2)
  v128.store(c + 3 * width, sum3)
}

/** The sum of each column of a matrix [rows × columns]. */
export function columnSums(rows: i32, columns: i32, matrix: usize, out: usize): void {
  const width = <usize>columns << 2
  for (let at: usize = 0; at < width; at += 16) {
    let sum = f32x4.splat(0)
    for (let row = matrix + at, end = row + rows * width; row < end; row += width) sum = f32x4.add(sum, v128.load(row))
    v128.store(out + at, sum)
  }
}

/** Writes [columns × rows] what stands as [rows × columns], four by four. */
export function transpose(rows: i32, columns: i32, matrix: usize, out: usize): void {
  const width = <usize>columns << 2
  const height = <usize>rows << 2
  for (let i: usize = 0; i < height; i += 16) {
    for (let j: usize = 0; j < width; j += 16) {
      const at = matrix + (i >> 2) * width + j
      const row0 = v128.load(at)
      const row1 = v128.load(at + width)
      const row2 = v128.load(at + 2 * width)
      const row3 = v128.load(at + 3 * width)
      const low01 = v128.shuffle<f32>(row0, row1, 0, 4, 1, 5)
      const low23 = v128.shuffle<f32>(row2, row3, 0, 4, 1, 5)
      const high01 = v128.shuffle<f32>(row0, row1, 2, 6, 3, 7)
      const high23 = v128.shuffle<f32>(row2, row3, 2, 6, 3, 7)
      const to = out + (j >> 2) * height + i
      v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5))
      v128.store(to + height, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7))
      v128.store(to + 2 * height, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5))
      v128.store(to + 3 * height, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7))
    }
  }
}
