import { nextChange, settingsAt } from '../experiment/changes.ts'
import { type Difference, differences } from '../experiment/differences.ts'
import type { Experiment } from '../experiment/index.ts'
import { familyName } from '../loss/index.ts'
import { differenceText } from './differenceText.ts'
import type { Mark } from './session.ts'

/** Changes of one field within this share of the planned steps are one mark: a slider that was dragged. */
const FOLDED = 0.04

/** What was changed at a step: one field, or several of one arm at once, as a preset does. */
interface Event {
  readonly key: string
  readonly from: Experiment
  readonly to: Experiment
  readonly step: number
  /** The last step of those that are folded into it. */
  readonly last: number
}

/** A mark for each change of an experiment; one for what was dragged, where it began, from first to last. */
export function marksOf(experiment: Experiment): Mark[] {
  const fold = FOLDED * experiment.training.steps
  const events: Event[] = []
  let from = experiment
  for (let step = nextChange(experiment, -1); step < Infinity; step = nextChange(experiment, step)) {
    const to = { ...experiment, ...settingsAt(experiment, step) }
    for (const key of keysOf(differences(from, to))) {
      const dragged = events.findIndex((event) => event.key === key && step - event.last <= fold)
      if (dragged < 0) events.push({ key, from, to, step, last: step })
      else events[dragged] = { ...events[dragged], to, last: step }
    }
    from = to
  }
  return events.flatMap((event) => textOf(event).map((text) => ({ step: event.step, kind: 'change' as const, text, of: { key: event.key, last: event.last } })))
}

/** An experiment without the changes that a mark stands for. */
export function withoutMark<E extends Pick<Experiment, 'changes'>>(experiment: E, { step: from, of }: Mark): E {
  const isOf = (key: string) => key === of?.key || key.startsWith(`${of?.key}.`)
  return { ...experiment, changes: experiment.changes.filter(({ step, key }) => !(isOf(key) && step >= from && step <= (of?.last ?? -1))) }
}

/** What was changed by hand before a step, in words: “step 500: ε₁ 2 → 3 (arm 1)”; empty where nothing was. */
export function changesUntil(marks: readonly Mark[], until: number): string {
  const before = marks.filter(({ kind, step }) => kind === 'change' && step < until)
  return before.map(({ step, text }) => `step ${step.toLocaleString('en')}: ${text}`).join('; ')
}

function keysOf(found: readonly Difference[]): Set<string> {
  const several = new Set(found.flatMap(({ arm }, i) => (arm !== undefined && found.findIndex((one) => one.arm === arm) < i ? [arm] : [])))
  return new Set(found.map(({ key, arm }) => (arm !== undefined && several.has(arm) ? `arm${arm}` : key)))
}

/** What an event came to; nothing where it was taken back. */
function textOf({ key, from, to }: Event): string[] {
  const found = differences(from, to)
  const arm = /^arm(\d)$/.exec(key)?.[1]
  if (arm === undefined) return found.filter((one) => one.key === key).map(differenceText)
  if (!found.some((one) => one.arm === Number(arm))) return []
  const [before, after] = [from, to].map(({ arms }) => familyName(arms[Number(arm)]))
  return [`Loss ${before} → ${after} (arm ${arm})`]
}
