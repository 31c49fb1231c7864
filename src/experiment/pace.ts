import { choice, type ValueOf } from './fields.ts'

/**
 * How fast the training that is watched goes on: part of a link and of no number, so that it stands beside the
 * experiment and not in it.
 */
export const paceField = choice({
  key: 'pace',
  label: 'Pace',
  help: 'How fast training goes on: slowly enough to be followed, the planned steps in about ten seconds; slowly enough for a room, in about a minute; or as fast as it can. Where most is learned, in the first steps, it takes its time. No number depends on it.',
  default: 'follow',
  options: [
    { value: 'follow', label: 'To follow' },
    { value: 'slow', label: 'Slow' },
    { value: 'max', label: 'Fastest' },
  ],
})

export type Pace = ValueOf<typeof paceField>
