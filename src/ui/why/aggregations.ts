import type { Aggregation } from '../../loss/index.ts'

interface Choice {
  readonly value: Aggregation
  readonly label: string
  /** What is taken a share of, in a line. */
  readonly text: string
}

/** The ways to take shares over examples, by name. */
export const AGGREGATIONS: readonly Choice[] = [
  { value: 'shareLogit', label: 'logit-weighted', text: 'share of the gradient that reaches the network' },
  { value: 'sharePt', label: 'P_t series', text: 'share of the sum of −ℓ′(P_t), which the worst examples dominate' },
  { value: 'shareMean', label: 'mean of ratios', text: 'mean of each example’s own share' },
]
