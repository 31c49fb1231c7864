import { SHARES } from '../loss/family.ts'
import { metrics } from './metrics.ts'

/** Equal bins of the histograms of P_t and of max-probability. */
export const HISTOGRAM_BINS = 20
/** Equal bins of max-probability for the expected calibration error (ECE). */
export const ECE_BINS = 15

/** The two splits, in the order in which a frame holds them. */
export const SPLITS = ['train', 'test'] as const
export type SplitName = (typeof SPLITS)[number]

type Metric = (typeof metrics)[number]

/** The single numbers of a measurement: metrics that are no entry of a list, and what only a comparison of rates needs. */
export type Scalar = Exclude<Metric, { readonly list: string }>['id'] | 'gradientNorm'

const SCALARS: readonly Scalar[] = [
  ...metrics.flatMap((metric): Scalar[] => ('list' in metric ? [] : [metric.id])),
  // Mean length of dL/dlogits, class weights left out; under label smoothing its part along softmax − ỹ.
  'gradientNorm',
]

/** The lists of a measurement; 'classes' stands for the number of classes. */
const LISTS = {
  /**
   * Share of terms 1…8 and the rest; the three aggregations of the method, the last over the examples that have
   * shares. NaN where the terms cancel (`hasWhole`).
   */
  shareLogit: SHARES,
  sharePt: SHARES,
  shareMean: SHARES,
  /** Counts. */
  confidenceRight: HISTOGRAM_BINS,
  confidenceWrong: HISTOGRAM_BINS,
  ptRight: HISTOGRAM_BINS,
  ptWrong: HISTOGRAM_BINS,
  /** Sum of P_t over the examples of each bin of the P_t histogram, right and wrong together. */
  ptSum: HISTOGRAM_BINS,
  /** Counts, number right, and sum of max-probability in each ECE bin. */
  eceCount: ECE_BINS,
  eceRight: ECE_BINS,
  eceConfidence: ECE_BINS,
  /** Examples of the class, share of them predicted right (0 where there are none), and their mean P_t. */
  classCount: 'classes',
  recall: 'classes',
  classPt: 'classes',
} as const
export type List = keyof typeof LISTS

/** Where each number of a measurement stands in its flat array. */
export interface Layout {
  readonly size: number
  readonly at: Readonly<Record<Scalar | List, number>>
  readonly length: Readonly<Record<Scalar | List, number>>
}

/** The layout of a measurement with this many classes. */
export function measurementLayout(classes: number): Layout {
  const at = {} as Record<Scalar | List, number>
  const length = {} as Record<Scalar | List, number>
  let size = 0
  const add = (name: Scalar | List, count: number) => {
    at[name] = size
    length[name] = count
    size += count
  }
  for (const name of SCALARS) add(name, 1)
  for (const [name, count] of Object.entries(LISTS)) add(name as List, count === 'classes' ? classes : count)
  return { size, at, length }
}
