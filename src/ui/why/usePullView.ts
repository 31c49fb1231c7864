import { useMemo } from 'react'
import { HISTOGRAM_BINS } from '../../experiment/layout.ts'
import { pushBackIntervals, sameLoss } from '../../loss/index.ts'
import { armName } from '../arms.ts'
import { formatStep } from '../plot/format.ts'
import type { Shown } from '../plot/redraw.ts'
import { pushBackText } from '../desk/pushBack.ts'
import { useArm } from '../plot/ArmChoice.tsx'
import { aboutPushedBack, examplesOf, gradientShares } from './examples.ts'
import { useDrawnArms } from './useDrawnArms.ts'

/** What the figure of the pull shows of a session. */
export function usePullView(session: Shown) {
  const arm = useArm()
  const arms = useDrawnArms(session)
  const loss = arms[arm]
  const trained = session.settings[arm] ?? loss
  // A coefficient that was moved since the last step: the engine has not counted with it yet.
  const isCounted = sameLoss(loss, trained)
  const intervals = useMemo(() => pushBackIntervals(loss), [loss])
  // Only a redraw in its turn makes a new session.
  const found = useMemo(() => examplesOf(session, arm), [session, arm])
  const shares = useMemo(() => {
    const total = found?.counts.reduce((sum, count) => sum + count, 0) ?? 0
    return {
      examples: found ? found.counts.map((count) => count / total) : NONE,
      gradient: found ? gradientShares(loss, found) : NONE,
    }
  }, [found, loss])
  return { arm, arms, loss, asTrained: isCounted ? '' : armName(trained, arm), intervals, pushedText: pushedText(), mean: Number.isFinite(found?.mean) ? found?.mean : undefined, ...shares }

  /** “Examples surer than 0.50 are pushed back: 312 now”; empty where none are. */
  function pushedText(): string {
    const text = pushBackText(intervals)
    if (!text || !found) return text
    const { history, frame, moment } = session
    const when = moment === null ? 'now' : `at step ${formatStep(history.step(frame))}`
    const count = isCounted ? found.pushedBack : aboutPushedBack(loss, found)
    return `${text}: ${isCounted ? '' : 'about '}${formatStep(count)} ${when}`
  }
}

const NONE: readonly number[] = Array.from({ length: HISTOGRAM_BINS }, () => 0)
