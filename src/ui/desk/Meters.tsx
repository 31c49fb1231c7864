import { type RefObject, useEffect } from 'react'
import { minus } from '../../experiment/text.ts'
import { sameLoss } from '../../loss/index.ts'
import { useExperiment } from '../../store/experiment.ts'
import { dataText } from '../../store/measured.ts'
import { armName } from '../arms.ts'
import { formatStep } from '../plot/format.ts'
import { useSessionInTurn } from '../plot/redraw.ts'
import { bar, levels } from './levels.ts'

interface Props {
  readonly arm: number
  /** Holds the strips. */
  readonly strips: RefObject<HTMLElement | null>
}

/** Moves the bars and numbers of all strips with the training, and says what they show. */
export function Meters({ arm, strips }: Props) {
  const session = useSessionInTurn()
  const { history, frame, arms, repeats, settings } = session
  const set = useExperiment(({ experiment }) => experiment.arms[arm])
  const isKnown = frame >= 0 && arm < arms
  // Not before it is painted: the strips, which are its parent's, are known only then.
  useEffect(() => {
    const shares = isKnown ? levels(history, frame, arm, repeats) : []
    // Straight to the elements: nine bars need no reconciling ten times a second.
    for (const level of strips.current?.querySelectorAll<HTMLElement>('[data-level]') ?? []) {
      const { from, to } = bar(shares[Number(level.dataset.level) - 1] ?? 0)
      level.classList.toggle('below', to - from > 0 && from < bar(0).from)
      level.style.transform = `translateY(${-100 * from}%) scaleY(${to - from})`
    }
    for (const text of strips.current?.querySelectorAll<HTMLElement>('[data-share]') ?? []) {
      const written = percent(shares[Number(text.dataset.share) - 1])
      if (text.textContent !== written) text.textContent = written
    }
  })
  const step = isKnown ? ` at step ${formatStep(history.step(frame))}` : ''
  const of = isKnown && !sameLoss(set, settings[arm]) ? `, trained with ${armName(settings[arm], arm)}` : ''
  const isCancelled = isKnown && levels(history, frame, arm, repeats).some(Number.isNaN)
  const cancelled = isCancelled ? ', of which there is none: the terms cancel, or a run diverged' : ''
  const over = repeats === 1 ? 'n = 1' : `mean of ${repeats} repeats`
  return (
    <p className="mixer-note">
      Bars: each term’s share of the gradient{step}
      {of}
      {cancelled}, logit-weighted, {dataText(session, 'train', frame)}, {over}
    </p>
  )
}

/** Where the whole gradient nearly vanishes a share grows without bound; its number stops here. */
const MOST = 9.99

function percent(share: number | undefined): string {
  if (share !== undefined && Math.abs(share) > MOST) return share > 0 ? '> 999%' : '< −999%'
  if (share === undefined) return ''
  return Number.isNaN(share) ? '–' : minus(`${Math.round(100 * share)}%`).replace('−0%', '0%')
}
