// Products of rows and weights. Rows stand side by side: numbers of four rows, a block, are [numbers][4 rows], so that a
// vector holds the same number of four rows. Weights stand in panels of four outputs, [outputs / 4][inputs][4 outputs].
// Rows come in pairs of blocks, inputs and outputs in fours, filled up with zeros. A tile keeps what is summed in eight
// registers, and six loads serve its eight products of four. The products of a sum are added in their own order,
// whatever the tiles, so that no bit hangs on how many rows there are.

/** C = b + A·W, or A·W without biases. `inputs` need not be whole fours; `width` and `outputs` are. */
export function product(blocks: i32, inputs: i32, width: i32, outputs: i32, a: usize, weights: usize, c: usize, biases: usize): void {
  const aBlock = <usize>width << 4
  const cBlock = <usize>outputs << 4
  const panelBytes = <usize>width << 4
  for (let block = 0; block < blocks; block += 2) {
    const rows = a + <usize>block * aBlock
    let out = c + <usize>block * cBlock
    let panel = weights
    for (let output = 0; output < outputs; output += 4) {
      tile(inputs, rows, aBlock, panel, out, cBlock, biases ? biases + (<usize>output << 2) : 0)
      panel += panelBytes
      out += 64
    }
  }
}

/** Two blocks × four outputs. */
@inline
function tile(inputs: i32, a0: usize, aBlock: usize, w: usize, c: usize, cBlock: usize, biases: usize): void {
  let low0 = f32x4.splat(0)
  let low1 = low0
  let low2 = low0
  let low3 = low0
  if (biases) {
    low0 = v128.load32_splat(biases)
    low1 = v128.load32_splat(biases, 4)
    low2 = v128.load32_splat(biases, 8)
    low3 = v128.load32_splat(biases, 12)
  }
  let high0 = low0
  let high1 = low1
  let high2 = low2
  let high3 = low3
  let a1 = a0 + aBlock
  for (const end = w + (<usize>inputs << 4); w < end; w += 16) {
    const low = v128.load(a0)
    const high = v128.load(a1)
    const w0 = v128.load32_splat(w)
    low0 = f32x4.add(low0, f32x4.mul(low, w0))
    high0 = f32x4.add(high0, f32x4.mul(high, w0))
    const w1 = v128.load32_splat(w, 4)
    low1 = f32x4.add(low1, f32x4.mul(low, w1))
    high1 = f32x4.add(high1, f32x4.mul(high, w1))
    const w2 = v128.load32_splat(w, 8)
    low2 = f32x4.add(low2, f32x4.mul(low, w2))
    high2 = f32x4.add(high2, f32x4.mul(high, w2))
    const w3 = v128.load32_splat(w, 12)
    low3 = f32x4.add(low3, f32x4.mul(low, w3))
    high3 = f32x4.add(high3, f32x4.mul(high, w3))
    a0 += 16
    a1 += 16
  }
  v128.store(c, low0)
  v128.store(c, low1, 16)
  v128.store(c, low2, 32)
  v128.store(c, low3, 48)
  v128.store(c + cBlock, high0)
  v128.store(c + cBlock, high1, 16)
  v128.store(c + cBlock, high2, 32)
  v128.store(c + cBlock, high3, 48)
}

/** dL/dW = Aᵀ·D, in panels, from what the layer was given and dL/d(what it gives). */
export function weightGradient(blocks: i32, width: i32, outputs: i32, a: usize, d: usize, gradient: usize): void {
  const aBlock = <usize>width << 4
  const dBlock = <usize>outputs << 4
  for (let input: usize = 0; input < aBlock; input += 32) {
    let to = gradient + input
    for (let output: usize = 0; output < dBlock; output += 64) {
      gradientTile(blocks, a + input, aBlock, d + output, dBlock, to)
      to += aBlock
    }
  }
}

