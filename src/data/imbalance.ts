import type { Random } from './random.ts'

/**
 * How many of its `count` examples class `index` of `classes` keeps in a long tail: count · ratio^(−index/(classes−1)),
 * rounded, at least one.
 */
export function longTailCount(count: number, index: number, classes: number, ratio: number): number {
  const kept = count * ratio ** (-index / (classes - 1))
  // A power may differ in its last bit between browsers; the sliver makes an exact half round up in all of them.
  return Math.min(count, Math.max(1, Math.floor(kept + 0.5 + 1e-9)))
}

/** The examples that a long tail keeps, in the order in which they came; `labels` holds the label of any index. */
export function imbalance(
  examples: Int32Array,
  labels: Int32Array,
  classes: number,
  ratio: number,
  random: Random,
): Int32Array {
  const counts = new Int32Array(classes)
  for (const example of examples) counts[labels[example]]++
  const left = counts.map((count, index) => longTailCount(count, index, classes, ratio))
  const lots = examples.slice()
  random.shuffle(lots)
  const kept = new Set(lots.filter((example) => left[labels[example]]-- > 0))
  return examples.filter((example) => kept.has(example))
}
