import type { RunPoint, RunRecord } from '../experiment/columns.ts'
import { type Arm, type Experiment, type Field, schema } from '../experiment/index.ts'
import { recordsOf, trainedWithoutSweep } from '../experiment/records.ts'
import type { Loss } from '../loss/index.ts'
import type { Session } from './session.ts'

/** What is read of a session to know its runs. */
export type Course = Pick<Session, 'history' | 'opened'>

/** The runs of a course as they stand at a kept frame; none where it has not begun. */
export function runsOf(course: Course, now: Experiment, frame: number): RunRecord[] {
  const { history, opened } = course
  if (!opened || frame < 0 || frame >= history.frames) return []
  const experiment = asTrained(opened, now, history.losses(frame))
  const measured = { step: history.step(frame), measurements: history.measurements(frame), layout: history.layout }
  return recordsOf(experiment, trainedWithoutSweep(experiment, experiment.training.steps), measured)
}

/** The runs of a course at every kept frame until this one, but at no more than `most` frames, evenly spread. */
export function pointsOf(course: Course, now: Experiment, frame: number, most: number): RunPoint[] {
  return spread(frame + 1, most).flatMap((one) => runsOf(course, now, one))
}

/** At most so many of the whole numbers below `count`, evenly spread, the first and the last among them. */
export function spread(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i)
  return Array.from({ length: most }, (_, i) => Math.round((i * (count - 1)) / (most - 1)))
}

/**
 * What a course is trained with: structural fields as it was begun with, live ones as they are set now, each arm's loss
 * as it was when it was measured. Without the sweep, which trains elsewhere.
 */
export function asTrained(opened: Experiment, now: Experiment, losses: readonly Loss[]): Experiment {
  const group = <G extends 'data' | 'model' | 'optimizer' | 'training'>(name: G): Experiment[G] => {
    const fields: Record<string, Field> = schema[name]
    const [then, present]: readonly object[] = [opened[name], now[name]]
    const values = Object.keys(fields).map((key) => [key, (fields[key].live ? present : then)[key as keyof object]])
    return Object.fromEntries(values) as Experiment[G]
  }
  return {
    data: group('data'),
    model: group('model'),
    optimizer: group('optimizer'),
    training: group('training'),
    arms: opened.arms.map((arm, i): Arm => ({ ...(now.arms[i] ?? arm), ...losses[i] })),
    sweep: null,
  }
}
