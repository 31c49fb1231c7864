import { struct } from '../wgsl.ts'

const FIELDS = [
  // The first run of the dispatch among those of the buffers, and the buffers' first run among all.
  'firstRun',
  'runOffset',
  // Which step, in a schedule of `scheduleSteps`.
  'step',
  'scheduleSteps',
  // Where the batch's indices stand, of repeat 0 and from one repeat to the next, and the numbers of its labelled rows.
  'indices',
  'indexStride',
  'labelled',
  // Examples that are gone through, and whether their gradient is added to that of others of the batch.
  'examples',
  'isLater',
  // Of predictions, the place of the first run among the outputs, the first example, and how many there are.
  'firstOutput',
  'firstExample',
  'allExamples',
  // Which of its items: a dispatch that would take long is cut.
  'firstItem',
  'endItem',
] as const

/** What one dispatch is to do; what is left out is 0, and `endItem` the end. */
export type Words = Readonly<Partial<Record<(typeof FIELDS)[number], number>>>

export const WORDS = struct('Words', FIELDS)
const ALL = 0xffffffff

export function wordsOf(words: Words): number[] {
  return FIELDS.map((name) => words[name] ?? (name === 'endItem' ? ALL : 0))
}
