import type { SweepRange } from '../../experiment/index.ts'

/** Whether a range that is to be spaced logarithmically cannot be: there is no logarithm at 0 or below. */
export function lacksLogarithm({ from, to, spacing }: SweepRange): boolean {
  return spacing === 'log' && Math.min(from, to) <= 0
}
