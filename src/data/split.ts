import type { Random } from './random.ts'

/** Indices of examples. */
export interface SplitIndices {
  readonly train: Int32Array
  readonly test: Int32Array
}

/**
 * A stratified split of the given examples, whose classes stand at their places in `labels`: each class keeps
 * `testShare` of its examples for testing, rounded, and at least one in each split where it has two or more; a class
 * of one example trains. Both splits come out in a random order, so that their first examples are a fair sample.
 */
export function splitExamples(examples: Int32Array, labels: Int32Array, classes: number, testShare: number, random: Random): SplitIndices {
  const members: number[][] = Array.from({ length: classes }, () => [])
  for (const example of examples) members[labels[example]].push(example)
  const train: number[] = []
  const test: number[] = []
  for (const indices of members) {
    const shuffled = Int32Array.from(indices)
    random.shuffle(shuffled)
    const kept = Math.min(Math.max(Math.round(testShare * indices.length), 1), indices.length - 1)
    shuffled.forEach((example, i) => (i < kept ? test : train).push(example))
  }
  const result = { train: Int32Array.from(train), test: Int32Array.from(test) }
  random.shuffle(result.train)
  random.shuffle(result.test)
  return result
}
