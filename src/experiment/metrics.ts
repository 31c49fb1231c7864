/** What is counted of one run on one split, from which some metrics follow. */
export interface Counted {
  readonly examples: number
  /** Of each class: examples, those predicted right, and their share, 0 where there are none. */
  readonly classCount: ArrayLike<number>
  readonly classRight: ArrayLike<number>
  readonly recall: ArrayLike<number>
  /** Of each ECE bin: examples predicted right, and the sum of max-probability. */
  readonly eceRight: ArrayLike<number>
  readonly eceConfidence: ArrayLike<number>
}

/** One number of a run on one split, as arms are compared by it, tables show it and exports hold it. */
interface Entry {
  readonly id: string
  /** Its column in exports, after `train_` or `test_`. */
  readonly column: string
  readonly label: string
  /** Its label where there is little room. */
  readonly short?: string
  /** Its name beside an axis, where that is not its label. */
  readonly axis?: string
  /** Points are hundredths: the metric itself is a share, 0–1. */
  readonly unit: 'points' | 'nats' | 'ratio' | 'examples' | 'none'
  /** Which way is better; a network can be too sure as well as not sure enough. */
  readonly better: 'higher' | 'lower' | 'none'
  /** What it is, in a sentence. */
  readonly about: string
  /** What stands in its place where a run that is finite has none. */
  readonly missing?: string
  /** The list of a measurement whose first entry it is, where it is no number of its own. */
  readonly list?: string
  /** How it follows from what is counted; the others are sums over examples, which engines make. */
  readonly of?: (counted: Counted) => number
}

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, value) => total + value, 0)
const presentRecalls = ({ recall, classCount }: Counted): number[] => Array.from(recall).filter((_, k) => classCount[k] > 0)
const balancedAccuracy = (counted: Counted): number => sum(presentRecalls(counted)) / presentRecalls(counted).length
const worstRecall = (counted: Counted): number => presentRecalls(counted).reduce((least, recall) => (recall >= least ? least : recall), NaN)
/** The expected calibration error of Guo et al. (ICML 2017): Σ_b |right_b − Σ confidence_b| / n. */
const ece = ({ examples, eceRight, eceConfidence }: Counted): number =>
  Array.from(eceRight, (right, bin) => Math.abs(right - eceConfidence[bin]) / examples).reduce((total, gap) => total + gap, 0)

/** Every metric, in the order of exports' columns. */
export const metrics = [
  { id: 'loss', column: 'loss', label: 'Own loss', unit: 'none', better: 'lower', about: 'Mean of the arm’s own loss, class weights included; not comparable across arms.' },
  { id: 'nll', column: 'nll', label: 'NLL', unit: 'nats', better: 'lower', about: 'Mean plain cross-entropy in nats; comparable across arms.' },
  { id: 'accuracy', column: 'accuracy', label: 'Accuracy', unit: 'points', better: 'higher', of: ({ classRight, examples }) => sum(classRight) / examples, about: 'Share of examples predicted right, 0–1.' },
  { id: 'balancedAccuracy', column: 'balanced_accuracy', label: 'Balanced accuracy', short: 'Balanced', unit: 'points', better: 'higher', of: balancedAccuracy, about: 'Mean recall over the classes, 0–1.' },
  { id: 'worstRecall', column: 'worst_recall', label: 'Worst-class recall', short: 'Worst recall', unit: 'points', better: 'higher', of: worstRecall, about: 'Recall of the class that has the lowest, 0–1.' },
  { id: 'confidence', column: 'confidence', label: 'Mean confidence', short: 'Confidence', axis: 'mean max-probability', unit: 'points', better: 'none', about: 'Mean max-probability, 0–1.' },
  { id: 'meanPt', column: 'mean_pt', label: 'Mean Pₜ', axis: 'mean Pₜ', unit: 'points', better: 'none', about: 'Mean probability of the label, 0–1.' },
  { id: 'ece', column: 'ece', label: 'ECE', unit: 'points', better: 'lower', of: ece, about: 'Expected calibration error over 15 equal bins, 0–1.' },
  { id: 'leadingShare', column: 'leading_share', label: 'Leading share', unit: 'ratio', better: 'none', list: 'shareLogit', missing: 'terms cancel', about: 'Share of the leading term in the gradient, logit-weighted; none where the terms cancel.' },
  { id: 'pushedBack', column: 'pushed_back', label: 'Pushed back', unit: 'examples', better: 'none', about: 'Number of examples that the gradient pushes back.' },
] as const satisfies readonly Entry[]

export type MetricId = (typeof metrics)[number]['id']

/** The metrics of one run on one split; not finite where the run diverged. */
export type Metrics = Readonly<Record<MetricId, number>>

export interface Metric extends Entry {
  readonly id: MetricId
}

const JUDGED: readonly MetricId[] = ['accuracy', 'nll', 'confidence', 'ece', 'balancedAccuracy', 'worstRecall']

/** What a sweep is judged by, all on test data, in the order in which it is shown. */
export const judged: readonly Metric[] = JUDGED.map((id) => metricOf(id))

export function metricOf(wanted: MetricId): Metric {
  const found = metrics.find(({ id }) => id === wanted)
  if (!found) throw new RangeError(`No metric is called ${wanted}.`)
  return found
}

type Following = Extract<(typeof metrics)[number], { readonly of: unknown }>['id']

/** The metrics that follow from what is counted. */
export function followingMetrics(counted: Counted): (readonly [Following, number])[] {
  return metrics.flatMap((metric) => ('of' in metric ? [[metric.id, metric.of(counted)] as const] : []))
}
