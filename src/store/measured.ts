import { type SplitName, SPLITS } from '../experiment/layout.ts'
import type { Session } from './session.ts'

/** What is read of a session to know what its frames were measured on. */
type Course = Pick<Session, 'history' | 'data'>

const NAMES: Readonly<Record<SplitName, string>> = { train: 'training', test: 'test' }

/** What a kept frame was measured on: “test data”, or of how many examples it was, “220 of 2,000 test examples”. */
export function dataText(course: Course, split: SplitName, frame: number): string {
  return sampleText(course, split, frame) || `${NAMES[split]} data`
}

/** “220 of 2,000 test examples”; empty where a kept frame was measured on all of them, or there is none. */
export function sampleText({ history, data }: Course, split: SplitName, frame: number): string {
  if (!data || frame < 0 || frame >= history.frames) return ''
  const all = sum(split === 'train' ? data.trainCounts : data.testCounts)
  const measured = measuredOn(history, split, frame)
  return measured === all ? '' : `${measured.toLocaleString('en')} of ${all.toLocaleString('en')} ${NAMES[split]} examples`
}

/**
 * Of the points of a course until a kept frame, what those were measured on that were not measured at rest; empty where
 * all were measured alike.
 */
export function sampledText(course: Course, until: number): string {
  const { history } = course
  const sampled = Array.from({ length: until + 1 }, (_, frame) => frame).find((frame) => isSampled(history, frame))
  if (sampled === undefined) return ''
  return `on ${SPLITS.map((split) => dataText(course, split, sampled)).join(' and ')} while it trains`
}

/** Whether a kept frame was measured on less than the first, which is measured at rest. */
export function isSampled(history: Session['history'], frame: number): boolean {
  return SPLITS.some((split) => measuredOn(history, split, frame) < measuredOn(history, split, 0))
}

/** Each run is measured on as many; they are counted by class. */
function measuredOn(history: Session['history'], split: SplitName, frame: number): number {
  return history.runs === 0 ? 0 : sum(history.list(frame, split, 0, 'classCount'))
}

function sum(counts: ArrayLike<number>): number {
  return Array.from(counts).reduce((total, count) => total + count, 0)
}
