import type { Consequences, Shape } from './layer.ts'

/**
 * Every position of a map sees its neighbours: out[y, x] = Σ over the kernel's cells (i, j) of
 * in[y + i·dilation, x + j·dilation] · W[i, j], and a bias. Beyond the border is 0, so that the map keeps its size.
 */
export interface Conv {
  readonly kind: 'conv'
  /** Channels of its output, 1 and more. */
  readonly filters: number
  /** Cells of the kernel in each direction: 3, or 1, which is a dense layer at every position. */
  readonly size: 1 | 3
  /** From one cell of the kernel to the next, in positions. */
  readonly dilation: number
  /**
   * Whether of every 2 × 2 positions the largest output is kept, after the activation; the first of equal ones, by
   * rows. An odd map's last row and column are windows of what is there, so that 7 × 7 becomes 4 × 4.
   */
  readonly pooled: boolean
}

/** Weights [size × size × channels × filters], then biases [filters]. */
export function conv({ filters, size, pooled }: Conv, input: Shape): Consequences {
  const [height, width, channels] = input
  const fan = { in: size * size * channels, out: size * size * filters }
  return {
    output: pooled ? [Math.ceil(height / 2), Math.ceil(width / 2), filters] : [height, width, filters],
    blocks: [
      { shape: [size, size, channels, filters], fan },
      { shape: [filters], fan: null },
    ],
    work: height * width * fan.in * filters,
  }
}
