import type { ReactNode } from 'react'
import type { Aggregation } from '../../loss/index.ts'
import type { TermId } from '../glossary.ts'

interface Choice {
  readonly value: Aggregation
  readonly name: string
  readonly label: ReactNode
  /** Its word in the glossary. */
  readonly term: TermId
  /** What is taken a share of, in a line. */
  readonly text: ReactNode
}

/** The ways to take shares over examples. */
export const AGGREGATIONS: readonly Choice[] = [
  {
    value: 'shareLogit',
    term: 'logitWeighted',
    name: 'logit-weighted',
    label: 'logit-weighted',
    text: 'share of the gradient that reaches the network',
  },
  {
    value: 'sharePt',
    term: 'ptSeries',
    name: 'P_t series',
    label: (
      <>
        P<sub>t</sub> series
      </>
    ),
    text: (
      <>
        share of the sum of −ℓ′(P<sub>t</sub>), which the worst examples dominate
      </>
    ),
  },
  {
    value: 'shareMean',
    term: 'meanOfRatios',
    name: 'mean of ratios',
    label: 'mean of ratios',
    text: 'mean of each example’s own share',
  },
]

/** The way of this name in a measurement. */
export function aggregationOf(aggregation: Aggregation): Choice {
  return AGGREGATIONS.find(({ value }) => value === aggregation) ?? AGGREGATIONS[0]
}
