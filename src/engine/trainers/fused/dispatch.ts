import { struct } from './wgsl.ts'

const FIELDS = [
  // The first run of the dispatch among those of the buffers, and the buffers' first run among all.
  'firstRun',
  'runOffset',
  // Which steps, in a schedule of `scheduleSteps`.
  'firstStep',
  'steps',
  'scheduleSteps',
  // The first run's place among the outputs, and which of how many examples to predict.
  'firstOutput',
  'firstExample',
  'endExample',
  'examples',
] as const

/** What one dispatch is to do; what is left out is 0. */
export type Dispatch = Readonly<Partial<Record<(typeof FIELDS)[number], number>>>

export const DISPATCH = struct('Dispatch', FIELDS)
export const DISPATCH_WORDS = FIELDS.length

export function dispatchWords(dispatch: Dispatch): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(FIELDS, (name) => dispatch[name] ?? 0)
}
