import type { Change } from './changes.ts'
import { FOLD_MS } from './gesture.ts'
import type { Mark } from './session.ts'

/** The gesture that the newest mark stands for. */
export interface Gesture {
  readonly key: string
  readonly from: string
  /** When it was last heard of, in milliseconds. */
  readonly at: number
}

/**
 * The marks after a live change at a step. A change that goes on with the last gesture replaces its mark,
 * which stays at the step where the gesture began.
 */
export function withChange(
  marks: readonly Mark[],
  gesture: Gesture | null,
  change: Change,
  step: number,
  now: number,
): { readonly marks: readonly Mark[]; readonly gesture: Gesture } {
  const newest = marks.at(-1)
  const goesOn = newest?.kind === 'change' && gesture?.key === change.key && now - gesture.at <= FOLD_MS
  const from = goesOn ? gesture.from : change.from
  const kept = goesOn ? marks.slice(0, -1) : marks
  const mark: Mark = { step: goesOn ? newest.step : step, kind: 'change', text: markText(change, from) }
  return { marks: [...kept, mark], gesture: { key: change.key, from, at: now } }
}

function markText({ label, to, arm }: Change, from: string): string {
  return `${label} ${from} → ${to}${arm === undefined ? '' : ` (arm ${arm})`}`
}
