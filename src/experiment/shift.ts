import type { MetricId } from './metrics.ts'
import type { DataSettings } from './schema.ts'

type Frequencies = Pick<DataSettings, 'imbalance' | 'testClasses'>

/** Whether training data have other class frequencies than test data. */
export function isShifted({ imbalance, testClasses }: Frequencies): boolean {
  return imbalance > 1 && testClasses === 'balanced'
}

/** What it does to calibration and NLL, wherever they are shown. */
export const SHIFT =
  'Training classes are long-tailed, test classes are not: NLL and calibration count that, too, unless test data are “As the training data”.'
const SAME = 'Where test classes are equal, this is accuracy once more.'

/** The metrics that say how sure a network is of the classes, which it learns to be by their frequency. */
const SURE: readonly MetricId[] = ['loss', 'nll', 'ece', 'confidence', 'meanPt']

/** What a shift of class frequencies does to a metric on test data, as sentences; empty where it does nothing to speak of. */
export function shiftText(id: MetricId, data: readonly Frequencies[]): string {
  if (!data.some(isShifted)) return ''
  return SURE.includes(id) ? SHIFT : id === 'balancedAccuracy' ? SAME : ''
}

/** The same in a few words, where there is little room. */
export function shiftNote(id: MetricId): string {
  if (id === 'balancedAccuracy') return 'equal test classes: as accuracy'
  return SURE.includes(id) ? 'counts the shift of class frequencies, too' : ''
}
