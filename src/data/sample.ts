import { countsOf, drawn } from './imbalance.ts'
import type { Random } from './random.ts'

/**
 * At most so many of the examples, drawn evenly, in the order in which they came: every class keeps its share, rounded
 * down, and at least two of its examples, one to train and one to test, so that each draw has as many of each.
 */
export function sampleExamples(labels: Int32Array, classes: number, most: number, random: Random): Int32Array {
  const all = Int32Array.from(labels.keys())
  if (most >= all.length) return all
  const counts = countsOf(all, labels, classes)
  return drawn(all, labels, counts.map((count) => Math.min(count, Math.max(2, Math.floor((most * count) / all.length)))), random)
}
