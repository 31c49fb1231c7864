import type { TrainingTask } from '../../trainer.ts'

/** Counts the rows of batches that have a label: a step's loss is the mean over them. */
export interface LabelCounts {
  /** Of each repeat's batches, [repeats × steps], from what a schedule has written for these steps. */
  of(schedule: Uint32Array, steps: number): Uint32Array<ArrayBuffer>
}

export function createLabelCounts({ labels, positions, repeats, batchSize }: TrainingTask): LabelCounts {
  const ofExample = Uint32Array.from({ length: labels.length / positions }, (_, example) => {
    let count = 0
    for (let i = example * positions; i < (example + 1) * positions; i++) if (labels[i] >= 0) count++
    return count
  })
  return {
    of(schedule, steps) {
      let at = 2 * steps
      return Uint32Array.from({ length: repeats * steps }, () => {
        let count = 0
        for (const end = at + batchSize; at < end; at++) count += ofExample[schedule[at]]
        return count
      })
    },
  }
}
