import type { History } from '../../store/history.ts'
import type { Axis } from '../plot/axis.ts'
import { pickFrames } from '../plot/sample.ts'
import { along } from '../plot/scales.ts'

/** Frames are thinned by whole numbers; on an axis that is not linear these are parts of it. */
const FINE = 2 ** 13

/** The first `count` frames of a history that lie on an axis of steps, one more on either side, thinned for drawing. */
export function shownFrames(history: History, count: number, x: Axis): number[] {
  if (count === 0) return []
  const [from, to] = x.domain
  const first = Math.max(0, history.nearest(from) - 1)
  const end = Math.min(count, history.nearest(to) + 2)
  const steps = Array.from({ length: Math.max(0, end - first) }, (_, i) => history.step(first + i))
  const places = x.scale ? steps.map((step) => FINE * along(x).share(step)) : steps
  return pickFrames(places, []).map((i) => first + i)
}
