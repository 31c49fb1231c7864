/** What one dispatch is to do: `Dispatch` in `wgsl/plan.wgsl`; what is left out is 0. */
export interface Dispatch {
  readonly firstRun?: number
  readonly runOffset?: number
  readonly firstStep?: number
  readonly steps?: number
  readonly scheduleSteps?: number
  readonly firstOutput?: number
  readonly firstExample?: number
  readonly endExample?: number
  readonly examples?: number
}

const ORDER = [
  'firstRun',
  'runOffset',
  'firstStep',
  'steps',
  'scheduleSteps',
  'firstOutput',
  'firstExample',
  'endExample',
  'examples',
] as const satisfies readonly (keyof Dispatch)[]

/** 32-bit words, whole groups of four. */
export const DISPATCH_WORDS = 12

export function dispatchWords(dispatch: Dispatch): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(DISPATCH_WORDS)
  words.set(ORDER.map((name) => dispatch[name] ?? 0))
  return words
}
