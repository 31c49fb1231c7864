import type { Random } from './random.ts'

/**
 * Symmetric label noise: a copy of the labels in which exactly round(share · n), chosen at random, are another class,
 * drawn evenly from the others.
 */
export function noisyLabels(labels: Int32Array, classes: number, share: number, random: Random): Int32Array {
  const chosen = Int32Array.from(labels.keys())
  random.shuffle(chosen)
  const noisy = labels.slice()
  for (const example of chosen.subarray(0, Math.round(share * labels.length))) {
    noisy[example] = (labels[example] + 1 + random.integer(classes - 1)) % classes
  }
  return noisy
}
