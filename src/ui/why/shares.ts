import { type Aggregation, closedLeadingShare, hasClosedForm, SHARES } from '../../loss/index.ts'
import { metricOf } from '../../experiment/metrics.ts'
import { formatValue } from '../plot/format.ts'
import type { History } from '../../store/history.ts'

/** Whose shares, over which repeats, and how they are taken over examples. */
export interface SharesOf {
  readonly arm: number
  readonly repeats: number
  readonly aggregation: Aggregation
}

/** Shares of terms 1…8 and the rest on training data at a kept frame, nine numbers, the mean over repeats. */
export function sharesAt(history: History, frame: number, { arm, repeats, aggregation }: SharesOf): number[] {
  const means = Array.from({ length: SHARES }, () => 0)
  for (let run = arm * repeats; run < (arm + 1) * repeats; run++) {
    history.list(frame, 'train', run, aggregation).forEach((share, term) => (means[term] += share / repeats))
  }
  return means
}

/**
 * The leading share at a kept frame by its closed form under the loss of that time, the mean over repeats;
 * NaN where there is none.
 */
export function closedShareAt(history: History, frame: number, { arm, repeats, aggregation }: SharesOf): number {
  const loss = history.settings(frame)?.arms[arm]
  if (!loss || !hasClosedForm(loss, aggregation)) return NaN
  let mean = 0
  for (let run = arm * repeats; run < (arm + 1) * repeats; run++) {
    const wrong = history.list(frame, 'train', run, 'ptWrong')
    const counts = history.list(frame, 'train', run, 'ptRight').map((right, bin) => right + wrong[bin])
    mean += closedLeadingShare(loss, aggregation, counts, history.list(frame, 'train', run, 'ptSum')) / repeats
  }
  return mean
}

/** Shares in words: numbers, or that there are none, since the terms cancel or a run diverged. */
export function shareTexts(history: History, frame: number, of: SharesOf): { readonly values: readonly string[]; readonly missing?: string } {
  const shares = sharesAt(history, frame, of)
  const values = shares.map(formatValue)
  const runs = Array.from({ length: of.repeats }, (_, repeat) => of.arm * of.repeats + repeat)
  const isCancelled = shares.some(Number.isNaN) && runs.every((run) => Number.isFinite(history.value(frame, 'train', run, 'nll')))
  return isCancelled ? { values, missing: metricOf('leadingShare').missing } : { values }
}

/** The course of the shares over these frames of a history. */
export interface Course {
  readonly steps: readonly number[]
  /** A list per term. */
  readonly terms: readonly (readonly number[])[]
  /** The leading share by its closed form; NaN where there is none. */
  readonly closed: readonly number[]
}

/** Shares and closed form at each of some kept frames. */
export function courseOf(history: History, frames: readonly number[], of: SharesOf, known: Known = new Map()): Course {
  const points = frames.map((frame) => pointOf(history, frame, of, known))
  return {
    steps: frames.map((frame) => history.step(frame)),
    terms: Array.from({ length: SHARES }, (_, term) => points.map(({ shares }) => shares[term])),
    closed: points.map(({ closed }) => closed),
  }
}

/** What was computed already, by step; it belongs to one history and one `SharesOf`. */
export type Known = Map<number, CoursePoint>

interface CoursePoint {
  readonly shares: readonly number[]
  readonly closed: number
  /** A number as measured, by which a step that was trained again is told. */
  readonly mark: number
}

function pointOf(history: History, frame: number, of: SharesOf, known: Known): CoursePoint {
  const step = history.step(frame)
  const run = of.arm * of.repeats
  const share = history.value(frame, 'train', run, of.aggregation)
  const mark = Number.isNaN(share) ? history.value(frame, 'train', run, 'nll') : share
  const before = known.get(step)
  if (before && Object.is(before.mark, mark)) return before
  const point = { shares: sharesAt(history, frame, of), closed: closedShareAt(history, frame, of), mark }
  known.set(step, point)
  return point
}