/** Two inputs × four outputs, summed over the blocks for each of their four rows and then over these. */
@inline
function gradientTile(blocks: i32, a: usize, aBlock: usize, d: usize, dBlock: usize, out: usize): void {
  let first0 = f32x4.splat(0)
  let first1 = first0
  let first2 = first0
  let first3 = first0
  let second0 = first0
  let second1 = first0
  let second2 = first0
  let second3 = first0
  for (const end = d + <usize>blocks * dBlock; d < end; d += dBlock) {
    const first = v128.load(a)
    const second = v128.load(a, 16)
    const d0 = v128.load(d)
    first0 = f32x4.add(first0, f32x4.mul(first, d0))
    second0 = f32x4.add(second0, f32x4.mul(second, d0))
    const d1 = v128.load(d, 16)
    first1 = f32x4.add(first1, f32x4.mul(first, d1))
    second1 = f32x4.add(second1, f32x4.mul(second, d1))
    const d2 = v128.load(d, 32)
    first2 = f32x4.add(first2, f32x4.mul(first, d2))
    second2 = f32x4.add(second2, f32x4.mul(second, d2))
    const d3 = v128.load(d, 48)
    first3 = f32x4.add(first3, f32x4.mul(first, d3))
    second3 = f32x4.add(second3, f32x4.mul(second, d3))
    a += aBlock
  }
  v128.store(out, sums(first0, first1, first2, first3))
  v128.store(out, sums(second0, second1, second2, second3), 16)
}

/** The sum of the lanes of each of four vectors. */
@inline
export function sums(x0: v128, x1: v128, x2: v128, x3: v128): v128 {
  const low01 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5)
  const high01 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7)
  const low23 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5)
  const high23 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7)
  const of01 = f32x4.add(low01, high01)
  const of23 = f32x4.add(low23, high23)
  return f32x4.add(v128.shuffle<f32>(of01, of23, 0, 1, 4, 5), v128.shuffle<f32>(of01, of23, 2, 3, 6, 7))
}

/** dL/db: dL/d(what the layer gives) summed over the rows. */
export function biasGradient(blocks: i32, outputs: i32, d: usize, gradient: usize): void {
  const dBlock = <usize>outputs << 4
  for (let output: usize = 0; output < dBlock; output += 64) {
    let sum0 = f32x4.splat(0)
    let sum1 = sum0
    let sum2 = sum0
    let sum3 = sum0
    for (let at = d + output, end = at + <usize>blocks * dBlock; at < end; at += dBlock) {
      sum0 = f32x4.add(sum0, v128.load(at))
      sum1 = f32x4.add(sum1, v128.load(at, 16))
      sum2 = f32x4.add(sum2, v128.load(at, 32))
      sum3 = f32x4.add(sum3, v128.load(at, 48))
    }
    v128.store(gradient + (output >> 2), sums(sum0, sum1, sum2, sum3))
  }
}

/** Writes weights as panels of four inputs, [inputs / 4][outputs][4 inputs]: those of the way back. */
export function transpose(inputs: i32, outputs: i32, weights: usize, out: usize): void {
  const panel = <usize>inputs << 4
  const outPanel = <usize>outputs << 4
  for (let input: usize = 0; input < panel; input += 64) {
    let to = out + (input >> 6) * outPanel
    for (let at = weights + input, end = at + (<usize>outputs >> 2) * panel; at < end; at += panel) {
      transposeFour(at, to)
      to += 64
    }
  }
}

/** Four vectors, their lanes and places exchanged. */
@inline
export function transposeFour(from: usize, to: usize): void {
  storeTransposed(v128.load(from), v128.load(from, 16), v128.load(from, 32), v128.load(from, 48), to)
}

/** Vector i gets lane i of each of the four. */
@inline
export function storeTransposed(x0: v128, x1: v128, x2: v128, x3: v128, to: usize): void {
  const low01 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5)
  const low23 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5)
  const high01 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7)
  const high23 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7)
  v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5))
  v128.store(to, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7), 16)
  v128.store(to, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5), 32)
  v128.store(to, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7), 48)
}
