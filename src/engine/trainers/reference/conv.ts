import type { PlacedConv } from '../../../network/network.ts'
import type { LayerMath } from './dense.ts'
import type { Matrix } from './product.ts'

/**
 * Σ over the kernel's cells of the map beside each position, times weights, and a bias; beyond the border is 0. On the
 * parameters of one run; maps are [height × width × channels].
 */
export function conv({ input: [height, width, channels], filters, size, dilation, blocks }: PlacedConv, parameters: Float64Array): LayerMath {
  const [weights, biases] = blocks.map(({ at, size }) => parameters.subarray(at, at + size))
  const middle = (size - 1) / 2

  /** Goes through every pair of a position and a neighbour on the map, with where the numbers of each begin. */
  function eachPair(rows: number, visit: (from: number, weight: number, to: number) => void): void {
    for (let row = 0; row < rows; row++) {
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const to = ((row * height + y) * width + x) * filters
          for (let i = 0; i < size; i++) {
            const atY = y + (i - middle) * dilation
            if (atY < 0 || atY >= height) continue
            for (let j = 0; j < size; j++) {
              const atX = x + (j - middle) * dilation
              if (atX < 0 || atX >= width) continue
              visit(((row * height + atY) * width + atX) * channels, (i * size + j) * channels * filters, to)
            }
          }
        }
      }
    }
  }

  return {
    forward({ values: x }, { values: sums }, rows) {
      for (let i = 0; i < rows * height * width * filters; i++) sums[i] = biases[i % filters]
      eachPair(rows, (from, weight, to) => {
        for (let c = 0; c < channels; c++) {
          for (let f = 0; f < filters; f++) sums[to + f] += x[from + c] * weights[weight + c * filters + f]
        }
      })
    },
    backward({ values: delta }, { values: below }, rows) {
      below.fill(0, 0, rows * height * width * channels)
      eachPair(rows, (from, weight, to) => {
        for (let c = 0; c < channels; c++) {
          for (let f = 0; f < filters; f++) below[from + c] += delta[to + f] * weights[weight + c * filters + f]
        }
      })
    },
    gradient({ values: x }, { values: delta }, rows) {
      weights.fill(0)
      eachPair(rows, (from, weight, to) => {
        for (let c = 0; c < channels; c++) {
          for (let f = 0; f < filters; f++) weights[weight + c * filters + f] += x[from + c] * delta[to + f]
        }
      })
      biases.fill(0)
      for (let i = 0; i < rows * height * width * filters; i++) biases[i % filters] += delta[i]
    },
  }
}

/** What of every 2 × 2 positions is kept, see `Conv.pooled`: the maps are [rows × height × width × channels]. */
export interface Pool {
  /** Writes the largest of each window. */
  forward(map: Matrix, out: Matrix, rows: number): void
  /** Writes dL/dmap: what comes to a window goes to its largest, the first of equal ones; the others get 0. */
  backward(map: Matrix, delta: Matrix, below: Matrix, rows: number): void
}

export function pool({ input: [height, width], output: [down, across], filters }: PlacedConv): Pool {
  /** Where the largest of a window stands. */
  function largest(map: Float64Array, row: number, y: number, x: number, f: number): number {
    let best = -1
    for (const [atY, atX] of [[2 * y, 2 * x], [2 * y, 2 * x + 1], [2 * y + 1, 2 * x], [2 * y + 1, 2 * x + 1]]) {
      if (atY >= height || atX >= width) continue
      const at = ((row * height + atY) * width + atX) * filters + f
      if (best < 0 || map[at] > map[best]) best = at
    }
    return best
  }

  function eachWindow({ values: map }: Matrix, rows: number, visit: (largest: number, out: number) => void): void {
    let out = 0
    for (let row = 0; row < rows; row++) {
      for (let y = 0; y < down; y++) {
        for (let x = 0; x < across; x++) {
          for (let f = 0; f < filters; f++) visit(largest(map, row, y, x, f), out++)
        }
      }
    }
  }

  return {
    forward(map, { values: out }, rows) {
      eachWindow(map, rows, (at, to) => (out[to] = map.values[at]))
    },
    backward(map, { values: delta }, { values: below }, rows) {
      below.fill(0, 0, rows * height * width * filters)
      eachWindow(map, rows, (at, from) => (below[at] = delta[from]))
    },
  }
}
