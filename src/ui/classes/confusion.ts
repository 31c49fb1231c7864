/** A cell of a confusion matrix. */
export interface Confused {
  readonly label: number
  readonly predicted: number
  readonly count: number
  /** Examples with that label. */
  readonly of: number
}

/** How many examples each label has: the sums of the rows of counts [classes × classes]. */
export function rowSums(counts: ArrayLike<number>, classes: number): number[] {
  return Array.from({ length: classes }, (_, label) => {
    let sum = 0
    for (let predicted = 0; predicted < classes; predicted++) sum += counts[label * classes + predicted]
    return sum
  })
}

/** The cell of a label and a predicted class in counts [classes × classes]. */
export function cellOf(
  counts: ArrayLike<number>,
  classes: number,
  [label, predicted]: readonly [label: number, predicted: number],
): Confused {
  return { label, predicted, count: counts[label * classes + predicted], of: rowSums(counts, classes)[label] }
}

/** The pairs of label and wrong class with the most examples, at most `most`; equal ones in their order. */
export function worstPairs(counts: ArrayLike<number>, classes: number, most: number): Confused[] {
  const sums = rowSums(counts, classes)
  const pairs: Confused[] = []
  for (let cell = 0; cell < classes * classes; cell++) {
    const [label, predicted] = [Math.floor(cell / classes), cell % classes]
    if (label !== predicted && counts[cell] > 0) pairs.push({ label, predicted, count: counts[cell], of: sums[label] })
  }
  return pairs.sort((a, b) => b.count - a.count).slice(0, most)
}
