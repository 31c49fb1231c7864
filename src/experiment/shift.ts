import type { MetricId } from './metrics.ts'
import type { DataSettings } from './schema.ts'

/** Whether training data have another class frequency than test data. */
export function isShifted({ imbalance, testClasses }: Pick<DataSettings, 'imbalance' | 'testClasses'>): boolean {
  return imbalance > 1 && testClasses === 'balanced'
}

/** What it does to calibration and NLL, wherever they are shown. */
export const SHIFT =
  'Training classes are long-tailed, test classes are not: NLL and calibration count that shift, too. Test data “As the training data” is without it.'

/** The metrics that say how sure a network is of the classes, which it learns to be by their frequency. */
const SURE: readonly MetricId[] = ['loss', 'nll', 'ece', 'confidence', 'meanPt']

/** What a shift of the class frequencies does to a metric on test data; empty where it does nothing to speak of. */
export function shiftText(id: MetricId, data: readonly Pick<DataSettings, 'imbalance' | 'testClasses'>[]): string {
  return data.some(isShifted) && SURE.includes(id) ? SHIFT : ''
}
