/** A metric that arms are compared by. */
export interface Metric {
  readonly id: 'accuracy' | 'nll' | 'confidence' | 'ece' | 'balancedAccuracy' | 'worstRecall'
  readonly label: string
  /** Points are hundredths: the metric itself is a share, 0–1. */
  readonly unit: 'points' | 'nats'
  /** Which way is better; a network can be too sure as well as not sure enough. */
  readonly better: 'higher' | 'lower' | 'none'
}

/** What a sweep is judged by, all on test data, in the order in which it is shown. */
export const metrics: readonly Metric[] = [
  { id: 'accuracy', label: 'Accuracy', unit: 'points', better: 'higher' },
  { id: 'nll', label: 'NLL', unit: 'nats', better: 'lower' },
  { id: 'confidence', label: 'Mean confidence', unit: 'points', better: 'none' },
  { id: 'ece', label: 'ECE', unit: 'points', better: 'lower' },
  { id: 'balancedAccuracy', label: 'Balanced accuracy', unit: 'points', better: 'higher' },
  { id: 'worstRecall', label: 'Worst-class recall', unit: 'points', better: 'higher' },
]
