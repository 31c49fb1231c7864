import type { Random } from './random.ts'

/**
 * How many of its examples each class keeps in a long tail whose largest class is `ratio` times its smallest, rounded,
 * at least one: h · ratio^(−r/(K−1)) for the class of rank r, but never more than it has. h is as large as the data
 * allow: the largest class, or `ratio` times the smallest. Ranks go from the largest class to the smallest; classes
 * equal to within one example keep their order, and each counts from what it has. At ratio 1 all is kept.
 */
export function longTailCounts(counts: readonly number[], ratio: number): number[] {
  if (ratio === 1) return [...counts]
  const present = [...counts.keys()].filter((index) => counts[index] > 0)
  const largest = Math.max(...counts)
  const smallest = Math.min(...present.map((index) => counts[index]))
  const isUneven = largest - smallest > 1
  const head = Math.min(largest, ratio * smallest)
  const kept = counts.map(() => 0)
  if (isUneven) present.sort((a, b) => counts[b] - counts[a] || a - b)
  for (const [rank, index] of present.entries()) {
    const wanted = (isUneven ? head : counts[index]) * ratio ** (-rank / Math.max(1, present.length - 1))
    // A power may differ in its last bit between browsers; the sliver makes an exact half round up in all of them.
    kept[index] = Math.min(counts[index], Math.max(1, Math.floor(wanted + 0.5 + 1e-9)))
  }
  return kept
}

/** The examples that a long tail keeps, in the order in which they came; `labels` holds the label of any index. */
export function imbalance(
  examples: Int32Array,
  labels: Int32Array,
  classes: number,
  ratio: number,
  random: Random,
): Int32Array {
  return drawn(examples, labels, longTailCounts(countsOf(examples, labels, classes), ratio), random)
}

/**
 * The test examples of which every class keeps the share that it kept in training, rounded, at least one: class
 * frequencies are then those of training data.
 *
 * @param kept the training examples that were kept of `train`
 */
export function withSharesOf(
  kept: Int32Array,
  train: Int32Array,
  test: Int32Array,
  labels: Int32Array,
  classes: number,
  random: Random,
): Int32Array {
  const [left, before, counts] = [kept, train, test].map((examples) => countsOf(examples, labels, classes))
  return drawn(test, labels, counts.map((count, k) => Math.min(count, Math.max(1, Math.round((count * left[k]) / Math.max(1, before[k]))))), random)
}

/** How many of the examples each class has. */
export function countsOf(examples: Int32Array, labels: Int32Array, classes: number): number[] {
  const counts = Array.from({ length: classes }, () => 0)
  for (const example of examples) counts[labels[example]]++
  return counts
}

/** So many examples of each class, drawn evenly, in the order in which they came. */
export function drawn(examples: Int32Array, labels: Int32Array, counts: readonly number[], random: Random): Int32Array {
  const left = [...counts]
  const lots = examples.slice()
  random.shuffle(lots)
  const isKept = new Uint8Array(labels.length)
  for (const example of lots) isKept[example] = left[labels[example]]-- > 0 ? 1 : 0
  return examples.filter((example) => isKept[example] === 1)
}
