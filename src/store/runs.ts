import type { RunPoint, RunRecord } from '../experiment/columns.ts'
import { type Experiment, planOf } from '../experiment/index.ts'
import { recordsOf } from '../experiment/records.ts'
import { type Defined, definedUntil } from './planned.ts'
import type { Session } from './session.ts'

/** What is read of a session to know its runs. */
export type Course = Pick<Session, 'history' | 'trained'>

/** What a course had been trained with at a kept frame, to end at step `steps`; null where it has not begun. */
export function trainedAt({ history, trained }: Course, steps: number, frame: number): Experiment | null {
  if (!trained || frame < 0 || frame >= history.frames) return null
  return { ...trained, ...history.settings(frame), training: { ...trained.training, steps }, sweep: null }
}

/** A course until a kept frame as a link says it, to end at step `steps`; null where it has not begun. */
export function definedAt({ history, trained }: Course, steps: number, frame: number): Defined | null {
  if (!trained || frame < 0 || frame >= history.frames) return null
  return definedUntil({ ...trained, training: { ...trained.training, steps }, sweep: null }, history.step(frame))
}

/** The runs of a course as they stand at a kept frame; none where it has not begun. */
export function runsOf(course: Course, steps: number, frame: number): RunRecord[] {
  const { history } = course
  const experiment = trainedAt(course, steps, frame)
  if (!experiment) return []
  const measured = { step: history.step(frame), measurements: history.measurements(frame), layout: history.layout }
  return recordsOf(experiment, planOf(experiment), { group: 0, firstArm: 0, arms: experiment.arms.length }, measured)
}

/** The runs of a course at every kept frame until this one, but at no more than `most` frames, evenly spread. */
export function pointsOf(course: Course, steps: number, frame: number, most: number): RunPoint[] {
  return spread(frame + 1, most).flatMap((one) => runsOf(course, steps, one))
}

/** At most so many of the whole numbers below `count`, evenly spread, the first and the last among them. */
export function spread(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i)
  return Array.from({ length: most }, (_, i) => Math.round((i * (count - 1)) / (most - 1)))
}
